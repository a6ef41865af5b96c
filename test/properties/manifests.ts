import fc from "fast-check";
import type { Json } from "./print-scalar.ts";

type JsonMap = { [key: string]: Json };

/** Strings as they stand in manifests, and those that writers of YAML get wrong. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("web", "/var/log/app", "a b c", "1.2.3", "prod-eu") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "yes",
      "0644",
      "1e3",
      "~",
      "",
      "a: b",
      "a #b",
      "- x",
      " lead",
      "trail ",
      "caf\u00e9",
      "\u65e5\u672c",
      "tab\tx",
      "\ufeffmark",
      "wide \u{1f600}",
      "next\u0085line",
      "return\rx",
      "it's",
      'say "hi"',
      "\\",
      "{{ x }}",
      "12:30",
      "null",
      "2001-12-14",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\n",
      "one\ntwo",
      "one\ntwo\n",
      "one\n\n",
      "one\n\ntwo\n\n\n",
      "  in\nout\n",
      "in\n  deeper\nout",
      "key:\n- item\n",
      "# no comment\n",
      "\n\nfirst",
    ),
  },
);

const names = fc.constantFrom("web", "api", "job-1", "worker");

function maybe<T extends Json>(
  arbitrary: fc.Arbitrary<T>,
  empty: "[]" | "{}",
): fc.Arbitrary<Json | undefined> {
  return fc.oneof(
    { weight: 3, arbitrary: arbitrary as fc.Arbitrary<Json | undefined> },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant<Json>(empty === "[]" ? [] : {}) },
  );
}

/** Fields that are undefined are left out. */
function record(
  fields: Readonly<Record<string, fc.Arbitrary<Json | undefined>>>,
): fc.Arbitrary<JsonMap> {
  return fc
    .record(fields)
    .map(
      (map) =>
        Object.fromEntries(
          Object.entries(map).filter(([, value]) => value !== undefined),
        ) as JsonMap,
    );
}

const always = <T extends Json>(value: T) => fc.constant<Json>(value);
const rarely = <T extends Json>(value: fc.Arbitrary<T>): fc.Arbitrary<Json | undefined> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value as fc.Arbitrary<Json> },
  );

const mostly = (value: fc.Arbitrary<Json>) =>
  fc.oneof(
    { weight: 3, arbitrary: value as fc.Arbitrary<Json | undefined> },
    { weight: 1, arbitrary: maybe(value as fc.Arbitrary<Json[]>, "[]") },
  );

const env = fc
  .uniqueArray(fc.tuple(fc.constantFrom("A", "B", "LOG_LEVEL"), texts), {
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((entries) => entries.map(([name, value]): Json => ({ name, value })));

const mounts = fc
  .uniqueArray(fc.constantFrom("/data", "/var/log/app", "/cache"), { maxLength: 2 })
  .map((paths) => paths.map((mountPath): Json => ({ name: "data", mountPath })));

function container(name: string): fc.Arbitrary<Json> {
  return record({
    name: always(name),
    image: fc.constantFrom<Json>("example.com/web:1", "nginx"),
    args: rarely(fc.array(texts, { minLength: 1, maxLength: 2 })),
    ports: maybe(always([{ containerPort: 8080, name: "http" }]), "[]"),
    env: maybe(env, "[]"),
    volumeMounts: maybe(mounts, "[]"),
    resources: rarely(always({ limits: { cpu: "100m", memory: "64Mi" } })),
    livenessProbe: rarely(always({ httpGet: { path: "/", port: "http" }, periodSeconds: 5 })),
    workingDir: rarely(texts),
  });
}

function containers(minLength: number, prefix: string): fc.Arbitrary<Json[]> {
  return fc
    .uniqueArray(names, { minLength, maxLength: 2 })
    .chain((list) => fc.tuple(...list.map((name) => container(prefix + name))));
}

const strings = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(
        "app",
        "tier",
        "example.com/note",
        "long.example.com/config",
        "mark\ufeffed",
        "caf\u00e9 \u{1f600}",
      ),
      texts,
    ),
    {
      minLength: 1,
      maxLength: 3,
      selector: ([key]) => key,
    },
  )
  .map((entries): Json => Object.fromEntries(entries));

const podMetadata = record({
  name: rarely(names),
  labels: maybe(strings, "{}"),
  annotations: maybe(strings, "{}"),
});

/** The fields of a pod template. */
const podTemplate = record({
  metadata: maybe(podMetadata, "{}"),
  spec: record({
    containers: containers(1, ""),
    initContainers: maybe(containers(0, "init-"), "[]"),
    volumes: mostly(
      always([
        { name: "data", emptyDir: {} },
        { name: "conf", configMap: { name: "c", defaultMode: 420 } },
      ]),
    ),
    restartPolicy: rarely(fc.constantFrom<Json>("Always")),
    securityContext: maybe(always({ runAsUser: 1000 }), "{}"),
    imagePullSecrets: maybe(always([{ name: "registry" }]), "[]"),
    hostAliases: maybe(always([{ ip: "10.0.0.1", hostnames: ["a.example.com"] }]), "[]"),
    terminationGracePeriodSeconds: rarely(always(30)),
    nodeSelector: rarely(strings),
  }),
});

function workload(kind: string, template: JsonMap, metadata: JsonMap): JsonMap {
  const spec = { selector: { matchLabels: { app: "web" } }, template };
  switch (kind) {
    case "Pod":
      return {
        apiVersion: "v1",
        kind,
        ...template,
        metadata: { ...metadata, ...(template["metadata"] as JsonMap | undefined) },
      };
    case "CronJob":
      return {
        apiVersion: "batch/v1",
        kind,
        metadata,
        spec: { schedule: "*/5 * * * *", jobTemplate: { spec: { template, backoffLimit: 2 } } },
      };
    case "StatefulSet":
      return {
        apiVersion: "apps/v1",
        kind,
        metadata,
        spec: {
          ...spec,
          serviceName: "web",
          volumeClaimTemplates: [{ metadata: { name: "claim" } }],
        },
      };
    default:
      return { apiVersion: "apps/v1", kind, metadata, spec: { ...spec, replicas: 2 } };
  }
}

const workloads = fc
  .tuple(
    fc.constantFrom("Deployment", "Pod", "CronJob", "StatefulSet"),
    podTemplate,
    record({ name: names, labels: rarely(strings) }),
  )
  .map(([kind, template, metadata]) => workload(kind, template, metadata));

const others = strings.map(
  (data): JsonMap => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data }),
);

const lists = fc
  .array(fc.oneof({ weight: 3, arbitrary: workloads }, { weight: 1, arbitrary: others }), {
    maxLength: 3,
  })
  .map((items): JsonMap => ({ apiVersion: "v1", kind: "List", items }));

/** One object of Kubernetes, mostly one with a pod template. */
export const objects: fc.Arbitrary<JsonMap> = fc.oneof(
  { weight: 6, arbitrary: workloads },
  { weight: 1, arbitrary: others },
  { weight: 1, arbitrary: lists },
);

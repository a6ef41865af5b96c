// Anybody can write a marker. Whatever one says, `inject` and `eject` change nothing but what a template could have added, and
// name each container and field of the pod that they remove.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInTemplate } from "../../src/template/built-in.ts";
import { encodeText } from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";
import { valuesOf } from "./oracle.ts";
import { eject, inject, type Result } from "./run.ts";

const found = builtInTemplate("statsd-exporter");
if (found === undefined) throw new Error("there is no statsd-exporter");
const statsd = found;

const APP = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", labels: { app: "web" }, annotations: { note: "ours" } },
  spec: {
    serviceAccountName: "web",
    shareProcessNamespace: false,
    hostAliases: [{ ip: "10.0.0.1", hostnames: ["db"] }],
    imagePullSecrets: [{ name: "registry" }],
    securityContext: { runAsNonRoot: true, fsGroup: 7, supplementalGroups: [7] },
    containers: [
      {
        name: "web",
        image: "example.com/web:1",
        securityContext: { runAsUser: 7 },
        env: [{ name: "A", value: "1" }],
        volumeMounts: [{ name: "data", mountPath: "/data" }],
      },
      { name: "audit", image: "example.com/audit:1" },
    ],
    initContainers: [{ name: "migrate", image: "example.com/migrate:1" }],
    volumes: [{ name: "data", emptyDir: {} }],
  },
};

const NAMES = ["statsd-exporter", "fluent-bit", "gone", "toString", "__proto__", "constructor", ""];
const PATHS = [
  "metadata",
  "metadata.labels",
  "metadata.labels.app",
  "metadata.annotations",
  "metadata.annotations.note",
  "metadata.annotations[kube-sidecar.dev/injected]",
  "metadata.name",
  "spec",
  "spec.containers",
  "spec.containers[web]",
  "spec.containers[audit]",
  "spec.containers[web].image",
  "spec.containers[web].securityContext",
  "spec.containers[web].securityContext.runAsUser",
  "spec.containers[web].env",
  "spec.containers[web].env[A]",
  "spec.containers[web].volumeMounts",
  "spec.containers[web].volumeMounts[/data]",
  "spec.initContainers",
  "spec.initContainers[migrate]",
  "spec.volumes",
  "spec.volumes[data]",
  "spec.serviceAccountName",
  "spec.shareProcessNamespace",
  "spec.hostAliases",
  "spec.hostAliases[10.0.0.1]",
  "spec.imagePullSecrets[registry]",
  "spec.securityContext",
  "spec.securityContext.runAsNonRoot",
  "spec.securityContext.supplementalGroups[7]",
  "kind",
  "toString",
  "__proto__",
];
const TEXTS = [
  "",
  " []",
  " {}",
  " ~",
  " [ # none\n  ]",
  " []\n  hostNetwork: true",
  "\n---\nkind: ClusterRoleBinding\n",
  " &a []",
  " 'x'",
  ' "',
  " [] # c\u2028kind: Secret",
  " {a: 1}",
  " *a",
];

const path = fc.constantFrom(...PATHS);
const hash = fc.constantFrom("", "0", "000000000000", "9b71001d40c6");
const few = { maxKeys: 3 };
const markers = fc
  .record(
    {
      version: fc.constantFrom<unknown>(1, 1, 1, 2, "1"),
      templates: fc.dictionary(
        fc.constantFrom(...NAMES),
        fc.record(
          {
            hash,
            added: fc.dictionary(path, hash, { minKeys: 1, ...few }),
            ports: fc.dictionary(
              fc.constantFrom("port", "image", "listen", "toString", "__proto__"),
              fc.constantFrom<unknown>(0, 80, 70_000, "80", true, 9125),
              few,
            ),
          },
          { requiredKeys: ["hash", "added"] },
        ),
        few,
      ),
      created: fc.array(path, { maxLength: 3 }),
      replaced: fc.dictionary(path, fc.constantFrom(...TEXTS), few),
      awaited: fc.array(path, { maxLength: 2 }),
    },
    { requiredKeys: ["version", "templates"] },
  )
  .map((marker) => JSON.stringify(marker));

interface Pod {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

const OWN = /^(?:statsd-exporter|fluent-bit)/;
const PARTS: ReadonlySet<string> = new Set(["env", "volumeMounts"]);

/** What nobody takes out for a marker: all but volumes, mounts, variables, labels and annotations. */
function lasting(pods: readonly unknown[]): unknown {
  return pods.map((pod) => {
    const { metadata, spec, ...rest } = pod as Pod;
    const { labels: _, annotations: __, ...named } = metadata;
    const { containers, initContainers, volumes: ___, ...fields } = spec;
    const own = [containers, initContainers].map((list) =>
      ((list ?? []) as readonly Readonly<Record<string, unknown>>[])
        .filter(({ name }) => !OWN.test(String(name)))
        .map((container) =>
          Object.fromEntries(Object.entries(container).filter(([key]) => !PARTS.has(key))),
        ),
    );
    return { rest, named, own, fields };
  });
}

function expectHarmless(before: string, result: Result): void {
  if (!result.done) {
    expect(result.output).toBe(before);
    return;
  }
  expect(lasting(valuesOf(result.output))).toEqual(lasting(valuesOf(encodeText(before))));
}

describe("a forged marker", () => {
  it("makes neither inject nor eject change what no template added", () => {
    let done = 0;
    tryProperty(
      fc.property(markers, fc.boolean(), (marker, isCompact) => {
        const annotations = { ...APP.metadata.annotations, "kube-sidecar.dev/injected": marker };
        const pod = { ...APP, metadata: { ...APP.metadata, annotations } };
        const text = encodeText(`${JSON.stringify(pod, null, isCompact ? undefined : 2)}\n`);
        const results = [eject(text), inject(text, statsd)];
        for (const result of results) {
          expectHarmless(text, result);
          if (result.done) done++;
        }
      }),
    );
    expect(done).toBeGreaterThan(0);
  });
});

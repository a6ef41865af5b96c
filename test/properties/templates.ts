import fc from "fast-check";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import type { Template } from "../../src/template/template.ts";
import { encodeText } from "../../src/text/source.ts";
import { texts } from "./manifests.ts";

const flags = fc
  .array(texts, { maxLength: 3 })
  .map((args) => args.map((arg) => arg.replaceAll("$", "")));

const shared = fc.subarray([
  { name: "logs", path: "/var/log/app", source: { emptyDir: {} } },
  { name: "cache", path: "/cache/deep", source: { emptyDir: { sizeLimit: "1Gi" } } },
]);

const files = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom("/etc/agent/a.yaml", "/etc/agent/b.conf", "/opt/x/c"),
    content: texts.filter((text) => text !== ""),
  }),
  { maxLength: 2, selector: ({ path }) => path },
);

const app = fc.record({
  containers: fc.constantFrom<"main" | "all">("main", "all"),
  env: fc.subarray([
    { name: "AGENT", value: "localhost:1" },
    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  ]),
});

const podOf = (name: string) =>
  fc.record(
    {
      labels: fc.constantFrom({}, { agent: "yes" }, { agent: "yes", [name]: "1" }),
      annotations: texts.map((text) => ({ [`example.com/${name}`]: text })),
      imagePullSecrets: fc.constantFrom([], [{ name: "agents" }]),
      hostAliases: fc.constantFrom([], [{ ip: "10.9.9.9", hostnames: ["agent"] }]),
      shareProcessNamespace: fc.constant(true),
      securityContext: fc.constantFrom({}, { fsGroup: 2000 }, { supplementalGroups: [3000, 4000] }),
    },
    { requiredKeys: [] },
  );

/** What a template says; names of its own parts start with its own name. */
function specOf(name: string): fc.Arbitrary<unknown> {
  return fc
    .record({
      lifecycle: fc.constantFrom("native", "native", "classic"),
      position: fc.constantFrom<unknown>(
        "first",
        "last",
        { before: "web" },
        { after: "api" },
        { after: "init-web" },
      ),
      args: flags,
      count: fc.integer({ min: 1, max: 2 }),
      helper: fc.boolean(),
      volume: fc.boolean(),
      shared,
      files,
      app,
      pod: podOf(name),
    })
    .map(({ args, count, helper, volume, shared, files, app, pod, ...spec }) => {
      const mounts = [
        ...(volume ? [{ name: `${name}-work`, mountPath: "/work" }] : []),
        ...shared.map(({ name }) => ({ name, readOnly: true })),
      ];
      const container = (suffix: string) => ({
        name: name + suffix,
        image: "example.com/agent:1",
        args,
        resources: {},
        ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
      });
      return {
        ...spec,
        role: "logging",
        containers: [container(""), container("-b")].slice(0, count),
        initContainers: helper
          ? [{ name: `${name}-init`, image: "example.com/init", command: ["a b", "c\nd\n"] }]
          : [],
        volumes: volume ? [{ name: `${name}-work`, emptyDir: {} }] : [],
        shared,
        files,
        app: {
          ...app,
          volumeMounts: volume ? [{ name: `${name}-work`, mountPath: `/${name}` }] : [],
        },
        pod,
      };
    });
}

/** Templates of a name, as a file has them. */
export function templatesNamed(name: string): fc.Arbitrary<Template> {
  return specOf(name).map((spec) => {
    const object = {
      apiVersion: "kube-sidecar.dev/v1alpha1",
      kind: "SidecarTemplate",
      metadata: { name },
      spec,
    };
    const source = { path: `${name}.yaml`, text: encodeText(JSON.stringify(object, null, 1)) };
    const { templates, problems } = readUserTemplates([source], compileSchema);
    const [template] = templates;
    if (template === undefined) throw new Error(JSON.stringify(problems));
    return template;
  });
}

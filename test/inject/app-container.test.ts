// Which container of a pod a template works for: the order of what speaks for one, and what is said where it does not agree.

import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { inject } from "../../src/index.ts";

const template = (spec: string) => ({
  path: "side.yaml",
  content: `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: side}
spec:
  role: logging
${spec}
  containers:
  - name: side
    image: example.com/side:1
`,
});

const NAME = template('  app: {env: [{name: SIDE, value: "1"}]}');
const DIRECTORY = template(
  '  app: {env: [{name: SIDE, value: "1"}]}\n  shared: [{name: logs, path: /var/log/app, source: {emptyDir: {}}}]',
);
const PORT = template(
  '  app: {env: [{name: SIDE, value: "$(params.port)"}]}\n  params: {port: {type: integer, default: $(app.port)}}',
);
const NAMED_PORT = template(
  '  app: {env: [{name: SIDE, value: "$(params.port)"}]}\n  params: {port: {type: integer, default: $(app.ports.http)}}',
);
const BOTH = template(
  '  app: {env: [{name: SIDE, value: "$(params.port)"}]}\n  params: {port: {type: integer, default: $(app.port)}}\n  shared: [{name: logs, path: /var/log/app, source: {emptyDir: {}}}]',
);
const FRONT = template(
  '  app: {env: [{name: SIDE, value: "$(params.of)"}]}\n  params: {of: {type: integer, format: port, default: $(app.port)}, port: {type: integer, format: port, default: 10000}}\n  front: {port: $(params.port), of: $(params.of)}',
);
const LISTED = template('  app: {containers: [two], env: [{name: SIDE, value: "$(app.name)"}]}');
const ALL = template(
  '  app: {containers: all, env: [{name: SIDE, value: "1"}]}\n  shared: [{name: logs, path: /var/log/app, source: {emptyDir: {}}}]',
);

interface PodParts {
  readonly annotations?: string;
  readonly containers: readonly string[];
  readonly init?: readonly string[];
}

const pod = ({ annotations = "", containers, init = [] }: PodParts) => `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {${annotations}}}
spec:
  initContainers: [${init.join(", ")}]
  containers:
${containers.map((one) => `  - ${one}\n`).join("")}  volumes: [{name: own, emptyDir: {}}, {name: other, emptyDir: {}}]
`;

const plain = (name: string, image = name) => `{name: ${name}, image: example.com/${image}:1}`;
const mounting = (name: string, path = "/var/log/app", volume = "own") =>
  `{name: ${name}, image: example.com/${name}:1, volumeMounts: [{name: ${volume}, mountPath: ${path}}]}`;
const listening = (name: string, number: number, more = "") =>
  `{name: ${name}, image: example.com/${name}:1, ports: [{containerPort: ${number}${more}}]}`;

const OURS = "kube-sidecar.dev/app-container";
const KUBECTL = "kubectl.kubernetes.io/default-container";

type Options = Parameters<typeof inject>[1];

/** Returns the names of the containers that got the variable, with its value, and the rules that were found. */
function chosenIn(manifest: string, side: ReturnType<typeof template>, options: Options = {}) {
  const result = inject(manifest, { ...options, templates: ["side"], templateFiles: [side] });
  const [document] = parseAllDocuments(result.manifest);
  const value = document?.toJS() as {
    spec: { containers: { name: string; env?: { name: string; value: string }[] }[] };
  };
  const chosen = value.spec.containers.flatMap(({ name, env = [] }) =>
    env.filter((one) => one.name === "SIDE").map((one) => `${name} ${one.value}`),
  );
  const found = result.findings.map(({ rule, severity }) => `${severity} ${rule}`);
  return [
    ...chosen,
    ...found.filter((one) => one.includes("app-container") || one.includes("error")),
  ];
}

const CASES: readonly (readonly [
  string,
  PodParts,
  ReturnType<typeof template>,
  readonly string[],
])[] = [
  ["the first", { containers: [plain("one"), plain("two")] }, NAME, ["one 1"]],
  [
    "not a known sidecar",
    { containers: [plain("istio-proxy", "proxyv2"), plain("two")] },
    NAME,
    ["two 1"],
  ],
  [
    "a known sidecar where all are",
    { containers: [plain("istio-proxy", "proxyv2")] },
    NAME,
    ["istio-proxy 1"],
  ],
  [
    "the one that kubectl's annotation names",
    { annotations: `${KUBECTL}: two`, containers: [plain("one"), plain("two")] },
    NAME,
    ["two 1"],
  ],
  [
    "not a known sidecar that kubectl's annotation names",
    {
      annotations: `${KUBECTL}: istio-proxy`,
      containers: [plain("istio-proxy", "proxyv2"), plain("two")],
    },
    NAME,
    ["two 1"],
  ],
  [
    "the one that our annotation names",
    { annotations: `${KUBECTL}: one, ${OURS}: two`, containers: [plain("one"), plain("two")] },
    NAME,
    ["two 1"],
  ],
  [
    "a known sidecar that our annotation names",
    {
      annotations: `${OURS}: istio-proxy`,
      containers: [plain("istio-proxy", "proxyv2"), plain("two")],
    },
    NAME,
    ["istio-proxy 1"],
  ],
  [
    "the one that the template names",
    { containers: [plain("one"), plain("two")] },
    LISTED,
    ["two two"],
  ],
  [
    "the one that mounts the directory",
    { containers: [plain("one"), mounting("two")] },
    DIRECTORY,
    ["two 1"],
  ],
  [
    "the one that mounts what is above the directory",
    { containers: [mounting("one", "/var/lib"), mounting("two", "/var/log/")] },
    DIRECTORY,
    ["two 1"],
  ],
  [
    "the first of those that mount the directory from one volume",
    { containers: [plain("one"), mounting("two"), mounting("three")] },
    DIRECTORY,
    ["two 1"],
  ],
  ["the one with a port", { containers: [plain("one"), listening("two", 80)] }, PORT, ["two 80"]],
  [
    "the one with a TCP port",
    { containers: [listening("one", 53, ", protocol: UDP"), listening("two", 80)] },
    PORT,
    ["two 80"],
  ],
  [
    "the first TCP port of a container",
    {
      containers: [
        "{name: one, image: one:1, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 80}]}",
      ],
    },
    PORT,
    ["one 80"],
  ],
  [
    "the one with a port of the name",
    {
      containers: [listening("one", 9090, ", name: metrics"), listening("two", 80, ", name: http")],
    },
    NAMED_PORT,
    ["two 80"],
  ],
  [
    "the first of several with a port",
    { containers: [listening("one", 81), listening("two", 80)] },
    PORT,
    ["one 81"],
  ],
  [
    "the one with the directory and the port",
    {
      containers: [
        plain("one"),
        "{name: two, image: two:1, ports: [{containerPort: 80}], volumeMounts: [{name: own, mountPath: /var/log/app}]}",
      ],
    },
    BOTH,
    ["two 80"],
  ],
  [
    "all, where the template is for all",
    { containers: [mounting("one"), mounting("two")] },
    ALL,
    ["one 1", "two 1"],
  ],
  [
    "all that are not known sidecars",
    { containers: [plain("istio-proxy", "proxyv2"), mounting("two")] },
    ALL,
    ["two 1"],
  ],
  [
    "in doubt the first with the directory",
    { containers: [mounting("one"), mounting("two", "/var/log/app", "other")] },
    DIRECTORY,
    ["one 1", "warning app-container-unclear"],
  ],
  [
    "in doubt, not the one with the port, which then is missing",
    { containers: [listening("one", 80), mounting("two")] },
    BOTH,
    ["error template-parameter"],
  ],
  [
    "in doubt the named one, though another has the directory",
    { annotations: `${KUBECTL}: one`, containers: [plain("one"), mounting("two")] },
    DIRECTORY,
    ["one 1", "warning app-container-unclear"],
  ],
  [
    "in doubt the app, though an init container has the directory",
    { containers: [plain("one")], init: [mounting("setup")] },
    DIRECTORY,
    ["one 1", "warning app-container-unclear"],
  ],
  [
    "none where our annotation names nothing",
    { annotations: `${OURS}: three`, containers: [plain("one"), plain("two")] },
    NAME,
    ["error annotation-invalid"],
  ],
];

describe("the app of a pod", () => {
  it.each(CASES)("is %s", (_name, parts, side, expected) => {
    expect(chosenIn(pod(parts), side)).toEqual(expected);
  });

  const two = pod({ containers: [plain("one"), plain("two")] });
  const annotated = pod({ annotations: `${OURS}: two`, containers: [plain("one"), plain("two")] });
  const config = (rule: string) => ({
    path: "kube-sidecar.yaml",
    content: `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  rules:
  - {templates: [side], ${rule}}
`,
  });
  const byRule = (manifest: string, rule: string, options: Options = {}) => {
    const result = inject(manifest, {
      ...options,
      templateFiles: [NAME],
      config: config(rule),
    });
    const [, name] = /- \{name: (\w+), image: \S+, env:/.exec(result.manifest) ?? [];
    return [name, ...result.findings.map(({ rule: id, severity }) => `${severity} ${id}`)];
  };

  it("is the container that the flag names, whatever annotations say", () => {
    expect(chosenIn(two, NAME, { appContainer: "two" })).toEqual(["two 1"]);
    expect(chosenIn(annotated, NAME, { appContainer: "one" })).toEqual(["one 1"]);
  });

  it("is the container that a rule names, but not where an annotation says something else", () => {
    expect(byRule(two, "appContainer: two")).toEqual(["two"]);
    expect(byRule(annotated, "appContainer: one")).toEqual(["two"]);
    expect(byRule(annotated, "appContainer: one, required: true")).toEqual(["one"]);
    expect(byRule(annotated, "appContainer: one", { appContainer: "two" })).toEqual(["two"]);
  });

  it("is another one, with a warning, where flag or rule name none of the pod", () => {
    const warned = ["one 1", "warning app-container-missing"];
    expect(chosenIn(two, NAME, { appContainer: "three" })).toEqual(warned);
    expect(byRule(two, "appContainer: three")).toEqual(["one", "warning app-container-missing"]);
  });

  it("is the one with the port that a proxy stands in front of", () => {
    const manifest = pod({ containers: [listening("one", 81), listening("two", 80)] });
    expect(chosenIn(manifest, FRONT)).toEqual(["one 81"]);
    expect(chosenIn(manifest, FRONT, { values: { side: { of: 80 } } })).toEqual(["two 80"]);
  });
});

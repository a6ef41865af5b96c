// Names that every object of JavaScript has something for: each is a name like any other, whoever gives it to whatever.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { pairsToTry } from "../try-property.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const NAMES = [...Object.getOwnPropertyNames(Object.prototype), "then"];

/** Returns a name of the same length and the same kinds of characters, that objects have nothing for. */
function ordinary(name: string): string {
  return name.replace(/[A-Za-z]/g, (letter) => (letter < "a" ? "Q" : "q"));
}

const template = (name: string, param: string) => `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: ${name}, labels: {${param}: x}, annotations: {${param}: x}}
spec:
  description: Ours.
  role: adapter
  params:
    ${param}: {type: string, default: preset, enum: [preset, set]}
    map: {type: object, default: {}, additionalProperties: {type: string}}
  containers:
  - {name: ${name}, image: "example.com/x:1", env: [{name: A, value: $(params.${param})}]}
  pod: {labels: {${param}: x}, annotations: {${param}: x}}
  findings: {${param}: x}
`;

/** A name that is no label is an error of the config, and nothing else would be tried. */
function selectorOf(key: string): string {
  return key.startsWith("_") ? "" : `, selector: {matchLabels: {${key}: x}}`;
}

const config = (name: string, key: string) => `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  templateDirs: [templates]
  environments: {${key}: {${name}: {}}, other: {${name}: {map: {${key}: x}}}}
  values: {${name}: {map: {${key}: x}}}
  rules:
  - match: {namespaces: [${key}], names: [${key}], annotations: {${key}: x}${selectorOf(key)}}
    templates: [${name}]
    values: {${name}: {map: {${key}: v}}}
`;

const manifest = (name: string, key: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${key}, namespace: ${key}, labels: {${key}: x}, annotations: {${key}: x}}
spec:
  selector: {matchLabels: {${key}: x}}
  template:
    metadata:
      labels: {${key}: x}
      annotations: {kube-sidecar.dev/inject: ${name}}
    spec:
      nodeSelector: {${key}: x}
      containers:
      - name: ${key}
        image: example.com/web:1
        ports: [{name: ${key}, containerPort: 8080}]
        env: [{name: ${key}, value: x}, {name: B, value: $(${key})}]
        resources: {requests: {${key}: 1}, limits: {${key}: 1}}
        volumeMounts: [{name: ${key}, mountPath: /x}]
        livenessProbe: {httpGet: {port: ${key}}}
      volumes: [{name: ${key}, configMap: {name: ${key}}}]
---
apiVersion: v1
kind: Service
metadata: {name: ${key}, namespace: ${key}}
spec: {selector: {${key}: x}, ports: [{name: ${key}, port: 80, targetPort: ${key}}]}
---
apiVersion: ${key}/v1
kind: ${key}
metadata: {name: ${key}}
${key}: {${key}: x}
`;

/** Returns what a run in a folder gives; hashes apart, which are of names as well. */
async function outcomeIn(cwd: string, argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return {
    argv,
    code,
    text: `${io.stdout()}\n${io.stderr()}`.replaceAll(/\b[0-9a-f]{8,}\b/g, "HASH"),
  };
}

/** A pod that gets its sidecar, whatever its keys are called. */
const PLAIN = (name: string, key: string) => `apiVersion: v1
kind: Pod
metadata:
  name: plain
  labels: {${key}: x}
  annotations: {kube-sidecar.dev/inject: ${name}, ${key}: x, params.kube-sidecar.dev/${name}.${key}: set}
spec:
  containers:
  - name: web
    image: example.com/web:1
    env: [{name: ${key}, value: x}]
`;

/** None of them writes anything. */
const COMMANDS: readonly (readonly string[])[] = [
  ["inject", "k8s/web.yaml"],
  ["inject", "k8s/plain.yaml"],
  ["inject", "--values", "values.yaml", "k8s/plain.yaml"],
  ["inject", "--env", "other", "k8s/plain.yaml"],
  ["inject", "--explain", "--check", "k8s"],
  ["inject", "-o", "json-patch", "k8s"],
  ["inject", "--diff", "k8s"],
  ["eject", "k8s"],
  ["status", "--explain", "k8s"],
  ["status", "--format", "json", "k8s"],
  ["lint", "--inject", "k8s"],
  ["lint", "--inject", "--format", "json", "k8s"],
  ["lint", "--inject", "--format", "sarif", "k8s"],
  ["show", "--inject", "k8s"],
  ["templates", "list"],
  ["templates", "check", "templates"],
];

const filesFor = (name: string, key: string) => ({
  "kube-sidecar.yaml": config(name, key),
  "values.yaml": `${name}: {map: {${key}: z}}\n`,
  "templates/own.yaml": template(name, /^[A-Za-z]/.test(key) ? key : "param"),
  "k8s/web.yaml": manifest(name, key),
  "k8s/plain.yaml": PLAIN(name, key),
});

/** Names are proposed, too: in small letters, and without what is no letter. */
function withName(text: string, name: string, other: string): string {
  const proposal = (word: string) => word.toLowerCase().replaceAll("_", "");
  return text
    .replaceAll(name, other)
    .replaceAll(proposal(name), proposal(other))
    .replaceAll(proposal(name).slice(0, 15), proposal(other).slice(0, 15));
}

/** The names come at different places of a list, and lines that are cut end within them. */
function sorted(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !line.includes("…"))
    .sort();
}

/** Expects of commands what they give for files with another name. */
async function expectSame(
  name: string,
  commands: typeof COMMANDS,
  files: (name: string) => Readonly<Record<string, string>>,
) {
  const other = ordinary(name);
  const folder = temporaryFolder(files(name));
  const otherFolder = temporaryFolder(files(other));
  for (const argv of commands) {
    const expected = await outcomeIn(otherFolder, argv);
    expect([argv, expected.code]).not.toEqual([argv, 3]);
    const given = await outcomeIn(folder, argv);
    const text = withName(given.text, name, other);
    expect({ ...given, text: sorted(text) }).toEqual({ ...expected, text: sorted(expected.text) });
  }
}

/** It is the only one that can be set as well, and gets all commands; so does one of those that can be looked up. */
const ODDEST = ["__proto__", "constructor"];
const PAIRS = pairsToTry(NAMES, COMMANDS);

function commandsFor(name: string): typeof COMMANDS {
  if (ODDEST.includes(name)) return COMMANDS;
  return PAIRS.filter(([one]) => one === name).map(([, command]) => command);
}

describe("a name that objects have something for", () => {
  it.each(NAMES)("is one like any other in manifests, config and templates: %s", async (key) => {
    expect(commandsFor(key)).not.toEqual([]);
    await expectSame(key, commandsFor(key), (name) => filesFor("own", name));
  });

  it("is one like any other for a template", async () => {
    await expectSame("constructor", COMMANDS, (name) => filesFor(name, "key"));
  });

  it.each(NAMES)(
    "is no template, parameter or check where nobody has made it one: %s",
    async (name) => {
      const folder = temporaryFolder(filesFor("own", "key"));
      for (const argv of [
        ["inject", "-t", name, "k8s"],
        ["inject", "--set", `own.${name}=x`, "k8s"],
        ["inject", "--set", `${name}.a=x`, "k8s"],
        ["inject", "--env", name, "k8s"],
        ["lint", "--rule", `${name}=off`, "k8s"],
        ["lint", "--max-overhead", `${name}=1`, "k8s"],
        ["lint", "--format", name, "k8s"],
        ["explain", name],
        ["templates", "show", name],
        ["templates", "new", "a", "--role", name],
        ["completion", name],
        [name],
      ]) {
        const { code, text } = await outcomeIn(folder, argv);
        expect([argv, code]).not.toEqual([argv, 3]);
        expect([argv, code]).not.toEqual([argv, 0]);
        expect([argv, text]).toEqual([argv, expect.stringContaining(name)]);
      }
    },
  );
});

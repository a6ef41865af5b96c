// What a KRM function gets and gives: docs/hosts.md shows it in a build of kustomize.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { isObject, type Json } from "../oracle/json-patch.ts";
import { readerFor } from "../oracle/read-manifest.ts";
import { fakeIo } from "./fake-io.ts";
import { functionConfig, HEAD, ITEM, runFunction } from "./resource-lists.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const CONFIG_MAP = `
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}   # stays as it is
  data: {a: 0644}
`;

const STATSD = "{rules: [{templates: [statsd-exporter]}]}";

function contentOf(text: string): Record<string, Json> {
  const [value] = readerFor(Buffer.from(text))(Buffer.from(text));
  if (!isObject(value ?? null)) throw new Error("no mapping");
  return value as Record<string, Json>;
}

describe("a KRM function", () => {
  it("only adds to the items, and keeps all else byte for byte", async () => {
    const input = `${HEAD}items:${CONFIG_MAP.trimEnd()}${ITEM}${functionConfig(STATSD.replace("}]", ", values: {statsd-exporter: {port: 9104}}}]"))}`;
    const { code, stdout, stderr } = await runFunction(input);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("        - name: statsd-exporter\n");
    const kept = new Set(stdout.split("\n"));
    expect(input.split("\n").filter((line) => !kept.has(line))).toEqual([]);
    expect(contentOf(stdout)["results"]).toBeUndefined();
  });

  it("stops with results and the items as they were", async () => {
    const input = `${HEAD}${functionConfig(STATSD)}items:${ITEM}`;
    const { code, stdout, stderr } = await runFunction(input);
    expect(code).toBe(1);
    expect(stderr.split("\n")[0]).toBe(
      'kube-sidecar: SidecarInjector/prod stops the build: shop/Deployment/web: containers "web" and "statsd-exporter" both declare port 9102/TCP',
    );
    expect(stdout.slice(0, input.length)).toBe(input);
    expect(contentOf(stdout)["results"]).toEqual([
      {
        message: expect.stringMatching(/^containers "web" and .* port 9102\/TCP\nhelp: /),
        severity: "error",
        resourceRef: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
        field: {
          path: expect.stringMatching(/^spec\.template\.spec\.(c|initC)ontainers\[0\]\.ports/),
        },
        file: { path: "k8s/web.yaml", index: 1 },
        tags: { rule: "port-conflict" },
      },
    ]);
  });

  it("changes no item where a warning is to stop it", async () => {
    const spec =
      "{strict: true, rules: [{templates: [envoy]}, {match: {names: [gone]}, templates: [opa]}]}";
    const input = `${HEAD}${functionConfig(spec)}items:${ITEM}`;
    const { code, stdout } = await runFunction(input);
    expect(code).toBe(1);
    expect(stdout.slice(0, input.length)).toBe(input);
    expect(contentOf(stdout)["results"]).toHaveLength(1);
  });

  it.each([
    ["none", "", []],
    ["an empty list", "results: []\n", []],
    ["nothing", "results:\n", []],
    ["a list", "results:\n- message: before   # kept\n  severity: info\n", ["before"]],
    ["an indented list", "results:\n  - message: before\n", ["before"]],
    ["a list in brackets", "results: [{message: before}]\n", ["before"]],
  ])("adds results behind %s", async (_name, before, messages) => {
    const input = `${HEAD}${before}${functionConfig("{rules: [{match: {names: [gone]}, templates: [envoy]}]}")}items:${CONFIG_MAP}${ITEM.trim()}\n`;
    const { code, stdout } = await runFunction(input);
    expect(code).toBe(0);
    const { results, ...rest } = contentOf(stdout);
    const expected = "rule 1 of SidecarInjector/prod matches no workload";
    const texts = (results as unknown as readonly { message: string }[]).map(
      ({ message }) => message,
    );
    expect(texts).toEqual([...messages, expect.stringContaining(expected)]);
    const { results: _results, ...others } = contentOf(input);
    expect(rest).toEqual(others);
  });

  it("takes JSON, and gives JSON", async () => {
    const list = contentOf(`${HEAD}items:${ITEM}${functionConfig(STATSD)}`);
    const { code, stdout } = await runFunction(JSON.stringify(list, null, 2));
    expect(code).toBe(1);
    const { results, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual(list);
    expect(results[0].file).toEqual({ path: "k8s/web.yaml", index: 1 });
  });

  it("shows where in its config a fault is, by the lines of the config", async () => {
    const input = `${HEAD}items:${ITEM}${functionConfig("{rules: [{templates: [envoi]}]}")}`;
    const { code, stdout, stderr } = await runFunction(input);
    expect(code).toBe(1);
    expect(stderr).toContain('SidecarInjector/prod:7:29  error  there is no template "envoi"');
    expect(stderr).toContain("  7 | spec: {rules: [{templates: [envoi]}]}\n");
    expect(contentOf(stdout)["results"]).toEqual([
      {
        message: expect.stringContaining('there is no template "envoi"'),
        severity: "error",
        resourceRef: {
          apiVersion: "kube-sidecar.dev/v1alpha1",
          kind: "SidecarInjector",
          name: "prod",
        },
      },
    ]);
  });

  it.each([
    ["has no functionConfig", "", "the ResourceList has no functionConfig"],
    ["has an empty one", "functionConfig:\n", "the ResourceList has no functionConfig"],
    [
      "has the wrong one",
      "functionConfig: {apiVersion: v1, kind: ConfigMap, metadata: {name: function-input}}\n",
      "the config has to be a SidecarInjector or a SidecarLint, not a ConfigMap",
    ],
    [
      "has one with a slip",
      functionConfig("{}", "SidecarInjecter"),
      'not a SidecarInjecter; did you mean "SidecarInjector"?',
    ],
  ])("says it where a ResourceList %s", async (_name, config, message) => {
    const input = `${HEAD}items:${ITEM}${config}`;
    const { code, stdout, stderr } = await runFunction(input);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stdout.slice(0, input.length)).toBe(input);
    expect(contentOf(stdout)["results"]).toEqual([
      { message: expect.stringContaining(message), severity: "error" },
    ]);
  });

  it("says where a ResourceList is not valid", async () => {
    const { code, stdout, stderr } = await runFunction(`${HEAD}items: [}\n`);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^kube-sidecar: the ResourceList is not valid: .* \(3:9\)\n$/);
  });

  it.each([
    ["manifests", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ResourceList}\n"],
    ["two documents", `${HEAD}items: []\n---\n${HEAD}items: []\n`],
    ["nothing", ""],
  ])("is none for %s on standard input: the help is shown", async (_name, stdin) => {
    const { code, stdout, stderr } = await runFunction(stdin);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Usage: kube-sidecar /);
  });

  it("reads templates of the working directory", async () => {
    const input = `${HEAD}items:${ITEM}${functionConfig("{templateDirs: [own], rules: [{templates: [own]}]}")}`;
    const { code, stdout } = await runFunction(input, {
      "own/own.yaml":
        "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nmetadata: {name: own}\nspec:\n  description: Own.\n  role: logging\n  containers:\n  - {name: own, image: registry.example.com/own:1}\n",
    });
    expect(code).toBe(0);
    expect(stdout).toContain("image: registry.example.com/own:1");
  });
});

it("is not taken for a plugin without the variable of kustomize, nor with the name of a command", async () => {
  const cwd = temporaryFolder({ inject: "x", "dir/config": "x" });
  const env = { KUSTOMIZE_PLUGIN_CONFIG_ROOT: cwd };
  for (const [args, more] of [
    [["dir/config"], {}],
    [["inject"], env],
  ] as const) {
    const io = fakeIo({ cwd, env: more, terminals: ["stdin"] });
    expect(await main(args, io)).toBe(2);
    expect(io.stderr()).not.toContain("the config has to be");
  }
  const io = fakeIo({ cwd, env });
  expect(await main(["dir/config"], io)).toBe(2);
  expect(io.stderr()).toContain("the config has to be a SidecarInjector or a SidecarLint");
});

// Values of `writeOnly` parameters, from everywhere that a value can be given.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: own}
spec:
  description: Ours.
  role: adapter
  params:
    text: {type: string, default: "", writeOnly: true, maxLength: 5}
    number: {type: integer, default: 0, writeOnly: true, maximum: 5}
    list: {type: array, default: [], writeOnly: true, items: {type: string, maxLength: 5}}
    map: {type: object, default: {}, writeOnly: true, additionalProperties: {type: string, maxLength: 5}}
    open: {type: string, default: "", maxLength: 5}
  containers:
  - {name: own, image: "example.com/own:1", env: [{name: A, value: $(params.text)}]}
`;
const config = (spec: string) => `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec: {templateDirs: [templates]${spec}}
`;
const pod = (annotations = "") => `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {kube-sidecar.dev/inject: own${annotations}}}
spec: {containers: [{name: web, image: "example.com/web:1"}]}
`;

interface Given {
  readonly args?: readonly string[];
  readonly spec?: string;
  readonly annotations?: string;
  readonly values?: string;
}

async function stderrOf({ args = [], spec = "", annotations, values = "" }: Given) {
  const files = {
    "kube-sidecar.yaml": config(spec),
    "templates/own.yaml": TEMPLATE,
    "values.yaml": values,
    "pod.yaml": pod(annotations),
  };
  const io = fakeIo({ cwd: temporaryFolder(files) });
  expect(await main(["inject", "--explain", ...args, "pod.yaml"], io)).not.toBe(0);
  return io.stderr();
}

const SECRET = "s3cret-of-ours";

describe("the value of a parameter that is a secret", () => {
  it.each<[string, Given]>([
    ["a flag", { args: ["--set", `own.text=${SECRET}`] }],
    ["a flag without the template", { args: ["--set", `text=${SECRET}`] }],
    ["a flag with JSON", { args: ["--set", `own.list=["${SECRET}"]`] }],
    ["a flag with JSON that is none", { args: ["--set", `own.map={"a":"${SECRET}"`] }],
    ["an annotation", { annotations: `, params.kube-sidecar.dev/own.text: ${SECRET}` }],
    ["a file", { args: ["--values", "values.yaml"], values: `own: {text: ${SECRET}}\n` }],
    ["a list", { args: ["--values", "values.yaml"], values: `own: {list: [${SECRET}]}\n` }],
    ["a mapping", { args: ["--values", "values.yaml"], values: `own: {map: {a: ${SECRET}}}\n` }],
    [
      "a file that cannot be read",
      { args: ["--values", "values.yaml"], values: `own: {text: ${SECRET}, b: [\n` },
    ],
    ["the config", { spec: `, values: {own: {text: ${SECRET}}}` }],
    ["a rule", { spec: `, rules: [{templates: [own], values: {own: {text: ${SECRET}}}}]` }],
    [
      "an environment",
      { args: ["--env", "prod"], spec: `, environments: {prod: {own: {text: ${SECRET}}}}` },
    ],
  ])("is not shown, wherever it stands: %s", async (_, given) => {
    const stderr = await stderrOf(given);
    expect(stderr).not.toContain(SECRET);
    expect(stderr).toMatch(/must |is not closed|valid/);
  });

  it("is not shown where it is a number", async () => {
    const stderr = await stderrOf({
      args: ["--values", "values.yaml"],
      values: "own: {number: 123456}\n",
    });
    expect(stderr).toContain('parameter "number" of template "own" must be');
    expect(stderr).not.toContain("123456");
  });

  it("is shown, cut after 60 characters, where the parameter is no secret", async () => {
    const stderr = await stderrOf({ args: ["--set", `own.open=${"abcdefghij".repeat(9)}`] });
    expect(stderr).toContain(`not "${"abcdefghij".repeat(5)}abcdef...`);
  });
});

import { describe, expect, it } from "vitest";
import { assignedValues, type ValueScope } from "../../src/config/assigned-values.ts";
import { parseSet } from "../../src/config/set-flag.ts";
import type { ValueRequest } from "../../src/config/value-request.ts";
import { readValuesFile } from "../../src/config/values-file.ts";
import type { Value } from "../../src/manifest/value.ts";
import { encodeText } from "../../src/text/source.ts";
import { injectorWith } from "./injectors.ts";
import { ENVOY, FLUENT_BIT } from "./templates.ts";

const KNOWN = ["fluent-bit", "envoy", "statsd-exporter"];
const PARAMS = "params.kube-sidecar.dev/";

function valuesFile(path: string, text: string) {
  const { file } = readValuesFile({ path, text: encodeText(text) });
  if (file === undefined) throw new Error("invalid values file");
  return file;
}

function assign(request: Partial<ValueRequest>, scope: Partial<ValueScope> = {}) {
  return assignedValues(
    { sets: [], files: [], ...request },
    { templates: [FLUENT_BIT], rules: [], matching: [], podAnnotations: {}, ...scope },
    KNOWN,
  );
}

function lines(assignment: ReturnType<typeof assign>): readonly string[] {
  return assignment.values.map(
    ({ template, param, value, form, from }) =>
      `${template}.${param} = ${JSON.stringify(value)} (${form}, ${from})`,
  );
}

describe("assignedValues", () => {
  it("gives all values, the strongest first", () => {
    const injector = injectorWith(`  values: {fluent-bit: {logDir: /config}}
  environments: {prod: {fluent-bit: {logDir: /environment}}}
  rules:
  - {values: {fluent-bit: {logDir: /rule1}}}
  - {values: {fluent-bit: {logDir: /rule2}}}
`);
    const assignment = assign(
      {
        injector,
        environment: "prod",
        sets: ["logDir=/set1", "fluent-bit.logDir=/set2", "logDir=/set3"].map(parseSet),
        files: [
          valuesFile("a.yaml", "fluent-bit: {logDir: /a}"),
          valuesFile("b.yaml", "fluent-bit: {logDir: /b}"),
        ],
      },
      { rules: injector.rules, podAnnotations: { [`${PARAMS}fluent-bit.logDir`]: "/annotation" } },
    );
    expect(lines(assignment)).toEqual([
      'fluent-bit.logDir = "/set2" (text, --set)',
      'fluent-bit.logDir = "/set3" (text, --set)',
      'fluent-bit.logDir = "/set1" (text, --set)',
      'fluent-bit.logDir = "/b" (value, values of b.yaml)',
      'fluent-bit.logDir = "/a" (value, values of a.yaml)',
      'fluent-bit.logDir = "/annotation" (text, annotation params.kube-sidecar.dev/fluent-bit.logDir)',
      'fluent-bit.logDir = "/rule2" (value, rule 2 of kube-sidecar.yaml)',
      'fluent-bit.logDir = "/rule1" (value, rule 1 of kube-sidecar.yaml)',
      'fluent-bit.logDir = "/environment" (value, environment prod of kube-sidecar.yaml)',
      'fluent-bit.logDir = "/config" (value, values of kube-sidecar.yaml)',
    ]);
    expect(assignment.explanation).toEqual([
      "fluent-bit.logDir: set by --set, over values of b.yaml, values of a.yaml, " +
        "annotation params.kube-sidecar.dev/fluent-bit.logDir, rule 2 of kube-sidecar.yaml, " +
        "rule 1 of kube-sidecar.yaml, environment prod of kube-sidecar.yaml, values of kube-sidecar.yaml",
    ]);
    expect(assignment.warnings).toEqual([]);
  });

  it("gives no values to templates that the workload does not get", () => {
    const injector = injectorWith("  values: {envoy: {port: 1}}\n");
    const request = { injector, sets: [parseSet("envoy.port=2"), parseSet("upstream=x")] };
    expect(assign(request).values).toEqual([]);
    expect(lines(assign(request, { templates: [ENVOY] }))).toEqual([
      'envoy.port = "2" (text, --set)',
      'envoy.upstream = "x" (text, --set)',
      "envoy.port = 1 (value, values of kube-sidecar.yaml)",
    ]);
  });

  it("gives a --set without template to every template that has the parameter", () => {
    const scope = { templates: [FLUENT_BIT, ENVOY] };
    expect(lines(assign({ sets: [parseSet("port=1")] }, scope))).toEqual([
      'fluent-bit.port = "1" (text, --set)',
      'envoy.port = "1" (text, --set)',
    ]);
    expect(lines(assign({ sets: [parseSet("upstream=x")] }, scope))).toEqual([
      'envoy.upstream = "x" (text, --set)',
    ]);
  });

  it("keeps names that objects inherit apart from parameters", () => {
    expect(assign({ sets: [parseSet("constructor=1")] }).values).toEqual([]);
    const annotations = { [`${PARAMS}fluent-bit.toString`]: "x" };
    expect(assign({}, { podAnnotations: annotations }).warnings).toHaveLength(1);
  });

  it("never says a value in the explanation, because it may be secret", () => {
    const { explanation } = assign({ sets: [parseSet("logDir=hunter2")] });
    expect(explanation).toEqual(["fluent-bit.logDir: set by --set"]);
  });
});

describe("assignedValues: annotations", () => {
  it.each<[string, Value, string, string]>([
    [
      "fluentbit.logDir",
      "x",
      'there is no template "fluentbit"; did you mean "fluent-bit"?',
      "known: envoy, fluent-bit, statsd-exporter",
    ],
    ["zzz.logDir", "x", 'there is no template "zzz"', "known: envoy, fluent-bit, statsd-exporter"],
    [
      "fluent-bit.logdir",
      "x",
      'fluent-bit has no parameter "logdir"; did you mean "logDir"?',
      "known: image, logDir, port",
    ],
    ["fluent-bit", "x", 'fluent-bit has no parameter ""', "known: image, logDir, port"],
    [
      "fluent-bit.port.x",
      "1",
      'fluent-bit has no parameter "port.x"',
      "known: image, logDir, port",
    ],
    [
      "fluent-bit.image",
      "evil",
      "a manifest may not set this parameter",
      "use --set fluent-bit.image=VALUE, --values or the config file",
    ],
  ])("warns of %j", (name, value, fault, help) => {
    const key = PARAMS + name;
    const { values, warnings } = assign({}, { podAnnotations: { [key]: value } });
    expect(values).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain(`the annotation ${key} has no effect: ${fault}`);
    expect(warnings[0]?.help).toBe(help);
    expect(warnings[0]?.annotation).toEqual({ level: "pod template", key });
  });

  it("says nothing of a template that another run injects", () => {
    const { values, warnings } = assign({}, { podAnnotations: { [`${PARAMS}envoy.port`]: "1" } });
    expect([values, warnings]).toEqual([[], []]);
  });

  it.each<[Value, string]>([
    ["8080", "8080"],
    [8080, "8080"],
    [true, "true"],
    [null, ""],
    [[1, 2n ** 60n], "[1,1152921504606846976]"],
  ])("reads %s as text", (value, text) => {
    const podAnnotations = { [`${PARAMS}fluent-bit.port`]: value };
    const [assigned] = assign({}, { podAnnotations }).values;
    expect(assigned).toMatchObject({ value: text, form: "text" });
  });
});

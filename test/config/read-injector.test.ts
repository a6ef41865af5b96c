import { describe, expect, it } from "vitest";
import { formatSelector } from "../../src/config/label-selector.ts";
import { readInjector } from "../../src/config/read-injector.ts";
import { encodeText, type Source } from "../../src/text/source.ts";

const RULE_IDS = ["port-conflict", "volume-conflict", "env-conflict"];
const HEAD = "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\n";

const source = (text: string): Source => ({ path: "kube-sidecar.yaml", text: encodeText(text) });

function read(text: string) {
  return readInjector(source(text), RULE_IDS);
}

function complaints(text: string): readonly string[] {
  return read(text).problems.map(
    ({ place, message }) => `${place.line}:${place.column} ${message}`,
  );
}

describe("readInjector", () => {
  it("reads every field", () => {
    const { injector, problems } = read(`${HEAD}metadata: {name: prod}
spec:
  templateDirs: [./sidecars]
  imageRegistry: harbor.example.com:5000/mirror
  workloads: [{group: example.com, kind: Thing, path: spec.template}, {kind: Core, path: spec.a.b}]
  values: {fluent-bit: {logDir: /data/log, mode: 0644, debug: yes, none: }}
  environments: {prod: {fluent-bit: {output: loki}}, empty: }
  rules:
  - match:
      kinds: [deploy]
      names: [web]
      namespaces: [prod]
      annotations: {team: a}
      selector: {matchLabels: {app: web}, matchExpressions: [{key: canary, operator: DoesNotExist}]}
    templates: [fluent-bit, envoy]
    values: {envoy: {port: 15001}}
  - templates: [statsd-exporter]
  lint: {rules: {port-conflict: off, volume-conflict: warning, env-conflict: error}}
`);
    expect(problems).toEqual([]);
    expect(injector).toMatchObject({
      path: "kube-sidecar.yaml",
      name: "prod",
      templateDirs: ["./sidecars"],
      imageRegistry: "harbor.example.com:5000/mirror",
      workloads: [
        { group: "example.com", kind: "Thing", paths: [["spec", "template"]] },
        { group: "", kind: "Core", paths: [["spec", "a", "b"]] },
      ],
      lint: { "port-conflict": "off", "volume-conflict": "warning", "env-conflict": "error" },
    });
    const values = injector?.values.get("fluent-bit");
    expect([...(values ?? [])]).toEqual([
      ["logDir", "/data/log"],
      ["mode", 420],
      ["debug", true],
    ]);
    expect([...(injector?.environments.keys() ?? [])]).toEqual(["prod", "empty"]);
    const [first, second] = injector?.rules ?? [];
    expect(first).toMatchObject({
      label: "rule 1 of kube-sidecar.yaml",
      place: { file: "kube-sidecar.yaml", line: 11 },
      templates: ["fluent-bit", "envoy"],
      match: {
        kinds: ["deploy"],
        names: ["web"],
        namespaces: ["prod"],
        annotations: { team: "a" },
      },
    });
    expect(formatSelector(first?.match.selector ?? [])).toBe("app=web,!canary");
    expect(first?.values.get("envoy")?.get("port")).toBe(15001);
    expect(second).toMatchObject({
      label: "rule 2 of kube-sidecar.yaml",
      match: { kinds: [], names: [], namespaces: [], annotations: {}, selector: [] },
    });
  });

  it.each([
    ["", "without a spec"],
    ["spec:\n", "with an empty spec"],
    ["spec:\n  rules:\n  values:\n  lint:\n", "with empty fields"],
    ["metadata:\n  annotations: {config.kubernetes.io/function: 'x'}\n", "as kustomize passes it"],
  ])("takes a config %#", (rest) => {
    const { injector, problems } = read(HEAD + rest);
    expect(problems).toEqual([]);
    expect(injector?.rules).toEqual([]);
    expect(injector?.name).toBe("");
  });

  it("reads JSON", () => {
    const { injector } = read(
      '{"apiVersion": "kube-sidecar.dev/v1alpha1", "kind": "SidecarInjector", "spec": {"templateDirs": ["a"]}}',
    );
    expect(injector?.templateDirs).toEqual(["a"]);
  });

  it.each<[string, readonly string[]]>([
    ["", ["1:1 the file is empty"]],
    ["# nothing\n", ["1:1 the file is empty"]],
    [`${HEAD}---\n${HEAD}`, ["4:1 a second document begins here"]],
    [`${HEAD}spec: {rules: []}\nspec: {}\n`, ['4:1 the key "spec" stands here twice']],
    [`${HEAD}spec:\n  values:\n    a: {b: 1, b: 2}\n`, ['5:15 the key "b" stands here twice']],
    [
      `${HEAD}spec:\n  imageRegistry: https://harbor.example.com\n`,
      [
        '4:18 no registry for images: leave out "https://"; write it as HOST[:PORT][/PATH], e.g. harbor.example.com:5000/mirror',
      ],
    ],
    [
      `${HEAD}spec: {imageRegistry: 5000}\n`,
      ["3:23 spec.imageRegistry must be a registry, not 5000"],
    ],
    [`${HEAD}spec: {rule: []}\n`, ['3:8 unknown field "spec.rule"; did you mean "rules"?']],
    [
      `${HEAD}spec:\n  rules:\n  - templates: fluent-bit\n`,
      ['5:16 spec.rules[0].templates must be a list, not "fluent-bit"'],
    ],
    [
      `${HEAD}spec: {rules: [{templates: [Fluent]}]}\n`,
      [
        '3:29 spec.rules[0].templates[0] must be the name of a template (a-z, 0-9 and `-`), not "Fluent"',
      ],
    ],
    [
      `${HEAD}spec: {rules: [{templates: [a], match: {selector: {matchLabels: {v: 1}}}}]}\n`,
      [
        "3:69 spec.rules[0].match.selector.matchLabels.v must be a string (put it in quotes), not 1",
      ],
    ],
    [
      `${HEAD}spec: {values: {a: 1}}\n`,
      ["3:20 spec.values.a must be a mapping of parameters to values, not 1"],
    ],
  ])("complains of the form of %j", (text, expected) => {
    expect(complaints(text)).toEqual(expected);
    expect(read(text).injector).toBeUndefined();
  });

  it("says which kind and version it reads", () => {
    expect(complaints("apiVersion: kube-sidecar.dev/v2\nkind: Injector\n")).toEqual([
      '1:13 apiVersion must be "kube-sidecar.dev/v1alpha1", not "kube-sidecar.dev/v2"',
      '2:7 kind must be "SidecarInjector", not "Injector"',
    ]);
  });

  it("points at what is no YAML", () => {
    const [problem] = read(`${HEAD}spec: [\n`).problems;
    expect(problem).toMatchObject({ severity: "error", place: { file: "kube-sidecar.yaml" } });
    expect(problem?.place.line).toBeGreaterThanOrEqual(3);
  });

  it.each<[string, string, readonly string[]]>([
    [
      "a path that is none",
      "spec: {workloads: [{kind: A, path: 'spec..template'}, {kind: B, path: 'spec.items[0]'}]}",
      [
        '3:36 "spec..template" is not a path of field names joined by dots',
        '3:71 "spec.items[0]" is not a path of field names joined by dots',
      ],
    ],
    [
      "a path that ends in a list, or begins with one",
      "spec: {workloads: [{kind: A, path: 'spec.items[]'}, {kind: B, path: '[].spec'}]}",
      [
        '3:36 "spec.items[]" is not a path of field names joined by dots',
        '3:69 "[].spec" is not a path of field names joined by dots',
      ],
    ],
    [
      "one kind with two paths",
      "spec: {workloads: [{kind: A, path: a}, {group: x, kind: A, path: a}, {group: '', kind: A, path: b}]}",
      ["3:88 workloads[0] has this group and kind already"],
    ],
    [
      "a rule that does nothing",
      "spec: {rules: [{match: {kinds: [job]}}]}",
      ["3:16 the rule gives neither templates nor values"],
    ],
    [
      "labels that cannot be",
      "spec: {rules: [{templates: [a], match: {selector: {matchLabels: {a/b/c: d, e: -x}}}}]}",
      [
        "3:66 not a valid label: a key has at most one `/`, between its prefix and its name",
        expect.stringMatching(
          /^3:79 not a valid label: the value of a label is empty, or /,
        ) as never,
      ],
    ],
    [
      "expressions that cannot be",
      `spec:
  rules:
  - templates: [a]
    match:
      selector:
        matchExpressions:
        - {key: a, operator: In}
        - {key: a, operator: NotIn, values: []}
        - {key: a, operator: Exists, values: [b]}
        - {key: 'a b', operator: DoesNotExist}`,
      [
        "9:11 In takes at least one value",
        "10:45 NotIn takes at least one value",
        "11:46 Exists takes no values",
        expect.stringMatching(/^12:17 not a valid label: the name of a key/) as never,
      ],
    ],
    [
      "an unknown check",
      "spec: {lint: {rules: {port-conflicts: error, zzz: off}}}",
      [
        '3:23 there is no check "port-conflicts"; did you mean "port-conflict"?',
        '3:46 there is no check "zzz"',
      ],
    ],
    [
      "an unknown choice about Helm hooks",
      "spec: {helmHooks: injects}",
      ['3:19 spec.helmHooks must be "skip" or "inject", not "injects"; did you mean "inject"?'],
    ],
    [
      "an unknown setting",
      "spec: {lint: {rules: {port-conflict: fatal, volume-conflict: yes}}}",
      [
        '3:38 a check is set to off, warning, error, not to "fatal"',
        "3:62 a check is set to off, warning, error, not to true",
      ],
    ],
  ])("complains of %s", (_, text, expected) => {
    expect(complaints(`${HEAD}${text}\n`)).toEqual(expected);
    expect(read(`${HEAD}${text}\n`).injector).toBeUndefined();
  });

  it("lists the checks there are", () => {
    const [problem] = read(`${HEAD}spec: {lint: {rules: {zzz: error}}}\n`).problems;
    expect(problem?.help).toBe("known: env-conflict, port-conflict, volume-conflict");
  });
});

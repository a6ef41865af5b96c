import { describe, expect, it } from "vitest";
import { parseSelector } from "../../src/config/parse-selector.ts";
import { select } from "../../src/config/select.ts";
import type { SelectionRequest } from "../../src/config/selection-request.ts";
import type { WorkloadFilter } from "../../src/config/workload-filter.ts";
import type { WorkloadIdentity } from "../../src/config/workload-identity.ts";
import type { Value } from "../../src/manifest/value.ts";
import { injectorWith } from "./injectors.ts";
import { kindOf, requestWith, workloadWith } from "./workloads.ts";

const INJECT = "kube-sidecar.dev/inject";
const asked = (value: Value) => ({ podAnnotations: { [INJECT]: value } });

describe("select: what asks for a template", () => {
  it.each<[string, readonly string[], Partial<WorkloadIdentity>, readonly string[]]>([
    ["-t", ["envoy", "fluent-bit"], {}, ["envoy by -t", "fluent-bit by -t"]],
    ["an annotation", [], asked("envoy"), [`envoy by annotation ${INJECT}`]],
    [
      "an annotation with several names",
      [],
      asked(" envoy , fluent-bit,envoy"),
      [`envoy by annotation ${INJECT}`, `fluent-bit by annotation ${INJECT}`],
    ],
    [
      "-t before the annotation, each name once",
      ["fluent-bit", "fluent-bit"],
      asked("envoy,fluent-bit"),
      ["fluent-bit by -t", `envoy by annotation ${INJECT}`],
    ],
  ])("%s", (_, templates, workload, expected) => {
    const selection = select(requestWith({ templates }), workloadWith(workload));
    expect(selection.templates.map(({ name, by }) => `${name} by ${by}`)).toEqual(expected);
    expect(selection.skipped).toBeUndefined();
    expect(selection.warnings).toEqual([]);
  });

  it("skips what nothing asks for", () => {
    const { skipped, templates, explanation } = select(requestWith({}), workloadWith());
    expect(templates).toEqual([]);
    expect(skipped).toBe(`no annotation ${INJECT} asks for a template`);
    expect(explanation).toEqual([skipped]);
  });

  it.each(["false", "False", " false "])("opts out with %j, over -t and rules", (value) => {
    const injector = injectorWith("  rules: [{templates: [fluent-bit]}]");
    const workload = workloadWith(asked(value));
    for (const templates of [["envoy"], []]) {
      const selection = select(requestWith({ templates, injector }), workload);
      expect(selection.templates).toEqual([]);
      expect(selection.rules).toEqual([]);
      expect(selection.skipped).toBe(`the annotation ${INJECT} of its pod template opts out`);
      expect(selection.warnings).toEqual([]);
    }
  });
});

describe("select: Helm hooks", () => {
  const hook = { annotations: { "helm.sh/hook": "pre-install,pre-upgrade" } };
  const injector = injectorWith("  rules: [{templates: [fluent-bit]}]");

  it("keeps -t and rules from them", () => {
    for (const request of [requestWith({ templates: ["envoy"] }), requestWith({ injector })]) {
      const { templates, skipped, explanation } = select(request, workloadWith(hook));
      expect(templates).toEqual([]);
      expect(skipped).toBe(
        "a Helm hook (pre-install,pre-upgrade): only --helm-hooks or an annotation of its own includes it",
      );
      expect(explanation).toEqual([skipped]);
    }
  });

  it("gives them what their own annotation asks for, and no more", () => {
    const request = requestWith({ templates: ["envoy"], injector });
    const workload = workloadWith({ ...hook, ...asked("statsd-exporter") });
    const { templates, skipped, explanation } = select(request, workload);
    expect(templates.map(({ name }) => name)).toEqual(["statsd-exporter"]);
    expect(skipped).toBeUndefined();
    expect(explanation).toContain(
      "a Helm hook (pre-install,pre-upgrade): -t and rules do not reach it without --helm-hooks",
    );
  });

  it.each<[string, boolean, Partial<SelectionRequest>]>([
    ["no request", false, {}],
    ["a flag", true, { helmHooks: "inject" }],
    ["the config", true, { injector: injectorWith("  helmHooks: inject") }],
    ["a config that skips them", false, { injector: injectorWith("  helmHooks: skip") }],
    ["a config that says nothing", false, { injector: injectorWith("  helmHooks:") }],
    [
      "a flag over the config",
      false,
      { helmHooks: "skip", injector: injectorWith("  helmHooks: inject") },
    ],
  ])("includes them by %s: %j", (_, included, given) => {
    const { templates } = select(
      requestWith({ templates: ["envoy"], ...given }),
      workloadWith(hook),
    );
    expect(templates.length).toBe(included ? 1 : 0);
  });

  it("lets them opt out as others", () => {
    const request = requestWith({ templates: ["envoy"], helmHooks: "inject" });
    const { skipped } = select(request, workloadWith({ ...hook, ...asked("false") }));
    expect(skipped).toContain("opts out");
  });
});

describe("select: rules", () => {
  const injector = injectorWith(`  rules:
  - {templates: [fluent-bit]}
  - {match: {kinds: [sts, Job]}, templates: [envoy]}
  - {match: {names: [web]}, templates: [statsd-exporter, fluent-bit]}
  - {match: {kinds: [deploy], namespaces: [prod]}, templates: [envoy]}
  - {match: {selector: {matchLabels: {app: web}}}, templates: [configmap-reload]}
  - {match: {annotations: {team: a}}, values: {fluent-bit: {logDir: /a}}}
`);

  it("applies all that match, in their order", () => {
    const workload = workloadWith({ labels: { app: "web" }, annotations: { team: "a" } });
    const selection = select(requestWith({ injector }), workload);
    expect(selection.templates).toEqual([
      { name: "fluent-bit", by: "rule 1 of kube-sidecar.yaml" },
      { name: "statsd-exporter", by: "rule 3 of kube-sidecar.yaml" },
      { name: "configmap-reload", by: "rule 5 of kube-sidecar.yaml" },
    ]);
    expect(selection.rules.map(({ label }) => label)).toEqual(
      [1, 3, 5, 6].map((index) => `rule ${index} of kube-sidecar.yaml`),
    );
  });

  it("explains what applies and what does not", () => {
    const { explanation } = select(requestWith({ injector }), workloadWith(asked("envoy")));
    expect(explanation).toEqual([
      "fluent-bit: asked for by rule 1 of kube-sidecar.yaml",
      "statsd-exporter: asked for by rule 3 of kube-sidecar.yaml",
      "fluent-bit: asked for by rule 3 of kube-sidecar.yaml",
      `envoy: asked for by annotation ${INJECT}`,
      "rule 2 of kube-sidecar.yaml does not apply: the kind is Deployment, not sts or Job",
      "rule 4 of kube-sidecar.yaml does not apply: the manifest names no namespace, which stands for default, not prod",
      "rule 5 of kube-sidecar.yaml does not apply: the labels do not match app=web",
      'rule 6 of kube-sidecar.yaml does not apply: the annotation team is not "a"',
    ]);
  });

  it("does not use rules together with -t", () => {
    const selection = select(requestWith({ injector, templates: ["envoy"] }), workloadWith());
    expect(selection.templates).toEqual([{ name: "envoy", by: "-t" }]);
    expect(selection.rules).toEqual([]);
    expect(selection.explanation).toContain(
      "the rules of kube-sidecar.yaml are not used together with -t",
    );
  });

  it("skips a workload that no rule is for", () => {
    const narrow = injectorWith("  rules: [{match: {names: [api]}, templates: [envoy]}]");
    const { skipped, explanation } = select(requestWith({ injector: narrow }), workloadWith());
    expect(skipped).toBe(
      `no rule of kube-sidecar.yaml gives it a template, and no annotation ${INJECT} asks for a template`,
    );
    expect(explanation).toEqual([
      skipped,
      "rule 1 of kube-sidecar.yaml does not apply: the name is web, not api",
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["prod", [], ["envoy"]],
    ["prod", ["prod"], ["envoy"]],
    ["dev", [], []],
    ["", [], []],
    ["", ["prod"], ["envoy"]],
  ])("holds the namespace %j, with -n %j, against a rule", (namespace, flags, expected) => {
    const rules = injectorWith("  rules: [{match: {namespaces: [prod]}, templates: [envoy]}]");
    const request = requestWith({ injector: rules, filter: { namespaces: flags } });
    const { templates } = select(request, workloadWith({ namespace }));
    expect(templates.map(({ name }) => name)).toEqual(expected);
  });
});

describe("select: the filter", () => {
  const selector = parseSelector("app=web,tier!=back");
  it.each<[Partial<WorkloadFilter>, Partial<WorkloadIdentity>, string | undefined]>([
    [{}, {}, undefined],
    [{ selector }, { labels: { app: "web" } }, undefined],
    [{ selector }, {}, "the labels do not match app=web,tier!=back (-l)"],
    [{ kinds: ["deployments"] }, {}, undefined],
    [{ kinds: ["sts", "deploy"] }, {}, undefined],
    [{ kinds: ["sts", "cj"] }, {}, "the kind is Deployment, not sts or cj (--kind)"],
    [{ names: ["api", "web"] }, {}, undefined],
    [{ names: ["we*"] }, {}, "the name is web, not we* (--name)"],
    [{ namespaces: ["prod"] }, { namespace: "prod" }, undefined],
    [{ namespaces: ["dev", "prod"] }, { namespace: "prod" }, undefined],
    [{ namespaces: ["prod"] }, { namespace: "dev" }, "the namespace is dev, not prod (-n)"],
    [{ namespaces: ["prod"] }, { namespace: "" }, undefined],
    [
      { names: ["api"], namespaces: ["prod"] },
      { namespace: "dev" },
      "the name is web, not api (--name); the namespace is dev, not prod (-n)",
    ],
  ])("%j narrows -t", (filter, given, reason) => {
    const { templates, skipped } = select(
      requestWith({ templates: ["envoy"], filter }),
      workloadWith(given),
    );
    expect(skipped).toBe(reason === undefined ? undefined : `not chosen: ${reason}`);
    expect(templates.map(({ name }) => name)).toEqual(reason === undefined ? ["envoy"] : []);
  });

  it("narrows rules and annotations too, and is silent about what it leaves out", () => {
    const injector = injectorWith("  rules: [{templates: [fluent-bit]}]");
    const request = requestWith({ injector, filter: { names: ["api"] } });
    const workload = workloadWith({ ...asked(""), annotations: { [INJECT]: "envoy" } });
    const selection = select(request, workload);
    expect(selection.templates).toEqual([]);
    expect(selection.warnings).toEqual([]);
  });
});

describe("select: warnings", () => {
  it.each<[Value, readonly string[], readonly string[]]>([
    ["", [], [`the annotation ${INJECT} is empty`]],
    ["  ", [], [`the annotation ${INJECT} is empty`]],
    [null, [], [`the annotation ${INJECT} is empty`]],
    ["true", [], [`the annotation ${INJECT} asks for "true", which is no template`]],
    ["envoy,", ["envoy"], [`the annotation ${INJECT} asks for "", which is no template`]],
    ["Envoy", [], [`the annotation ${INJECT} asks for "Envoy", which is no template`]],
    ["../x.yaml", [], [`the annotation ${INJECT} asks for "../x.yaml", which is no template`]],
    ["envoy false", [], [`the annotation ${INJECT} asks for "envoy false", which is no template`]],
    ["false,envoy", ["envoy"], [`the annotation ${INJECT} asks for "false", which is no template`]],
  ])("are given for %j", (value, names, messages) => {
    const { templates, warnings } = select(requestWith({}), workloadWith(asked(value)));
    expect(templates.map(({ name }) => name)).toEqual(names);
    expect(warnings.map(({ message }) => message)).toEqual(messages);
    for (const { annotation, help } of warnings) {
      expect(annotation).toEqual({ level: "pod template", key: INJECT });
      expect(help).toContain('opt out with "false"');
    }
  });

  it("obeys an opt-out without quotes, and says that Kubernetes refuses it", () => {
    const selection = select(requestWith({ templates: ["envoy"] }), workloadWith(asked(false)));
    expect(selection.templates).toEqual([]);
    expect(selection.warnings).toEqual([
      {
        message: `the annotation ${INJECT} is not a string, and Kubernetes refuses it`,
        help: `put it in quotes: ${INJECT}: "false"`,
        annotation: { level: "pod template", key: INJECT },
      },
    ]);
  });

  it("are given for annotations on the workload instead of the pod template", () => {
    const key = "params.kube-sidecar.dev/envoy.port";
    const annotations = { [INJECT]: "envoy", [key]: "1", other: "x" };
    const selection = select(requestWith({}), workloadWith({ annotations }));
    expect(selection.templates).toEqual([]);
    expect(selection.skipped).toBeDefined();
    expect(selection.warnings).toEqual(
      [INJECT, key].map((name) => ({
        message: `the annotation ${name} stands on the Deployment, where it has no effect`,
        help: "move it to the annotations of the pod template",
        annotation: { level: "workload", key: name },
      })),
    );
  });

  it("are not given where the annotation stands at both places", () => {
    const annotations = { [INJECT]: "envoy" };
    const both = workloadWith({ annotations, podAnnotations: annotations });
    expect(select(requestWith({}), both).warnings).toEqual([]);
    const different = workloadWith({ ...asked("fluent-bit"), annotations });
    expect(select(requestWith({}), different).warnings).toHaveLength(1);
  });

  it("are not given for a Pod, whose annotations are those of its pod template", () => {
    const annotations = { [INJECT]: "envoy" };
    const pod = workloadWith({
      workloadKind: kindOf("v1", "Pod"),
      annotations,
      podAnnotations: annotations,
    });
    const selection = select(requestWith({}), pod);
    expect(selection.warnings).toEqual([]);
    expect(selection.templates.map(({ name }) => name)).toEqual(["envoy"]);
  });
});

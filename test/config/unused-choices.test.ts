import { describe, expect, it } from "vitest";
import { parseSelector } from "../../src/config/parse-selector.ts";
import { select } from "../../src/config/select.ts";
import type { SelectionRequest } from "../../src/config/selection-request.ts";
import { unusedChoices, usedChoices } from "../../src/config/unused-choices.ts";
import type { WorkloadIdentity } from "../../src/config/workload-identity.ts";
import { injectorWith } from "./injectors.ts";
import { kindOf, requestWith, workloadWith } from "./workloads.ts";

const WEB = workloadWith({ namespace: "prod", labels: { app: "web" } });
const JOB = workloadWith({
  workloadKind: kindOf("batch/v1", "Job"),
  name: "migrate",
  namespace: "dev",
});
const OPTED_OUT = workloadWith({ podAnnotations: { "kube-sidecar.dev/inject": "false" } });

function warningsOf(request: SelectionRequest, workloads: readonly WorkloadIdentity[]) {
  const used = workloads.flatMap((workload) =>
    usedChoices(request, workload, select(request, workload)),
  );
  return unusedChoices(request, workloads.length, new Set(used));
}

describe("unusedChoices", () => {
  it.each<[string, Parameters<typeof requestWith>[0], readonly string[]]>([
    ["everything used", { templates: ["envoy"] }, []],
    ["a name", { filter: { names: ["web", "api"] } }, ["--name api matches no workload"]],
    ["a kind", { filter: { kinds: ["job", "sts"] } }, ["--kind sts matches no workload"]],
    ["a namespace", { filter: { namespaces: ["prod", "qa"] } }, ["-n qa matches no workload"]],
    [
      "a selector",
      { filter: { selector: parseSelector("app in (api,db)") } },
      ["-l app in (api,db) matches no workload"],
    ],
    ["a selector that is met", { filter: { selector: parseSelector("app") } }, []],
    [
      "several",
      { templates: ["envoy"], filter: { names: ["api"], kinds: ["sts"] } },
      ["--kind sts matches no workload", "--name api matches no workload"],
    ],
    [
      "flags that no workload meets together",
      { templates: ["envoy"], filter: { names: ["web"], namespaces: ["dev"] } },
      ["no workload meets all of --name web, -n dev"],
    ],
    [
      "a rule",
      {
        injector: injectorWith(
          "  rules: [{templates: [a]}, {match: {names: [x]}, templates: [b]}]",
        ),
      },
      ["rule 2 of kube-sidecar.yaml matches no workload"],
    ],
    [
      "a rule beside -t, which is not used at all",
      {
        templates: ["envoy"],
        injector: injectorWith("  rules: [{match: {names: [x]}, templates: [b]}]"),
      },
      [],
    ],
    [
      "a rule for a workload that the filter leaves out",
      {
        filter: { names: ["web"] },
        injector: injectorWith("  rules: [{match: {names: [migrate]}, templates: [b]}]"),
      },
      [],
    ],
  ])("warns of %s", (_, request, expected) => {
    const warnings = warningsOf(requestWith(request), [WEB, JOB]);
    expect(warnings.map(({ message }) => message)).toEqual(expected);
  });

  it("points at the rule", () => {
    const injector = injectorWith("  rules:\n  - {match: {names: [x]}, templates: [b]}\n");
    const [warning] = warningsOf(requestWith({ injector }), [WEB]);
    expect(warning?.place).toMatchObject({ file: "kube-sidecar.yaml", line: 5, column: 5 });
  });

  it("warns of -t, but not of a rule, where all workloads opt out", () => {
    const injector = injectorWith("  rules: [{templates: [a]}]");
    expect(warningsOf(requestWith({ injector }), [OPTED_OUT])).toEqual([]);
    const warnings = warningsOf(requestWith({ templates: ["envoy", "envoy"] }), [OPTED_OUT]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "-t envoy is used by no workload: all that it is asked for opt out, are Helm hooks or do not stand for themselves",
    ]);
  });

  it("says nothing of an input without workloads", () => {
    const request = requestWith({ templates: ["envoy"], filter: { names: ["web"] } });
    expect(warningsOf(request, [])).toEqual([]);
  });
});

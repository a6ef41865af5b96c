import { withoutTwins } from "../inject/twin-findings.ts";
import type { WorkloadResult } from "../inject/workload-result.ts";
import type { Finding } from "../lint/finding.ts";
import { relatedPlace } from "../lint/finding-of-rule.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import type { TemplateProblem } from "../outcome.ts";
import type { Template } from "../template/template.ts";
import { templatePlace } from "../template/template-place.ts";
import type { Place } from "../text/place.ts";

/** Returns the errors and warnings of a try; those that cannot be traced to a template stand at the name of `template`. */
export function templateProblems(
  { state, findings, twins, valueProblems }: WorkloadResult,
  template: Template,
  remark: string,
): readonly TemplateProblem[] {
  const { document, node } = state.workload;
  const pod = document.source.path;
  const name = placeOfPath(document.source, node, ["metadata", "name"]);
  const matters = withoutTwins(findings, twins).filter(
    ({ severity, introduced }) => introduced && severity !== "info",
  );
  return [
    ...matters.map((finding) => ({
      ...finding,
      ...atTemplate(finding, pod, name, template),
      remark,
    })),
    ...valueProblems.map(({ message, help, param = "" }) => ({
      rule: "template-parameter",
      severity: "error" as const,
      message,
      help,
      place: templatePlace(template, ["spec", "params", param]),
      related: [],
      remark,
    })),
  ];
}

/** The reader's file is the template: the line of the pod that it is at odds with comes second. */
function atTemplate(
  { place, related }: Finding,
  pod: string,
  name: Place,
  template: Template,
): Pick<Finding, "place" | "related"> {
  const own = related.find((other) => other.place.file !== pod);
  const others = related.filter((other) => other !== own);
  const opposite = place.line === name.line ? [] : [relatedPlace({ place }, IN_POD)];
  const main = own?.place ?? templatePlace(template, ["metadata", "name"]);
  return { place: main, related: [...opposite, ...others] };
}

const IN_POD = "in the pod that the template was tried on";

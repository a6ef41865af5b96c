import type { RuleProblem } from "../lint/check.ts";
import type { Finding, RelatedPlace } from "../lint/finding.ts";
import { type LocatedPod, locate } from "../lint/locate.ts";
import type { Severity } from "../lint/rule.ts";
import { type FieldPath, formatPath } from "../manifest/field-path.ts";
import type { ManifestObject, Workload } from "../manifest/objects.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { templatePlace } from "../template/template-place.ts";
import { type Place, placeOf } from "../text/place.ts";
import { PLAN_RULES, type PlanProblem } from "./plan-problem.ts";
import type { Refusal } from "./refusals.ts";

/** Returns what people call an object: `Deployment/web`, with its namespace `prod/Deployment/web`. */
export function nameOfObject({ kind, name, namespace }: ManifestObject): string {
  return [namespace, kind, name].filter((part) => part !== "").join("/");
}

/** Returns a check's problem as a finding; what an injection does not introduce is no error of this run. */
export function findingOfRule(
  problem: RuleProblem,
  pod: LocatedPod,
  workload: Workload,
  origin: "introduced" | "there before",
): Finding {
  const introduced = origin === "introduced";
  const main = locate(pod, problem.at);
  const others = (problem.related ?? []).map(({ at, message }) => ({
    ...locate(pod, at),
    message,
  }));
  // The reader's file is the manifest: what is wrong with an injected line is shown at the line that it is at odds with,
  // or else at the workload that it is in.
  const isInjected = main.template !== undefined;
  const opposite = isInjected ? others.find(({ template }) => template === undefined) : undefined;
  const shown = isInjected ? (opposite?.place ?? placeOfName(workload)) : main.place;
  const injected = main.template === undefined ? [] : [injectedLine(main.place, main.template)];
  const related = others.filter((other) => other !== opposite);
  return {
    rule: problem.rule,
    severity: !introduced && problem.severity === "error" ? "warning" : problem.severity,
    message: problem.message,
    place: shown,
    field: fieldOf(workload, problem.at),
    object: nameOfObject(workload),
    related: [...injected, ...related.map(({ place, message }) => ({ place, message }))],
    help: problem.help,
    introduced,
  };
}

function injectedLine(place: Place, template: string): RelatedPlace {
  return { place, message: `injected by template "${template}"` };
}

function placeOfName({ document, node }: Workload): Place {
  return placeOfPath(document.source, node, ["metadata", "name"]);
}

/** Returns a problem of the plan as a finding; they all come from the injection. */
export function findingOfPlan(problem: PlanProblem, pod: LocatedPod, workload: Workload): Finding {
  const { template } = problem;
  const related: readonly RelatedPlace[] =
    template === undefined
      ? []
      : [
          {
            place: templatePlace(template.template, template.path),
            message: `template "${template.template.name}"`,
          },
        ];
  return {
    rule: problem.rule,
    severity: problem.severity ?? "error",
    message: problem.message,
    place: locate(pod, problem.at).place,
    field: fieldOf(workload, problem.at),
    object: nameOfObject(workload),
    related,
    help: problem.help ?? PLAN_RULES[problem.rule].fix,
    introduced: true,
  };
}

/** Returns a refusal to edit as a finding. */
export function findingOfRefusal(
  { node, message, help = PLAN_RULES["edit-refused"].fix }: Refusal,
  workload: Workload,
): Finding {
  return {
    rule: "edit-refused",
    severity: "error",
    message,
    place: placeOf(workload.document.source, node.start, node.end),
    field: fieldOf(workload, []),
    object: nameOfObject(workload),
    related: [],
    help,
    introduced: true,
  };
}

/** A fault in an annotation, on the workload's own metadata or on that of its pod template. */
export interface AnnotationFault {
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly annotation: { readonly level: "pod template" | "workload"; readonly key: string };
}

/** Returns a fault in an annotation as a finding. */
export function findingOfAnnotation(fault: AnnotationFault, workload: Workload): Finding {
  const { severity, message, help, annotation } = fault;
  const above = annotation.level === "workload" ? [] : workload.templatePath;
  const path = [...above, "metadata", "annotations", annotation.key];
  return {
    rule: "annotation-invalid",
    severity,
    message,
    place: placeOfPath(workload.document.source, workload.node, path),
    field: formatPath(path),
    object: nameOfObject(workload),
    related: [],
    help,
    introduced: true,
  };
}

function fieldOf(workload: Workload, at: FieldPath): string {
  return formatPath([...workload.templatePath, ...at]);
}

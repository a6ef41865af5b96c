import type { Finding, RelatedPlace } from "../lint/finding.ts";
import { fieldOf, relatedPlace } from "../lint/finding-of-rule.ts";
import { type LocatedPod, locate, locateInTemplate } from "../lint/locate.ts";
import type { Severity } from "../lint/rule.ts";
import { type FieldPath, formatPath } from "../manifest/field-path.ts";
import { nameOfOwner, nameOfWorkload } from "../manifest/object-name.ts";
import type { ManifestObject, Workload } from "../manifest/objects.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { type Place, placeOf } from "../text/place.ts";
import { PLAN_RULES, type PlanProblem } from "./plan-problem.ts";
import type { Refusal } from "./refusals.ts";

/** Returns a problem of the plan as a finding; they all come from the injection. */
export function findingOfPlan(problem: PlanProblem, pod: LocatedPod, workload: Workload): Finding {
  const { template } = problem;
  const places: readonly RelatedPlace[] = (problem.related ?? []).map(({ at, message }) =>
    relatedPlace(locate(pod, at), message),
  );
  const related =
    template === undefined
      ? places
      : [
          ...places,
          relatedPlace(locateInTemplate(template), `template "${template.template.name}"`),
        ];
  return {
    rule: problem.rule,
    severity: problem.severity ?? "error",
    message: problem.message,
    ...(problem.of === "workload"
      ? { place: placeInWorkload(workload, problem.at), field: formatPath(problem.at) }
      : { place: locate(pod, problem.at).place, field: fieldOf(workload, problem.at) }),
    object: nameOfWorkload(workload),
    containers: [],
    related,
    help: problem.help ?? PLAN_RULES[problem.rule].fix,
    introduced: true,
  };
}

function placeInWorkload({ document, node }: Workload, path: FieldPath): Place {
  return placeOfPath(document.source, node, path);
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
    object: nameOfWorkload(workload),
    containers: [],
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
  /** The check that it is a finding of, if that is a special one, and the rule of the config that asks for it. */
  readonly guard?: {
    readonly check: string;
    readonly rule: { readonly label: string; readonly place: Place };
  };
}

/** Returns a fault in an annotation as a finding. */
export function findingOfAnnotation(fault: AnnotationFault, workload: Workload): Finding {
  const { severity, message, help, annotation, guard } = fault;
  const above = annotation.level === "workload" ? [] : workload.templatePath;
  const path = [...above, "metadata", "annotations", annotation.key];
  return findingAt(workload, path, {
    rule: guard?.check ?? "annotation-invalid",
    severity,
    message,
    related: guard === undefined ? [] : [{ place: guard.rule.place, message: "this rule says so" }],
    help,
    introduced: true,
  });
}

/** Returns a finding about a field of an object, of which nothing but its place is known; `path` starts at the object. */
export function findingAt(
  object: ManifestObject,
  path: FieldPath,
  said: Pick<Finding, "rule" | "severity" | "message" | "related" | "help" | "introduced">,
): Finding {
  return {
    ...said,
    place: placeOfPath(object.document.source, object.node, path),
    field: formatPath(path),
    object: nameOfOwner(object, path),
    containers: [],
  };
}

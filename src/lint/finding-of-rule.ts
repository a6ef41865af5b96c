import { type FieldPath, formatPath } from "../manifest/field-path.ts";
import { nameOfObject, nameOfWorkload } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { asString, type Value } from "../manifest/value.ts";
import { valueAtPath } from "../manifest/value-at-path.ts";
import type { Place } from "../text/place.ts";
import type { RuleProblem } from "./check.ts";
import type { Finding, RelatedPlace } from "./finding.ts";
import { type LocatedPod, type Location, locate } from "./locate.ts";
import type { Related } from "./rule.ts";

/** Returns a check's problem as a finding. */
export function findingOfRule(
  problem: RuleProblem,
  pod: LocatedPod,
  workload: Workload,
  origin: "introduced" | "there before",
): Finding {
  const main = locationOf(problem, pod, workload);
  const others = (problem.related ?? []).map((related) => ({
    ...locationOf(related, pod, workload),
    message: related.message,
  }));
  // The reader's file is the manifest: what is wrong with an injected line is shown at the line that it is at odds with,
  // or else at the workload that it is in.
  const isInjected = main.template !== undefined;
  const opposite = isInjected ? others.find(({ template }) => template === undefined) : undefined;
  const shown = isInjected ? (opposite?.place ?? placeOfName(workload)) : main.place;
  const injected = main.template === undefined ? [] : [injectedLine(main, main.template)];
  const related = others.filter((other) => other !== opposite);
  return {
    rule: problem.rule,
    severity: problem.severity,
    message: problem.message,
    place: shown,
    ...subjectOf(problem, workload),
    containers: containersAt(pod.value, [problem, ...(problem.related ?? [])]),
    related: [...injected, ...related.map((other) => relatedPlace(other, other.message))],
    help: problem.help,
    introduced: origin === "introduced",
  };
}

/** Returns the path of a field from the workload on, as the API server writes it; `at` starts at the pod template. */
export function fieldOf(workload: Workload, at: FieldPath): string {
  return formatPath([...workload.templatePath, ...at]);
}

/** Returns where a problem is: in the pod, in the workload around it, or in another object of the input. */
function locationOf(
  { at, of }: Pick<Related, "at" | "of">,
  pod: LocatedPod,
  workload: Workload,
): Location {
  if (of === undefined) return locate(pod, at);
  const { document, node } = of === "workload" ? workload : of;
  return { place: placeOfPath(document.source, node, at) };
}

function subjectOf(
  { at, of }: Pick<Related, "at" | "of">,
  workload: Workload,
): Pick<Finding, "field" | "object"> {
  if (of === undefined) return { field: fieldOf(workload, at), object: nameOfWorkload(workload) };
  return { field: formatPath(at), object: nameOfObject(of === "workload" ? workload : of) };
}

/** Returns the names of the containers that the paths lead into. */
function containersAt(pod: Value, paths: readonly Pick<Related, "at" | "of">[]): readonly string[] {
  const names = paths
    .filter(({ at, of }) => of === undefined && /^(?:init|ephemeral)?containers$/i.test(`${at[1]}`))
    .flatMap(({ at }) => asString(valueAtPath(pod, [...at.slice(0, 3), "name"])) ?? []);
  return [...new Set(names)];
}

function injectedLine(location: Location, template: string): RelatedPlace {
  return relatedPlace(location, `injected by template "${template}"`);
}

/** Returns a location as what else a finding shows. */
export function relatedPlace({ place, isBuiltIn }: Location, message: string): RelatedPlace {
  return { place, message, ...(isBuiltIn === undefined ? {} : { isBuiltIn }) };
}

function placeOfName({ document, node }: Workload): Place {
  return placeOfPath(document.source, node, ["metadata", "name"]);
}

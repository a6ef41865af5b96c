// What `lint` says of objects that do not stand for themselves: where they are meant to be whole, what is missing is an
// error; a file of its own may well be a patch.

import { PLAN_RULES } from "../inject/plan-problem.ts";
import type { Finding } from "../lint/finding.ts";
import { formatPath } from "../manifest/field-path.ts";
import { nameOfObject } from "../manifest/object-name.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { hasMarker, type LeftOut, type SourceContent } from "../manifest/read-workloads.ts";
import type { Evidence, Inclusion } from "../manifest/recognise.ts";

/** What a run knows of incomplete objects. */
export interface Incomplete {
  readonly findings: readonly Finding[];
  /** Those of which nothing but that is said. */
  readonly parts: ReadonlySet<ManifestObject["node"]>;
}

/** Returns what is to be said of the incomplete objects of a source. */
export function incompleteObjects(
  content: SourceContent,
  include: readonly Inclusion[] = [],
): Incomplete {
  if (include.includes("incomplete")) return { findings: [], parts: new Set() };
  const incomplete = [
    ...content.leftOut,
    // What has a sidecar is judged like a workload.
    ...content.workloads
      .filter((one) => !hasMarker(one))
      .map((object) => ({ object, standing: object.standing })),
  ].flatMap(({ object, standing }) =>
    standing.type === "incomplete" ? [{ object, evidence: standing.evidence }] : [],
  );
  const [whole, parts] = [true, false].map((isWhole) =>
    incomplete.filter(({ object }) => isMeantWhole(object, content) === isWhole),
  );
  return {
    findings: [
      ...(whole ?? []).flatMap(({ object, evidence }) =>
        evidence.map((one) => findingOf(object, one, "error")),
      ),
      ...(parts ?? []).flatMap(({ object, evidence: [first] }) =>
        first === undefined ? [] : [findingOf(object, first, "warning")],
      ),
    ],
    parts: new Set((parts ?? []).map(({ object }) => object.node)),
  };
}

/** Items of a list, what comes on standard input, and what stands beside complete objects are to be applied as they are. */
function isMeantWhole({ item, document }: ManifestObject, { workloads, source }: SourceContent) {
  const isBesideWhole = workloads.some(({ standing }) => standing.type === "complete");
  return (
    item !== undefined ||
    document.source.path === STANDARD_INPUT ||
    (isBesideWhole && source === document.source)
  );
}

/** The path of standard input. */
const STANDARD_INPUT = "-";

function findingOf(
  object: LeftOut["object"],
  { at, message }: Evidence,
  severity: "error" | "warning",
): Finding {
  return {
    rule: "object-incomplete",
    severity,
    message: severity === "error" ? message : `incomplete, such as a patch: ${message}`,
    place: placeOfPath(object.document.source, object.node, at),
    field: formatPath(at),
    object: nameOfObject(object),
    containers: [],
    related: [],
    help: PLAN_RULES["object-incomplete"].fix,
    introduced: false,
  };
}

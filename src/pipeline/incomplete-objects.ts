// What `lint` says of objects that do not stand for themselves: where they are meant to be whole, what is missing is an
// error; a file of its own may well be a patch.

import { findingAt } from "../inject/findings.ts";
import { PLAN_RULES } from "../inject/plan-problem.ts";
import type { Finding } from "../lint/finding.ts";
import { nameOfObject } from "../manifest/object-name.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import { hasMarker, type SourceContent } from "../manifest/read-workloads.ts";
import type { Evidence, Inclusion } from "../manifest/recognise.ts";
import type { SourceNote } from "../outcome.ts";
import { noteOn } from "./note-on.ts";
import { findParts, isBuilding } from "./parts.ts";

/** What a run knows of incomplete objects. */
export interface Incomplete {
  readonly findings: readonly Finding[];
  /** Those of which nothing but that is said. */
  readonly parts: ReadonlySet<ManifestObject["node"]>;
  /** Those that a kustomization lists as patches. */
  readonly listed: readonly IncompleteObject[];
}

interface IncompleteObject {
  readonly object: ManifestObject;
  readonly evidence: readonly Evidence[];
}

/** Returns what is to be said of the incomplete objects of a source. */
export function incompleteObjects(
  content: SourceContent,
  include: readonly Inclusion[] = [],
): Incomplete {
  if (include.includes("incomplete")) return { findings: [], parts: new Set(), listed: [] };
  const incomplete = [
    ...content.leftOut,
    // What has a sidecar is judged like a workload.
    ...content.workloads
      .filter((one) => !hasMarker(one))
      .map((object) => ({ object, standing: object.standing })),
  ].flatMap(({ object, standing }) =>
    standing.type === "incomplete" ? [{ object, evidence: standing.evidence }] : [],
  );
  const isPart = findParts(content);
  const isListed = ({ evidence }: IncompleteObject) =>
    evidence.some(({ type }) => type === "listed");
  const listed = incomplete.filter(isListed);
  const others = incomplete.filter((one) => !isListed(one));
  return {
    findings: others
      .filter(({ object }) => !isBuilding(object))
      .flatMap(({ object, evidence }) =>
        isPart(object)
          ? evidence.slice(0, 1).map((first) => findingOf(object, first, "warning"))
          : evidence.map((one) => findingOf(object, one, "error")),
      ),
    parts: new Set([
      ...listed.map(({ object }) => object.node),
      ...others.flatMap(({ object }) => (isPart(object) ? [object.node] : [])),
    ]),
    listed,
  };
}

/** Returns the note on all patches of a run that kustomizations list: nothing is wrong with them, and their builds can be checked. */
export function patchNotes(listed: readonly IncompleteObject[]): readonly SourceNote[] {
  const [first] = listed;
  if (first === undefined) return [];
  const { object, evidence } = first;
  const others = listed.length - 1;
  const [more, are] = others === 0 ? ["", "is"] : [` and ${others} more patches`, "are"];
  const reason = evidence.find(({ type }) => type === "listed")?.message ?? "";
  return [
    noteOn(
      object,
      `${nameOfObject(object)} (${reason})${more} ${are} not checked: check the builds, with kubectl kustomize FOLDER | kube-sidecar lint`,
    ),
  ];
}

function findingOf(
  object: ManifestObject,
  { type, at, message }: Evidence,
  severity: "error" | "warning",
): Finding {
  const doubtful =
    type === "patch" ? `incomplete: ${message}` : `incomplete, such as a patch: ${message}`;
  return findingAt(object, at, {
    rule: "object-incomplete",
    severity,
    message: severity === "error" ? message : doubtful,
    related: [],
    help: PLAN_RULES["object-incomplete"].fix,
    introduced: false,
  });
}

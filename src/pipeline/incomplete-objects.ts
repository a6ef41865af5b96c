// What `lint` says of objects that do not stand for themselves: where they are meant to be whole, what is missing is an
// error; a file of its own may well be a patch.

import { findingAt } from "../inject/findings.ts";
import { PLAN_RULES } from "../inject/plan-problem.ts";
import type { Finding } from "../lint/finding.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import { hasMarker, type SourceContent } from "../manifest/read-workloads.ts";
import type { Evidence, Inclusion } from "../manifest/recognise.ts";
import { findParts } from "./parts.ts";

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
  const isPart = findParts(content);
  return {
    findings: incomplete.flatMap(({ object, evidence }) =>
      isPart(object)
        ? evidence.slice(0, 1).map((first) => findingOf(object, first, "warning"))
        : evidence.map((one) => findingOf(object, one, "error")),
    ),
    parts: new Set(incomplete.flatMap(({ object }) => (isPart(object) ? [object.node] : []))),
  };
}

const CHECK_THE_BUILD =
  "Nothing is wrong with a patch; check what it is for in the build: kubectl kustomize FOLDER | kube-sidecar lint";

function findingOf(
  object: ManifestObject,
  { type, at, message }: Evidence,
  severity: "error" | "warning",
): Finding {
  const doubtful =
    type === "patch" || type === "listed"
      ? `incomplete: ${message}`
      : `incomplete, such as a patch: ${message}`;
  return findingAt(object, at, {
    rule: "object-incomplete",
    severity,
    message: severity === "error" ? message : doubtful,
    related: [],
    help: type === "listed" ? CHECK_THE_BUILD : PLAN_RULES["object-incomplete"].fix,
    introduced: false,
  });
}

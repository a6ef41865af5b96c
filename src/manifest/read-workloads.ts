import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { isOwnGroup } from "./document-type.ts";
import { type Document, splitDocuments } from "./documents.ts";
import { MARKER_KEY } from "./marker.ts";
import { nodeAt } from "./node-value.ts";
import {
  asWorkload,
  type IsKnown,
  looksLikeWorkload,
  type ManifestObject,
  mayHold,
  objectsOf,
  type Workload,
} from "./objects.ts";
import type { SyntaxFault } from "./outline.ts";
import { type Inclusion, type Standing, standingOf } from "./recognise.ts";
import { findWorkloadKind, type WorkloadKind } from "./workloads.ts";

/** What a source holds, as far as injections are concerned. */
export interface SourceContent {
  readonly source: Source;
  readonly workloads: readonly Workload[];
  /** Objects of workload kinds that do not stand for themselves. */
  readonly leftOut: readonly LeftOut[];
  /** Objects of unknown kinds that look as if they had a pod template. */
  readonly lookalikes: readonly ManifestObject[];
  /** What keeps documents from being read. */
  readonly problems: readonly DocumentProblem[];
}

/** An object of a workload kind that a run leaves alone, and why. */
export interface LeftOut {
  readonly object: ManifestObject;
  readonly standing: Exclude<Standing, { readonly type: "complete" }>;
}

/**
 * Returns the workloads of a source; documents that hold none are not read beyond finding that out. What does not stand
 * for itself is among them where it is included, or where a sidecar was put into it before.
 */
export function readWorkloads(
  source: Source,
  custom: readonly WorkloadKind[],
  include: readonly Inclusion[] = [],
): SourceContent {
  const { documents, faults } = splitDocuments(source);
  const workloads: Workload[] = [];
  const leftOut: LeftOut[] = [];
  const lookalikes: ManifestObject[] = [];
  const problems = faults.map((fault) => syntaxProblem(source, fault));
  for (const document of documents) {
    if (!isWorthReading(document, custom)) continue;
    const objects = objectsOf(document);
    if ("message" in objects) {
      problems.push(unreadable(document, objects));
      continue;
    }
    for (const object of objects) {
      const kind = findWorkloadKind(object.apiVersion, object.kind, custom);
      if (kind === undefined) {
        if (!isOwnGroup(object.apiVersion) && looksLikeWorkload(object)) lookalikes.push(object);
        continue;
      }
      const standing = standingOf(object, kind);
      const workload = asWorkload(object, kind, standing);
      if (workload !== undefined && isOfRun(workload, include)) workloads.push(workload);
      else if (standing.type !== "complete") leftOut.push({ object, standing });
    }
  }
  // What is wrong beside it with the source of a template is of no interest.
  const template = problems.find(({ message }) => message === TEMPLATE_SOURCE);
  return {
    source,
    workloads,
    leftOut,
    lookalikes,
    problems: template === undefined ? problems : [template],
  };
}

function isOfRun(workload: Workload, include: readonly Inclusion[]): boolean {
  const { type } = workload.standing;
  return type === "complete" || include.some((one) => one === type) || hasMarker(workload);
}

/** Tells whether a sidecar was put into a workload before, by what its pod template says. */
export function hasMarker({ node, templatePath }: Workload): boolean {
  return nodeAt(node, [...templatePath, "metadata", "annotations", MARKER_KEY]) !== undefined;
}

function isWorthReading(document: Document, custom: readonly WorkloadKind[]): boolean {
  const isKnown: IsKnown = (apiVersion, kind) =>
    findWorkloadKind(apiVersion, kind, custom) !== undefined;
  return mayHold(document, isKnown);
}

// An action of a template where YAML has a value or a line of its own; in quotes and block scalars `{{` is plain text.
const TEMPLATE_ACTION = /^(?:[^#'"\r\n]*[:-][ \t]+|[ \t]*)(?=\{\{)/m;

const TEMPLATE_SOURCE = "this is the source of a template, with {{ }}, and no manifest yet";

/** Returns why a document cannot be read; where it is the source of a Helm chart, that is why. */
function unreadable({ source, start, end }: Document, fault: SyntaxFault): DocumentProblem {
  const action =
    fault.remedy !== undefined ? null : TEMPLATE_ACTION.exec(source.text.slice(start, end));
  if (action === null) return syntaxProblem(source, fault);
  const at = start + action.index + action[0].length;
  return {
    severity: "error",
    message: TEMPLATE_SOURCE,
    place: placeOf(source, at, at + 2),
    help: "render it first, and pipe that in: helm template CHART | kube-sidecar ...",
  };
}

function syntaxProblem(source: Source, fault: SyntaxFault): DocumentProblem {
  const { offset, message, remedy } = fault;
  return {
    severity: "error",
    place: placeOf(source, offset, offset),
    ...(remedy === undefined
      ? {
          message: `this is not valid: ${message}`,
          help: "fix it here",
        }
      : { message, help: remedy }),
  };
}

import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { isOwnGroup } from "./document-type.ts";
import { type Document, splitDocuments } from "./documents.ts";
import { type FileRole, roleOfFile } from "./file-role.ts";
import { type Kustomizations, NO_KUSTOMIZATIONS } from "./kustomizations.ts";
import { asLookalike, type Lookalike } from "./lookalike.ts";
import { MARKER_KEY } from "./marker.ts";
import { nodeAt } from "./node-value.ts";
import {
  asWorkload,
  type IsKnown,
  type ManifestObject,
  mayHold,
  objectsOf,
  type Workload,
} from "./objects.ts";
import {
  asOpenShiftTemplate,
  isOpenShiftTemplate,
  type OpenShiftTemplate,
} from "./openshift-template.ts";
import type { SyntaxFault } from "./outline.ts";
import { type Inclusion, type Standing, standingOf, standingOfTemplate } from "./recognise.ts";
import { templatePlaces } from "./template-places.ts";
import { findWorkloadKind, type WorkloadKind } from "./workloads.ts";

/** What a source holds, as far as injections are concerned. */
export interface SourceContent {
  readonly source: Source;
  readonly role: FileRole;
  readonly workloads: readonly Workload[];
  /** Objects of workload kinds that do not stand for themselves. */
  readonly leftOut: readonly LeftOut[];
  /** Objects of unknown kinds that look as if they had a pod template. */
  readonly lookalikes: readonly Lookalike[];
  /** Templates of OpenShift that hold workloads. */
  readonly openShiftTemplates: readonly OpenShiftTemplate[];
  /** What keeps documents from being read. */
  readonly problems: readonly DocumentProblem[];
}

/** An object of a workload kind that a run leaves alone, or one of its pod templates, and why. */
export interface LeftOut {
  readonly object: ManifestObject & Pick<Workload, "templateLabel">;
  readonly standing: Exclude<Standing, { readonly type: "complete" }>;
}

/** What counts for what an object is, beside the object. */
export interface ReadOptions {
  readonly include?: readonly Inclusion[] | undefined;
  readonly kustomizations?: Kustomizations | undefined;
}

/**
 * Returns the workloads of a source; documents that hold none are not read beyond finding that out. What does not stand
 * for itself is among them where it is included, or where a sidecar was put into it before.
 */
export function readWorkloads(
  source: Source,
  custom: readonly WorkloadKind[],
  { include = [], kustomizations = NO_KUSTOMIZATIONS }: ReadOptions = {},
): SourceContent {
  const role = roleOfFile(source.path, kustomizations);
  const { documents, faults } = splitDocuments(source);
  const workloads: Workload[] = [];
  const leftOut: LeftOut[] = [];
  const lookalikes: Lookalike[] = [];
  const openShiftTemplates: OpenShiftTemplate[] = [];
  const isWorkload: IsKnown = (apiVersion, kind) =>
    findWorkloadKind(apiVersion, kind, custom) !== undefined;
  const problems = faults.map((fault) => syntaxProblem(source, fault));
  for (const document of documents) {
    if (!mayHold(document, (...type) => isWorkload(...type) || isOpenShiftTemplate(...type))) {
      continue;
    }
    const objects = objectsOf(document);
    if ("message" in objects) {
      problems.push(unreadable(document, objects));
      continue;
    }
    for (const object of objects) {
      const kind = findWorkloadKind(object.apiVersion, object.kind, custom);
      if (isOpenShiftTemplate(object.apiVersion, object.kind)) {
        const template = asOpenShiftTemplate(object, isWorkload);
        if (template.workloads.length > 0) openShiftTemplates.push(template);
        continue;
      }
      if (kind === undefined) {
        const lookalike = isOwnGroup(object.apiVersion) ? undefined : asLookalike(object);
        if (lookalike !== undefined) lookalikes.push(lookalike);
        continue;
      }
      const found = templatesOf(object, kind, { include, role });
      workloads.push(...found.workloads);
      leftOut.push(...found.leftOut);
    }
  }
  // What is wrong beside it with the source of a template is of no interest.
  const template = problems.find(({ message }) => message === TEMPLATE_SOURCE);
  return {
    source,
    role,
    workloads,
    leftOut,
    lookalikes,
    openShiftTemplates,
    problems: template === undefined ? problems : [template],
  };
}

/** Returns the workloads that an object of a workload kind is, one for each pod template, and what is left out of it. */
function templatesOf(
  object: ManifestObject,
  workloadKind: WorkloadKind,
  { include, role }: { readonly include: readonly Inclusion[]; readonly role: FileRole },
): Pick<SourceContent, "workloads" | "leftOut"> {
  const standing = standingOf(object, workloadKind, role);
  const found = templatePlaces(object.node, workloadKind).map((place) => {
    const own =
      standing.type === "complete" ? standingOfTemplate(object, workloadKind, place) : standing;
    const workload = asWorkload(object, place, { workloadKind, standing: own });
    return { workload, isTaken: place.isThere && isOfRun(workload, include) };
  });
  const workloads = found.flatMap(({ workload, isTaken }) => (isTaken ? [workload] : []));
  if (standing.type !== "complete") {
    return { workloads, leftOut: workloads.length > 0 ? [] : [{ object, standing }] };
  }
  const leftOut = found.flatMap(({ workload, isTaken }): readonly LeftOut[] => {
    const own = workload.standing;
    return isTaken || own.type === "complete" ? [] : [{ object: workload, standing: own }];
  });
  return { workloads, leftOut };
}

function isOfRun(workload: Workload, include: readonly Inclusion[]): boolean {
  const { type } = workload.standing;
  return type === "complete" || include.some((one) => one === type) || hasMarker(workload);
}

/** Tells whether a sidecar was put into a workload before, by what its pod template says. */
export function hasMarker({ node, templatePath }: Workload): boolean {
  return nodeAt(node, [...templatePath, "metadata", "annotations", MARKER_KEY]) !== undefined;
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

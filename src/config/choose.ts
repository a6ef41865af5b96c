import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import type { ManifestObject, Workload } from "../manifest/objects.ts";
import type { Standing } from "../manifest/recognise.ts";
import { asMap } from "../manifest/value.ts";
import { groupOf } from "../manifest/workloads.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import type { AskedContainer, AssignedValue, Template } from "../template/template.ts";
import { nearestHint } from "../text/nearest.ts";
import { INJECT_ANNOTATION } from "./annotations.ts";
import { assignedValues } from "./assigned-values.ts";
import type { Guard } from "./guarded-values.ts";
import type { SelectionWarning } from "./inject-annotation.ts";
import { BY_ANNOTATION, type Selection, select } from "./select.ts";
import type { SelectionRequest } from "./selection-request.ts";
import type { ValueRequest } from "./value-request.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** What a run knows when it chooses: what is asked for, where values come from, and which templates there are. */
export interface ChoiceRequest extends SelectionRequest, ValueRequest {
  /** Templates of the user. */
  readonly available: readonly Template[];
}

/** A fault in an annotation of a workload, or only a probable one. */
export interface AnnotationProblem extends SelectionWarning {
  readonly severity: "error" | "warning";
  /** What of the config it is against, and the check that says so. */
  readonly guard?: Guard;
}

/** What one workload is to get, and why. */
export interface Choice {
  readonly identity: WorkloadIdentity;
  readonly selection: Selection;
  readonly templates: readonly Template[];
  /** The strongest first. */
  readonly assigned: readonly AssignedValue[];
  /** The container that a flag or a rule names as the app. */
  readonly askedContainer?: AskedContainer;
  readonly explanation: readonly string[];
  readonly problems: readonly AnnotationProblem[];
  /** What the manifest changes of a sidecar that a reviewer should know. */
  readonly notes: readonly string[];
}

/**
 * Returns what a workload is to get, and with it, of the names in `also`, those that there are templates of.
 * Throws a `UserError` for what flags ask for and nothing has.
 */
export function chooseTemplates(
  workload: Workload,
  request: ChoiceRequest,
  also: readonly string[] = [],
): Choice {
  const identity = identityOf(workload);
  const selection = select(request, identity);
  const known = templateNames(request.available);
  const asked = selection.templates.map(({ name }) => name);
  const names = [...new Set([...asked, ...also])].filter((name) => known.includes(name));
  const templates = resolveTemplates(names, request.available);
  const { podAnnotations } = identity;
  const given = assignedValues(
    request,
    { templates, rules: selection.rules, matching: selection.matching, podAnnotations },
    known,
  );
  const warnings = [...selection.warnings, ...given.warnings];
  const askedContainer = askedContainerOf(request, selection);
  // Names in flags and in the config are checked up front, at their own place.
  const unknown = selection.templates.filter(
    ({ name, by }) => by === BY_ANNOTATION && !known.includes(name),
  );
  return {
    identity,
    selection,
    templates,
    assigned: given.values,
    ...(askedContainer === undefined ? {} : { askedContainer }),
    explanation: [...selection.explanation, ...given.explanation],
    problems: [
      ...warnings.map((warning) => ({ ...warning, severity: "warning" as const })),
      ...given.refused.map((refused) => ({ ...refused, severity: "error" as const })),
      ...unknown.map(({ name }) => unknownTemplate(name, known)),
    ],
    notes: [...given.weakened].map(
      ([name, params]) => `${name}: annotations set what is protected: ${params.join(", ")}`,
    ),
  };
}

/** Returns the container that the flag or else the first rule that has one names; an annotation may not get round a required rule. */
function askedContainerOf(
  { appContainer }: ChoiceRequest,
  { rules }: Selection,
): AskedContainer | undefined {
  if (appContainer !== undefined) {
    return { name: appContainer, by: "--app-container", strength: "above annotation" };
  }
  for (const { appContainer: name, required, label: by } of rules) {
    const strength = required === true ? "above annotation" : "below annotation";
    if (name !== undefined) return { name, by, strength };
  }
  return undefined;
}

/** Returns the names of all templates: the user's and those that come with the program. */
export function templateNames(available: readonly Template[]): readonly string[] {
  return [...new Set([...available.map(({ name }) => name), ...builtInNames()])].sort();
}

function unknownTemplate(name: string, known: readonly string[]): AnnotationProblem {
  return {
    severity: "error",
    message: `unknown template "${name}"${nearestHint(name, known)}`,
    help: `known templates: ${known.join(", ")}`,
    annotation: { level: "pod template", key: INJECT_ANNOTATION },
  };
}

/** Returns what choosing reads of a workload, or of an object that only looks like one. */
export function identityOf(
  object: Workload | ManifestObject,
  standing: Standing = "standing" in object ? object.standing : { type: "complete" },
): WorkloadIdentity {
  const { name, namespace, labels, node } = object;
  const annotationsAt = (path: readonly (string | number)[]) => {
    const found = nodeAt(node, [...path, "metadata", "annotations"]);
    return asMap(found === undefined ? null : valueOfNode(found));
  };
  const own = { name, namespace, labels, standing, annotations: annotationsAt([]) };
  if ("workloadKind" in object) {
    const podAnnotations = annotationsAt(object.templatePath);
    return { ...own, workloadKind: object.workloadKind, podAnnotations };
  }
  const workloadKind = { group: groupOf(object.apiVersion), kind: object.kind };
  const unknown = standing.type === "complete" ? { isUnknown: true as const } : {};
  return { ...own, workloadKind, ...unknown, podAnnotations: asMap(null) };
}

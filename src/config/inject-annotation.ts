import { compactJson } from "../manifest/show-value.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import { INJECT_ANNOTATION, PARAMS_PREFIX } from "./annotations.ts";
import { isTemplateName } from "./template-name.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** Something in a workload's annotations that is probably a mistake. */
export interface SelectionWarning {
  readonly message: string;
  readonly help: string;
  /** The annotation that it is about. */
  readonly annotation: { readonly level: "pod template" | "workload"; readonly key: string };
}

/** What the annotation of a pod template asks for. */
export interface InjectAnnotation {
  readonly optsOut: boolean;
  readonly names: readonly string[];
  readonly warnings: readonly SelectionWarning[];
}

const HELP = 'list names of templates, e.g. "fluent-bit,envoy", or opt out with "false"';

/** Returns what the annotation `kube-sidecar.dev/inject` of a pod template asks for. */
export function readInjectAnnotation(annotations: ValueMap): InjectAnnotation {
  const value = annotations[INJECT_ANNOTATION];
  if (value === undefined) return { optsOut: false, names: [], warnings: [] };
  const text = annotationText(value).trim();
  const warnings: SelectionWarning[] = [];
  const warn = (message: string, help: string) =>
    warnings.push({ message, help, annotation: { level: "pod template", key: INJECT_ANNOTATION } });
  if (typeof value !== "string" && value !== null) {
    warn(
      `the annotation ${INJECT_ANNOTATION} is not a string, and Kubernetes refuses it`,
      `put it in quotes: ${INJECT_ANNOTATION}: "${text}"`,
    );
  }
  if (text.toLowerCase() === "false") return { optsOut: true, names: [], warnings };
  if (text === "") {
    warn(`the annotation ${INJECT_ANNOTATION} is empty`, HELP);
    return { optsOut: false, names: [], warnings };
  }
  const names: string[] = [];
  for (const name of text.split(",").map((part) => part.trim())) {
    if (isTemplateName(name) && name !== "true" && name !== "false") names.push(name);
    else warn(`the annotation ${INJECT_ANNOTATION} asks for "${name}", which is no template`, HELP);
  }
  return { optsOut: false, names: [...new Set(names)], warnings };
}

/**
 * Returns a warning for each annotation of ours on the workload itself. Only those of the pod template count;
 * one that stands at both places, as kustomize's `commonAnnotations` writes it, is fine.
 */
export function misplacedAnnotations(workload: WorkloadIdentity): readonly SelectionWarning[] {
  const { annotations, podAnnotations, workloadKind } = workload;
  if (workloadKind.group === "" && workloadKind.kind === "Pod") return [];
  return Object.keys(annotations)
    .filter((key) => key === INJECT_ANNOTATION || key.startsWith(PARAMS_PREFIX))
    .filter((key) => annotations[key] !== podAnnotations[key])
    .map((key) => ({
      message: `the annotation ${key} stands on the ${workloadKind.kind}, where it has no effect`,
      help: "move it to the annotations of the pod template",
      annotation: { level: "workload", key },
    }));
}

/** Returns the text of an annotation, also of one that a missing pair of quotes made a boolean or number. */
export function annotationText(value: Value): string {
  if (value === null) return "";
  return typeof value === "string" ? value : compactJson(value);
}

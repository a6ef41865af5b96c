import type { FieldPath } from "../manifest/field-path.ts";
import { MARKER_KEY } from "../manifest/marker.ts";
import { INJECT_ANNOTATION } from "./annotations.ts";
import { describeHelmHook, HOOK_ANNOTATION } from "./helm-hook.ts";
import { readInjectAnnotation } from "./inject-annotation.ts";
import type { SelectionRequest } from "./selection-request.ts";
import { describeMismatches, filterMismatches } from "./workload-filter.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** Why `-t` and rules leave out something that may run pods. */
export interface Omission {
  /** As `skipped: ...` goes on. */
  readonly reason: string;
  /** `run`: the flags of the run are not about it; `api-server`: as it stands it runs no pods; `operator`: a flag or the config wants it so; `manifest`: its author does. */
  readonly by: "run" | "api-server" | "operator" | "manifest";
  /** What a rule that is required says of it: what stands in the way, as `...: WHY` goes on, and what to do. */
  readonly why: string;
  readonly help: string;
  /** What in the manifest says so. */
  readonly level: "workload" | "pod template";
  readonly at: FieldPath;
  /** Set where it still gets what its own annotation asks for: what is to be remarked then. */
  readonly besideAnnotation?: string;
}

/** The name of a reason to leave something out. */
export type OmissionName =
  | "filtered"
  | "unknown-kind"
  | "incomplete"
  | "owned"
  | "reference"
  | "appless"
  | "opted-out"
  | "helm-hook";

type FindOmission = (
  request: Omit<SelectionRequest, "templates">,
  workload: WorkloadIdentity,
) => Omission | undefined;

/**
 * The reasons to leave out what `-t` and rules ask for, in the order in which they count. There is no other: what is
 * `by: manifest` is an error where a rule is required, and a new reason is one entry.
 */
export const OMISSIONS: Readonly<Record<OmissionName, FindOmission>> = {
  filtered: ({ filter }, workload) => {
    const missed = filterMismatches(filter, workload);
    if (missed.length === 0) return undefined;
    const reason = describeMismatches(missed);
    return { reason, why: reason, help: "", by: "run", level: "workload", at: [] };
  },
  "unknown-kind": (_, { isUnknown, workloadKind: { group, kind } }) => {
    if (!isUnknown) return undefined;
    const why = `it looks as if it had a pod template, but ${kind} of ${group === "" ? "the core group" : group} is not a known workload kind`;
    return {
      reason: why,
      why,
      help: "add the kind to spec.workloads of the config, or leave it out with `match`",
      by: "manifest",
      level: "workload",
      at: ["kind"],
    };
  },
  incomplete: ({ include = [] }, { standing }) => {
    if (standing.type !== "incomplete" || include.includes("incomplete")) return undefined;
    const [first] = standing.evidence;
    const why = `it is incomplete: ${first?.message}`;
    return {
      reason: why,
      why,
      help:
        first?.type === "patch"
          ? "remove the directive, or take it for a workload with --include-incomplete"
          : "take it for a workload with --include-incomplete, or leave it out with `match` in the config",
      // What lacks something is refused, where no operator supplies it; a directive alone is dropped.
      by: standing.evidence.some(({ type }) => type === "gap") ? "api-server" : "manifest",
      level: "workload",
      at: first?.at ?? [],
    };
  },
  owned: ({ include = [], alsoRead = [] }, { standing, podAnnotations }) => {
    if (standing.type !== "owned" || include.includes("owned")) return undefined;
    // What has its sidecar from its owner is judged like all else.
    if (alsoRead.includes("owned") && MARKER_KEY in podAnnotations) return undefined;
    const why = `it is owned by ${standing.owner.kind}/${standing.owner.name}`;
    return {
      reason: why,
      why,
      help: "remove the owner reference, or take it for a workload with --include-owned",
      by: "manifest",
      level: "workload",
      at: standing.at,
    };
  },
  reference: (_, { standing }) => {
    if (standing.type !== "reference") return undefined;
    const why = `its pods come from ${standing.target}`;
    return { reason: why, why, help: "", by: "api-server", level: "workload", at: standing.at };
  },
  appless: (_, { standing }) => {
    if (standing.type !== "appless") return undefined;
    const { container, at } = standing;
    const why =
      container === undefined
        ? "it has no pod template, and its operator may run pods all the same"
        : `its operator adds the container "${container}", and there is no pod template that names it`;
    const help =
      container === undefined
        ? "give it a pod template, or leave it out with `match` in the config"
        : `write \`containers: [{name: ${container}}]\` into the spec of the pod template: its operator fills in the rest`;
    return {
      reason: why,
      why,
      help,
      by: "manifest",
      level: "workload",
      at,
    };
  },
  "opted-out": (_, { podAnnotations }) => {
    if (!readInjectAnnotation(podAnnotations).optsOut) return undefined;
    const reason = `the annotation ${INJECT_ANNOTATION} of its pod template opts out`;
    return {
      reason,
      why: reason,
      help: "remove the annotation, or leave the workload out with `match` in the config",
      by: "manifest",
      level: "pod template",
      at: ["metadata", "annotations", INJECT_ANNOTATION],
    };
  },
  "helm-hook": ({ helmHooks, injector }, { annotations }) => {
    const setting = helmHooks ?? injector?.helmHooks;
    const hook = setting === "inject" ? undefined : describeHelmHook(annotations);
    if (hook === undefined) return undefined;
    return {
      reason: `${hook}: only --helm-hooks or an annotation of its own includes it`,
      why:
        setting === "skip"
          ? `it is ${hook}, and \`helmHooks: skip\` leaves those out`
          : `it is ${hook}`,
      help: `\`helmHooks: inject\` in the config (or --helm-hooks) includes hooks, \`helmHooks: skip\` lets them go without; or remove ${HOOK_ANNOTATION}`,
      by: setting === "skip" ? "operator" : "manifest",
      level: "workload",
      at: ["metadata", "annotations", HOOK_ANNOTATION],
      besideAnnotation: `${hook}: -t and rules do not reach it without --helm-hooks`,
    };
  },
};

/** Returns the first reason to leave a workload out, with its name. */
export function omissionOf(
  request: Omit<SelectionRequest, "templates">,
  workload: WorkloadIdentity,
): (Omission & { readonly name: OmissionName }) | undefined {
  for (const [name, find] of Object.entries(OMISSIONS)) {
    const omission = find(request, workload);
    if (omission !== undefined) return { ...omission, name: name as OmissionName };
  }
  return undefined;
}

import type { RuleMatch } from "./injector.ts";
import { isNameOfKind } from "./kind-names.ts";
import { formatSelector, matches } from "./label-selector.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** A part of a match that a workload does not meet; `reason` completes "because ...". */
export interface Mismatch {
  readonly part: keyof RuleMatch;
  readonly reason: string;
}

/** Returns the parts of a match that a workload does not meet; `namespaces` are those it can be in. */
export function mismatchesOf(
  match: RuleMatch,
  workload: WorkloadIdentity,
  namespaces: readonly string[],
): readonly Mismatch[] {
  const { kind } = workload.workloadKind;
  const mismatches: Mismatch[] = [];
  const miss = (part: keyof RuleMatch, reason: string) => mismatches.push({ part, reason });
  if (!fits(match.kinds, (name) => isNameOfKind(name, workload.workloadKind))) {
    miss("kinds", `the kind is ${kind}, not ${anyOf(match.kinds)}`);
  }
  if (!fits(match.names, (name) => name === workload.name)) {
    miss("names", `the name is ${workload.name}, not ${anyOf(match.names)}`);
  }
  if (!fits(match.namespaces, (name) => namespaces.includes(name))) {
    miss("namespaces", `${namespaceText(workload, namespaces)}, not ${anyOf(match.namespaces)}`);
  }
  if (!matches(match.selector, workload.labels)) {
    miss("selector", `the labels do not match ${formatSelector(match.selector)}`);
  }
  for (const [key, wanted] of Object.entries(match.annotations)) {
    if (workload.annotations[key] !== wanted) {
      miss("annotations", `the annotation ${key} is not "${wanted}"`);
    }
  }
  return mismatches;
}

/**
 * Returns the namespaces that a workload can be in. As for `kubectl apply -n`, an object that names none is in
 * the namespace that the flag names (with several: in any), and in `default` where there is no flag.
 */
export function namespacesOf(
  workload: Pick<WorkloadIdentity, "namespace">,
  flags: readonly string[],
): readonly string[] {
  if (workload.namespace !== "") return [workload.namespace];
  return flags.length > 0 ? flags : ["default"];
}

function fits(wanted: readonly string[], test: (name: string) => boolean): boolean {
  return wanted.length === 0 || wanted.some(test);
}

function anyOf(names: readonly string[]): string {
  return names.join(" or ");
}

function namespaceText(workload: WorkloadIdentity, namespaces: readonly string[]): string {
  if (workload.namespace !== "") return `the namespace is ${workload.namespace}`;
  return `the manifest names no namespace, which stands for ${anyOf(namespaces)}`;
}

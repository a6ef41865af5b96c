import type { Kustomizations } from "../manifest/kustomizations.ts";
import type { Pod } from "../manifest/pod.ts";
import type { Source } from "../text/source.ts";
import { findNeighbours } from "./neighbours/neighbours.ts";
import type { CheckOptions, RuleContext } from "./rule.ts";

/** What a context is made from. */
export interface ContextRequest extends CheckOptions {
  readonly sources: readonly Source[];
  readonly kustomizations: Kustomizations;
  /** Returns the pods of all workloads of the input, as they stand there. */
  pods(): readonly Pod[];
}

/** Returns what rules may know beside the pod; objects of the input are read when a rule asks for them. */
export function inputContext(request: ContextRequest): RuleContext {
  const { sources, kustomizations, pods, ...options } = request;
  return { ...options, ...findNeighbours({ sources, kustomizations, pods }) };
}

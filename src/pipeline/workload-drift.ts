import type { Choice } from "../config/choose.ts";
import type { SidecarDrift } from "../inject/drift.ts";
import { injectWorkload } from "../inject/inject-workload.ts";
import type { RuleContext } from "../lint/rule.ts";
import type { Workload } from "../manifest/objects.ts";
import type { InjectRequest } from "../pipeline.ts";
import { workloadInjection } from "./workload-injection.ts";

/** Returns what has become of the sidecars that a workload is to have since they were put in. */
export function workloadDrift(
  workload: Workload,
  choice: Choice,
  request: InjectRequest,
  context: RuleContext,
): readonly SidecarDrift[] {
  if (choice.templates.length === 0) return [];
  const injection = workloadInjection({ workload, choice }, request);
  return injectWorkload({ ...injection, rules: [], context, settings: {} }).drift;
}

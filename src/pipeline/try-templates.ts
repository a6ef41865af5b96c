// What templates do to a pod that has nothing but what they need.

import { injectWorkload } from "../inject/inject-workload.ts";
import type { WorkloadResult } from "../inject/workload-result.ts";
import type { RuleSetting } from "../lint/check.ts";
import { inputContext } from "../lint/input-context.ts";
import type { CheckOptions } from "../lint/rule.ts";
import { NO_KUSTOMIZATIONS } from "../manifest/kustomizations.ts";
import { podsOfWorkloads } from "../manifest/pods-of-workloads.ts";
import { readWorkloads } from "../manifest/read-workloads.ts";
import { rules } from "../rules/index.ts";
import { exampleValues } from "../template/example-values.ts";
import type { AssignedValue, Template } from "../template/template.ts";
import { plainPod } from "./plain-pod.ts";

/** What templates are tried under. */
export interface Conditions extends CheckOptions {
  /** What checks are set to in place of their own severity. */
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

/** Returns what comes of injecting the templates into a plain pod, with the values, else defaults, else examples. */
export function tryTemplates(
  templates: readonly Template[],
  values: readonly AssignedValue[],
  { settings, ...options }: Conditions,
): WorkloadResult {
  const assigned = [...values, ...templates.flatMap(exampleValues)];
  const source = plainPod(templates, assigned);
  const { workloads } = readWorkloads(source, []);
  const [workload] = workloads;
  if (workload === undefined) throw new Error("the plain pod is no workload");
  return injectWorkload({
    workload,
    templates,
    assigned,
    onPortConflict: "fail",
    onEdit: "keep",
    rules,
    context: inputContext({
      ...options,
      sources: [source],
      kustomizations: NO_KUSTOMIZATIONS,
      pods: () => podsOfWorkloads(workloads),
    }),
    settings,
  });
}

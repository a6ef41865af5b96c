import { injectWorkload } from "../inject/inject-workload.ts";
import type { WorkloadResult } from "../inject/workload-result.ts";
import { inputContext } from "../lint/input-context.ts";
import { podsOfWorkloads } from "../manifest/pods-of-workloads.ts";
import { readWorkloads } from "../manifest/read-workloads.ts";
import { rules } from "../rules/index.ts";
import { exampleValues } from "../template/example-values.ts";
import type { AssignedValue, Template } from "../template/template.ts";
import { plainPod } from "./plain-pod.ts";

/**
 * Returns what comes of injecting the templates into a plain pod, with the values, else examples where there is no
 * default. The checks hold it to Pod Security `restricted`.
 */
export function tryTemplates(
  templates: readonly Template[],
  values: readonly AssignedValue[],
  kubeMinor: number,
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
    rules,
    context: inputContext({
      sources: [source],
      kubeMinor,
      podSecurity: "restricted",
      pods: () => podsOfWorkloads(workloads),
    }),
    settings: {},
  });
}

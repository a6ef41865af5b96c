import { parseSelector } from "../config/parse-selector.ts";
import type { WorkloadFilter } from "../config/workload-filter.ts";

/** Which workloads a call looks at; what is left out stands for all. */
export interface WorkloadOptions {
  /** On the labels of the workload, in kubectl's grammar: `app=web,tier in (front, edge)`. */
  readonly selector?: string;
  /** As `metadata.namespace` has them. */
  readonly namespaces?: readonly string[];
  /** As `--kind` takes them: `Deployment`, `sts`. */
  readonly kinds?: readonly string[];
  /** As `metadata.name` has them. */
  readonly names?: readonly string[];
}

/** Returns the filter that the options mean; throws a `UserError` for a faulty selector. */
export function workloadFilter(options: WorkloadOptions): WorkloadFilter {
  return {
    selector: parseSelector(options.selector ?? ""),
    namespaces: options.namespaces ?? [],
    kinds: options.kinds ?? [],
    names: options.names ?? [],
  };
}

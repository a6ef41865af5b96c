import { parseSelector } from "../config/parse-selector.ts";
import type { WorkloadFilter } from "../config/workload-filter.ts";
import type { FilterOptions } from "./options.ts";

/** Returns which workloads `-l`, `-n`, `--kind` and `--name` mean; throws a `UserError` for a faulty selector. */
export function workloadFilter(options: FilterOptions): WorkloadFilter {
  return {
    selector: parseSelector(options.selector ?? ""),
    namespaces: options.namespace ?? [],
    kinds: options.kind ?? [],
    names: options.name ?? [],
  };
}

import type { SelectionRequest } from "../../src/config/selection-request.ts";
import type { WorkloadFilter } from "../../src/config/workload-filter.ts";
import type { WorkloadIdentity } from "../../src/config/workload-identity.ts";
import { findWorkloadKind } from "../../src/manifest/workloads.ts";

/** Returns a Deployment `web` without namespace, labels and annotations, but for what is given. */
export function workloadWith(given: Partial<WorkloadIdentity> = {}): WorkloadIdentity {
  return {
    workloadKind: kindOf("apps/v1", "Deployment"),
    standing: { type: "complete" },
    name: "web",
    namespace: "",
    labels: {},
    annotations: {},
    podAnnotations: {},
    ...given,
  };
}

/** Returns a built-in workload kind. */
export function kindOf(apiVersion: string, kind: string): WorkloadIdentity["workloadKind"] {
  const found = findWorkloadKind(apiVersion, kind, []);
  if (found === undefined) throw new Error(`no kind ${apiVersion} ${kind}`);
  return found;
}

/** Returns a request for nothing, but for what is given. */
export function requestWith(
  given: Partial<Omit<SelectionRequest, "filter">> & { readonly filter?: Partial<WorkloadFilter> },
): SelectionRequest {
  const filter = { selector: [], namespaces: [], kinds: [], names: [], ...given.filter };
  return { templates: [], ...given, filter };
}

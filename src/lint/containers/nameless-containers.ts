import type { Pod } from "../../manifest/pod.ts";
import { isBuiltInKind } from "./built-in-kind.ts";

/** Tells whether containers of that kind of workload may lack a name: Knative gives one, and what other kinds do nobody knows. */
export function mayLackNames(pod: Pod): boolean {
  return pod.group === "serving.knative.dev" || !isBuiltInKind(pod);
}

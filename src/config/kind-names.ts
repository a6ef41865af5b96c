import type { WorkloadKind } from "../manifest/workloads.ts";

/**
 * Tells whether a kind is meant by a name as kubectl takes it: `Deployment`, `deployments`, `deploy`, also with
 * its group (`deployments.apps`); upper and lower case are alike.
 */
export function isNameOfKind(
  name: string,
  kind: Pick<WorkloadKind, "group" | "kind" | "shortNames">,
): boolean {
  const [resource = "", ...group] = name.toLowerCase().split(".");
  const singular = kind.kind.toLowerCase();
  const names = [singular, pluralOf(singular), ...(kind.shortNames ?? [])];
  return (
    names.includes(resource) && (group.length === 0 || group.join(".") === kind.group.toLowerCase())
  );
}

/** The guess of `UnsafeGuessKindToResource` in k8s.io/apimachinery, which holds for all built-in kinds. */
function pluralOf(singular: string): string {
  if (singular.endsWith("s")) return `${singular}es`;
  if (singular.endsWith("y")) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}

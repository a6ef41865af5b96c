import type { Pod } from "../../manifest/pod.ts";

/** Returns what messages call the workload of a pod: `Deployment "web"`. */
export function nameOfPod({ kind, name, templateLabel }: Pod): string {
  return `${kind} "${name}"${templateLabel === undefined ? "" : ` ${templateLabel}`}`;
}

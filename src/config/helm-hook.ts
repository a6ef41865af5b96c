import type { ValueMap } from "../manifest/value.ts";
import { annotationText } from "./inject-annotation.ts";

/** What becomes of Helm hooks that do not ask for sidecars themselves. */
export type HelmHooks = "skip" | "inject";

/** The annotation of what Helm runs at a point of a release, tests among it; https://helm.sh/docs/topics/charts_hooks/ */
export const HOOK_ANNOTATION = "helm.sh/hook";

/** Returns what a workload is to Helm, such as `a Helm hook (pre-install)`; undefined for one that is no hook. */
export function describeHelmHook(annotations: ValueMap): string | undefined {
  const events = annotations[HOOK_ANNOTATION];
  return events === undefined ? undefined : `a Helm hook (${annotationText(events)})`;
}

import type { RefusedPod } from "./template.ts";

/** What the pods are called that a template may refuse. */
export const REFUSED_PODS: Readonly<Record<RefusedPod, string>> = {
  hostNetwork: "a pod in the network of its node",
  windows: "a pod for Windows",
};

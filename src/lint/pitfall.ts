/** What goes wrong with the sidecar pattern itself, by the name that people know it by. */
export type Pitfall =
  | "separate pods"
  | "equal ports"
  | "start order"
  | "resource overhead"
  | "lifecycle tied to the app"
  | "independent scaling"
  | "debugging in the wrong container";

/** What each pitfall is, in one sentence; every one of them has a check that finds it. */
export const PITFALLS: Readonly<Record<Pitfall, string>> = {
  "separate pods":
    "A sidecar in a pod of its own shares neither network nor volumes with the app that it was meant for.",
  "equal ports": "Containers of a pod share one network, so no two of them can have the same port.",
  "start order":
    "App containers start together, so that the app may run before the sidecar that it needs.",
  "resource overhead": "Every pod pays for its sidecars, often without anybody having counted.",
  "lifecycle tied to the app":
    "A sidecar that does not end keeps a Job from ending, and one that is not ready takes the app out of its Service.",
  "independent scaling":
    "A sidecar scales with its app; what needs another number of replicas is better a service of its own.",
  "debugging in the wrong container":
    "`kubectl logs` and `exec` go to one container of the pod, which may not be the app.",
};

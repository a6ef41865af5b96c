import type { Container, Pod } from "../../manifest/pod.ts";

/** Returns the containers of a pod that run for as long as it does: all but its plain init containers. */
export function longRunning(pod: Pod): readonly Container[] {
  return pod.containers.filter(({ set }) => set !== "init");
}

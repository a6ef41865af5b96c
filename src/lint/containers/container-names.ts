import type { Pod } from "../../manifest/pod.ts";
import { asList, asMap, asString } from "../../manifest/value.ts";
import { podSpec } from "./pod-spec.ts";

/** Returns the names of all containers of a pod, those of `ephemeralContainers` too. */
export function containerNames(pod: Pod): ReadonlySet<string> {
  const names = pod.containers.map(({ name }) => name);
  const ephemeral = asList(podSpec(pod)["ephemeralContainers"]).flatMap(
    (value) => asString(asMap(value)["name"]) ?? [],
  );
  return new Set([...names, ...ephemeral]);
}

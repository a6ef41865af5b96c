import type { Pod } from "../../manifest/pod.ts";
import { groupBy } from "../../text/group-by.ts";
import { labelledPod } from "./parties.ts";
import type { Party } from "./party.ts";

/**
 * Returns how to find what selects a pod only by labels that an injection adds to it: of the same file, or without pods of
 * its own.
 */
export function newlySelected<From>(
  asking: readonly Party<From>[],
  hasPods: (from: Party<From>) => boolean,
): (pod: Pod, before: Pod) => readonly From[] {
  const wishes = asking.flatMap((party) => party.keys(undefined).map((key) => ({ key, party })));
  const byKey = groupBy(wishes, ({ key }) => key);
  return (pod, before) => {
    const known = new Set(labelledPod(before).keys(undefined));
    const offered = new Set(labelledPod(pod).keys(undefined));
    const added = [...offered].filter((key) => !known.has(key));
    const parties = new Set(
      added.flatMap((key) => (byKey.get(key) ?? []).map(({ party }) => party)),
    );
    return [...parties]
      .filter((party) => party.keys(undefined).every((key) => offered.has(key)))
      .filter((party) => party.file === pod.origin.file || !hasPods(party))
      .map(({ item }) => item);
  };
}

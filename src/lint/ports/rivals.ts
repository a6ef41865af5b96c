import type { Container, Pod } from "../../manifest/pod.ts";
import { groupBy } from "../../text/group-by.ts";
import { sidesOf } from "../containers/injected-container.ts";
import { runTogether } from "../containers/lifetime.ts";

/** Something of a container that another one that runs at the same time may have as well, such as a port. */
interface Held {
  readonly container: Container;
}

/** How to find what is at odds with each other. */
export interface Rivalry<T extends Held> {
  /** Returns what is the same of all that can clash; what has no key clashes with nothing. */
  keyOf(held: T): string | undefined;
  /** Returns what is the same of all that cannot clash for that reason alone, if there is such a thing. */
  sideOf?(held: T): string;
  clash(held: T, other: T): boolean;
}

/**
 * Returns what clashes, each with its first rival: that of the container that a finding points at, and that of the other.
 * In a pod where hundreds have one port this are as many pairs, and not as many as there are pairs of containers.
 */
export function rivalsIn<T extends Held>(
  pod: Pod,
  held: readonly T[],
  { keyOf, sideOf, clash }: Rivalry<T>,
): readonly (readonly [T, T])[] {
  const rank = new Map(pod.containers.map((container, index) => [container, index] as const));
  const groups = new Map(
    [...groupBy(held, (one) => keyOf(one) ?? "")].map(([key, group]) => [
      key,
      groupBy(group, (one) => sideOf?.(one) ?? ""),
    ]),
  );
  const pairs = held.flatMap((own): readonly (readonly [T, T])[] => {
    const key = keyOf(own);
    const sides = key === undefined ? [] : (groups.get(key) ?? []);
    for (const [side, others] of sides) {
      if (side === sideOf?.(own)) continue;
      const rival = others.find(
        (other) => clash(own, other) && isShownBefore(pod, own, other, rank),
      );
      if (rival !== undefined) return [[own, rival]];
    }
    return [];
  });
  const earlier = ([a, b]: readonly [T, T]) => Math.min(rankOf(a, rank), rankOf(b, rank));
  const later = ([a, b]: readonly [T, T]) => Math.max(rankOf(a, rank), rankOf(b, rank));
  return pairs.toSorted((a, b) => earlier(a) - earlier(b) || later(a) - later(b));
}

type Ranks = ReadonlyMap<Container, number>;

function rankOf({ container }: Held, rank: Ranks): number {
  return rank.get(container) ?? 0;
}

/** Tells whether two run at the same time, and a finding about both points at the first of them. */
function isShownBefore(pod: Pod, own: Held, other: Held, rank: Ranks): boolean {
  const [a, b] = [own.container, other.container];
  if (a === b || !runTogether(a, b)) return false;
  const inOrder = rankOf(own, rank) < rankOf(other, rank) ? ([a, b] as const) : ([b, a] as const);
  return sidesOf(pod, inOrder)[0] === a;
}

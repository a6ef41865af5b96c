import {
  aggregateRequests,
  type ResourceList,
  requirementsOf,
} from "../lint/resources/resources.ts";
import type { Container } from "../manifest/pod.ts";
import { listWords } from "../text/list-words.ts";
import { resourceTexts } from "./resource-texts.ts";

/** Returns what containers ask for and may use together, each as a word and what is said. */
export function costRows(containers: readonly Container[]): readonly (readonly [string, string])[] {
  const limits = containers
    .filter(({ set }) => set !== "init")
    .map((container) => requirementsOf(container).limits);
  const unlimited = ["cpu", "memory"].filter((name) => limits.some((list) => !list.has(name)));
  const lacks = unlimited.length === 0 ? [] : [`no limit for ${listWords(unlimited)}`];
  return [
    ["Requests", resourceTexts(aggregateRequests(containers)).join(", ") || "nothing"],
    ["Limits", [...resourceTexts(sumOf(limits, unlimited)), ...lacks].join(", ")],
  ];
}

function sumOf(lists: readonly ResourceList[], without: readonly string[]): ResourceList {
  const sum = new Map<string, bigint>();
  for (const [name, amount] of lists.flatMap((list) => [...list])) {
    if (!without.includes(name)) sum.set(name, (sum.get(name) ?? 0n) + amount);
  }
  return sum;
}

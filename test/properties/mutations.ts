import fc from "fast-check";

/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What stands where something else belongs. */
const odd = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 65536, 1e30, 0.5, "", " ", "a\u0000b", "<port>", [], {}),
  fc.constantFrom<Json>([null], [[]], [{}], { "": null }, { name: [] }, ["a", 1], "127.0.0.1:80"),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

/** A change somewhere in a document. */
export interface Mutation {
  /** Which of the places of a document, as a part of 1. */
  readonly at: number;
  readonly value: Json;
  readonly how: "replace" | "remove" | "repeat";
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: odd,
  how: fc.constantFrom("replace", "replace", "remove", "repeat"),
});

interface Slot {
  readonly holder: { [key: string]: Json } | Json[];
  readonly key: string;
}

function slotsOf(value: Json): readonly Slot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { holder: value, key },
    ...slotsOf(inner),
  ]);
}

/** Changes a document. */
export function mutate(document: Json, { at, value, how }: Mutation): void {
  const slots = slotsOf(document);
  const slot = slots[Math.floor(at * slots.length)];
  if (slot === undefined) return;
  const { holder, key } = slot;
  if (Array.isArray(holder)) {
    const index = Number(key);
    const item = holder[index] ?? null;
    if (how === "remove") holder.splice(index, 1);
    else
      holder.splice(
        index,
        how === "repeat" ? 0 : 1,
        structuredClone(how === "repeat" ? item : value),
      );
  } else if (how === "remove") delete holder[key];
  else holder[key] = structuredClone(value);
}

/** One to six changes of a document. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 6,
});

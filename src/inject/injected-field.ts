import type { Marker } from "../manifest/marker.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import { fitsHash, isEqualField } from "./canonical-field.ts";
import type { OwnedWant } from "./draft.ts";
import { formatKeyedPath, type KeyedPath, parseKeyedPath, valueAtKeyedPath } from "./keyed-path.ts";

/** What has become of a field that a template has put in, or is to put in. */
export type FieldState =
  /** It says what is wanted. */
  | "current"
  /** It is wanted, and was never put in. */
  | "missing"
  /** It is wanted and was put in, and somebody has taken it out. */
  | "removed"
  /** It is as it was put in, and something else is wanted. */
  | "outdated"
  /** It is as it was put in, and nothing is wanted there any more. */
  | "superfluous"
  /** Somebody has edited it since it was put in, and what was put in is still wanted, or nothing. */
  | "edited"
  /** Somebody has edited it since it was put in, and something third is wanted. */
  | "contested";

/** A field of a pod template that a template has put in, or is to put in. */
export interface InjectedField {
  readonly template: string;
  readonly path: KeyedPath;
  /** The path as text; what the marker calls it. */
  readonly text: string;
  readonly state: FieldState;
  /** What stands there. */
  readonly there: Value | undefined;
  readonly wanted: Value | undefined;
}

/** Returns the fields of the asked templates: those that the marker says they have put in, and those that they want. */
export function injectedFields(
  current: ValueMap,
  marker: Marker,
  asked: readonly string[],
  wants: readonly OwnedWant[],
): readonly InjectedField[] {
  return asked.flatMap((template) => {
    const recorded = marker.templates.get(template)?.added ?? new Map<string, string>();
    const own = wants.filter((want) => want.template === template && !want.clash);
    const wanted = new Map(own.map(({ path, value }) => [formatKeyedPath(path), value]));
    return [...new Set([...recorded.keys(), ...wanted.keys()])].flatMap((text) => {
      const path = parseKeyedPath(text);
      if (path === undefined) return [];
      const there = valueAtKeyedPath(current, path);
      const sides = { there, wanted: wanted.get(text) };
      const state = stateOf(path, sides, recorded.get(text));
      return state === undefined ? [] : [{ template, path, text, state, ...sides }];
    });
  });
}

function stateOf(
  path: KeyedPath,
  { there, wanted }: Pick<InjectedField, "there" | "wanted">,
  recorded: string | undefined,
): FieldState | undefined {
  const wasPutIn = (value: Value) => recorded !== undefined && fitsHash(path, value, recorded);
  const isAsPutIn = there !== undefined && wasPutIn(there);
  if (wanted === undefined) {
    if (there === undefined) return undefined;
    return isAsPutIn ? "superfluous" : "edited";
  }
  if (there === undefined) return recorded === undefined ? "missing" : "removed";
  // Hashes are short: another value with the same one can be found in seconds.
  if (isEqualField(path, there, wanted)) return "current";
  // What stands there and was never put in is a conflict, which the plan has found.
  if (recorded === undefined) return undefined;
  if (wasPutIn(wanted)) return "edited";
  return isAsPutIn ? "outdated" : "contested";
}

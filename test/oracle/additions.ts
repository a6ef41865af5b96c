// What may differ between a manifest and the same manifest with sidecars in it, found without knowing what was injected.

import { isDeepStrictEqual } from "node:util";
import { isObject, type Json } from "./json-patch.ts";

const EMPTY = /\[\s*\]|\{\s*\}|~|\bnull\b/gi;

/**
 * Returns the lines of the input that are not in the output, in their order. A line into which something was put is
 * still there; so is one that has lost nothing but an empty value (`[]`, `{}`, `~`, `null`).
 */
export function lostLines(input: string, output: string): readonly string[] {
  const before = input.split("\n");
  const after = output.split("\n");
  const lost: string[] = [];
  let next = 0;
  for (const { line, at } of matchLines(before, after)) {
    if (at !== undefined) {
      next = at + 1;
      continue;
    }
    const rest = after.slice(next).join("\n");
    if (!isWithin(line.replace(EMPTY, ""), rest)) lost.push(line);
  }
  return lost;
}

interface LineMatch {
  readonly line: string;
  /** The index of the same line in the other text, if it has one there (longest common subsequence). */
  readonly at: number | undefined;
}

function matchLines(before: readonly string[], after: readonly string[]): readonly LineMatch[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  let column = 0;
  return before.map((line, row) => {
    while (column < after.length && at(row, column) === at(row, column + 1)) column++;
    const matches = after[column] === line && at(row, column) === at(row + 1, column + 1) + 1;
    return { line, at: matches ? column++ : undefined };
  });
}

/** Tells whether all that is not white space is there in order. */
function isWithin(part: string, whole: string): boolean {
  let from = 0;
  for (const char of part.replace(/\s/g, "")) {
    const found = whole.indexOf(char, from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
}

/**
 * Returns the paths at which the output lacks something of the input or has it in another form. New keys are
 * additions everywhere; new items are additions in the lists of a pod, and what is null or empty may be filled.
 */
export function lostValues(input: Json, output: Json | undefined, path = ""): readonly string[] {
  if (isDeepStrictEqual(input, output) || (isEmpty(input) && output !== undefined)) return [];
  if (Array.isArray(input) && Array.isArray(output)) {
    const same = output.length === input.length;
    return input.flatMap((item, index) => {
      const other = same ? output[index] : output.find((candidate) => isSameItem(item, candidate));
      return lostValues(item, other, `${path}/${index}`);
    });
  }
  if (isObject(input) && isObject(output)) {
    return Object.entries(input).flatMap(([key, field]) =>
      lostValues(field, output[key], `${path}/${key}`),
    );
  }
  return [path];
}

/** Items of the lists that injections add to have a name, or the path that they are mounted at. */
function isSameItem(a: Json, b: Json): boolean {
  if (!isObject(a) || !isObject(b)) return isDeepStrictEqual(a, b);
  return ["name", "mountPath", "devicePath", "ip"].every((key) => a[key] === b[key]);
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

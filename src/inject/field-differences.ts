import type { Value } from "../manifest/value.ts";
import { canonicalField } from "./canonical-field.ts";
import type { InjectedField } from "./injected-field.ts";
import { type KeyedPath, valueAtKeyedPath } from "./keyed-path.ts";
import { type LeafDifference, leafDifferences } from "./leaf-differences.ts";

/** Returns in what a field differs from what is wanted, apart from what an API server adds and how it writes amounts. */
export function fieldDifferences({
  path,
  there,
  wanted,
}: Pick<InjectedField, "path" | "there" | "wanted">): readonly LeafDifference[] {
  if (there === undefined) return wanted === undefined ? [] : [{ path, wanted }];
  if (wanted === undefined) return [{ path, there }];
  const differences = leafDifferences(
    canonicalField(path, there),
    canonicalField(path, wanted),
    path,
  );
  const written = (root: Value, leaf: KeyedPath) => valueAtKeyedPath(root, leaf.slice(path.length));
  return differences.map((difference) => ({
    path: difference.path,
    ...asWritten("there", difference, written(there, difference.path)),
    ...asWritten("wanted", difference, written(wanted, difference.path)),
  }));
}

/** People know a value as it is written, `64Mi` and not its canonical form. */
function asWritten<Side extends "there" | "wanted">(
  side: Side,
  difference: LeafDifference,
  written: Value | undefined,
): { readonly [S in Side]?: Value } {
  const value = difference[side];
  return (value === undefined ? {} : { [side]: written ?? value }) as {
    readonly [S in Side]?: Value;
  };
}

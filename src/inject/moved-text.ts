import type { Node } from "../manifest/outline.ts";
import { applyEdits } from "../text/edit.ts";
import { type ByteText, decodeText, sliceText } from "../text/source.ts";
import type { Range } from "./block-range.ts";
import { inOrder, type LooseEdit, mergeEdits } from "./loose-edit.ts";
import { keepLinesOutOfScalars } from "./open-scalar.ts";

/**
 * Tells whether an item can be put at another place of its list as it is written, comments included. Where an alias might
 * come before its anchor, a block scalar at the end go on over what follows, or bytes be lost, it is written anew.
 */
export function isMovable(text: ByteText, item: Node): boolean {
  const isUtf8 = !decodeText(sliceText(text, item.start, item.end)).includes("\ufffd");
  return isUtf8 && !hasAlias(item) && !endsInBlockScalar(item);
}

function hasAlias(node: Node): boolean {
  if (node.type === "map") return node.entries.some(({ value }) => hasAlias(value));
  if (node.type === "sequence") return node.items.some(({ value }) => hasAlias(value));
  return node.type === "alias";
}

function endsInBlockScalar(node: Node): boolean {
  const last =
    node.type === "map"
      ? node.entries.at(-1)?.value
      : node.type === "sequence"
        ? node.items.at(-1)?.value
        : undefined;
  return last === undefined
    ? node.type === "scalar" && node.style === "block"
    : endsInBlockScalar(last);
}

/**
 * Returns a stretch of the text, in which an item stands, with what is changed in the item; undefined where a change
 * belongs behind the comments that follow it.
 */
export function movedText(
  text: ByteText,
  { start, end }: Range,
  item: Node,
  edits: readonly LooseEdit[],
): ByteText | undefined {
  if (edits.some((edit) => edit.end > end)) return undefined;
  const merged = mergeEdits(edits.toSorted(inOrder));
  const inside = keepLinesOutOfScalars(text, merged, [item]).filter((edit) => edit.end <= end);
  const shifted = inside.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyEdits(sliceText(text, start, end), shifted);
}

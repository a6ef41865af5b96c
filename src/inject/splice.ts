// A change of the pod template, rendered as edits of the text. Offsets come from leaves only: the ranges of
// block collections take in comments that belong to what follows.

import { keyText } from "../manifest/node-value.ts";
import type { Entry, MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import type { Value } from "../manifest/value.ts";
import { type ByteText, encodeText, lineStartAt, sliceText } from "../text/source.ts";
import {
  colonEnd,
  endOfNodeAndComments,
  entryRanges,
  itemRange,
  lastPartOf,
  partRanges,
  type Range,
  rangesBesideComments,
  startOfCommentsAbove,
  startOfItems,
  startOfValueText,
} from "./block-range.ts";
import {
  type Change,
  isEmptied,
  type ListChange,
  type MapChange,
  type MovedItem,
} from "./change.ts";
import { emitCollection, emitEntry, emitFlow, emitItem, emitScalar, INLINE } from "./emit.ts";
import {
  insertInBrackets,
  isEmptyNode,
  type LooseEdit,
  replacement,
  type SpliceContext,
} from "./loose-edit.ts";
import { isMovable, movedText } from "./moved-text.ts";
import { behindColon, restoredText } from "./restored-text.ts";
import { spliceFlow } from "./splice-flow.ts";

/** Returns the edits that change a node; `keyEnd` is the offset behind the `:` that it follows. */
export function spliceNode(
  node: Node,
  change: Change,
  keyEnd: number,
  context: SpliceContext,
): readonly LooseEdit[] {
  if ((node.type === "map" || node.type === "sequence") && node.style === "flow") {
    return spliceFlow(node, change, INLINE, context);
  }
  if (node.type === "map" && change.type === "map") {
    const empty = isEmptied(node, change) ? [replacement(keyEnd, keyEnd, " {}")] : [];
    return [...empty, ...spliceMap(node, change, context)];
  }
  if (node.type === "sequence" && change.type === "list") {
    const empty = isEmptied(node, change) ? [replacement(keyEnd, keyEnd, " []")] : [];
    return [...empty, ...spliceSequence(node, change, keyEnd, context)];
  }
  throw new TypeError(`a ${change.type} change does not fit a ${node.type}`);
}

function spliceMap(node: MapNode, change: MapChange, context: SpliceContext): readonly LooseEdit[] {
  const isRemoved = ({ key }: Entry) => change.remove.has(keyText(key));
  const ranges = entryRanges(context.text, node, isRemoved);
  const changed = node.entries.flatMap((entry, index) => {
    const range = ranges[index];
    const inner = change.change.get(keyText(entry.key));
    if (range === undefined) throw new RangeError(`no entry ${index}`);
    if (isRemoved(entry)) {
      return rangesBesideComments(context.text, entry, range).map((one) => lines(one, [], context));
    }
    return inner === undefined
      ? []
      : spliceEntry(entry, inner, { range, column: node.column }, context);
  });
  const added = [...change.set].map(([key, value]) =>
    insertLines(
      insertionOf(key, node, change, context),
      emitEntry(key, value, node.column, context.layout),
      { column: node.column, rank: "key" },
      context,
    ),
  );
  return [...changed, ...added];
}

interface Beside {
  readonly before?: string;
  /** The first of these that is there. */
  readonly after?: readonly string[];
}

/** Beside which sibling a new key stands, if that sibling is there; else it comes last. */
const BESIDE: Readonly<Record<string, Beside>> = {
  metadata: { before: "spec" },
  annotations: { after: ["labels"] },
  initContainers: { after: ["containers"] },
  volumes: { after: ["initContainers", "containers"] },
};

/** In the order in which they are wanted, a key follows the nearest of those before it. */
function besideOf(key: string, order: readonly string[]): Beside {
  return { after: order.slice(0, order.indexOf(key)).reverse() };
}

function insertionOf(
  key: string,
  node: MapNode,
  { order }: MapChange,
  { text }: SpliceContext,
): number {
  const find = (name: string | undefined) =>
    node.entries.find((entry) => keyText(entry.key) === name);
  const { before, after = [] } = (order === undefined ? BESIDE[key] : besideOf(key, order)) ?? {};
  const next = find(before);
  if (next !== undefined) {
    const start = lineStartAt(text, next.key.start);
    if (/^ *$/.test(text.slice(start, next.key.start))) {
      return startOfCommentsAbove(text, start, node.column);
    }
  }
  const sibling = after.map(find).find((entry) => entry !== undefined) ?? node.entries.at(-1);
  if (sibling === undefined) throw new TypeError("a mapping in block style has entries");
  return endOfNodeAndComments(text, lastPartOf(sibling).end, node.column);
}

/** Where an entry stands. */
interface EntryPlace {
  readonly range: Range;
  readonly column: number;
}

function spliceEntry(
  entry: Entry,
  change: Change,
  { range, column }: EntryPlace,
  context: SpliceContext,
): readonly LooseEdit[] {
  const { text, layout } = context;
  const { value } = entry;
  const keyEnd = colonEnd(text, entry);
  if (change.type !== "replace") return spliceNode(value, change, keyEnd, context);
  if (change.text !== undefined) return restoreText(entry, change.text, context);
  if (!isEmptyNode(value)) {
    const scalar = replacedScalar(value, change.value, context);
    if (scalar !== undefined) return [scalar];
    const [first = "", ...more] = emitEntry(keyText(entry.key), change.value, column, layout);
    const indent = range.start === entry.key.start ? column : 0;
    return [lines(range, [first.slice(indent), ...more], context)];
  }
  const inBrackets = insertInBrackets(value, change.value, context);
  if (inBrackets !== undefined) return inBrackets;
  if (startOfValueText(text, entry) > keyEnd) {
    return [replacement(value.start, value.end, emitFlow(change.value, INLINE))];
  }
  const inner = column + (Array.isArray(change.value) ? layout.dash : layout.step);
  return [
    replacement(keyEnd, value.end, ""),
    insertLines(
      endOfNodeAndComments(text, value.end, column),
      emitCollection(change.value, inner, layout),
      { column: inner, rank: "item" },
      context,
    ),
  ];
}

/** One scalar in place of another, so that a comment behind it stays. */
function replacedScalar(
  node: Node,
  value: Value,
  { text, layout }: SpliceContext,
): LooseEdit | undefined {
  const isOnOneLine = !sliceText(text, node.start, node.end).includes("\n");
  if (node.type !== "scalar" || !isOnOneLine || (typeof value === "object" && value !== null)) {
    return undefined;
  }
  const [scalar = "", ...more] = emitScalar(value, 0, layout).split(layout.eol);
  return more.length > 0 ? undefined : replacement(node.start, node.end, scalar);
}

function restoreText(entry: Entry, former: string, context: SpliceContext): readonly LooseEdit[] {
  const { text } = context;
  const { value } = entry;
  if ((value.type === "map" || value.type === "sequence") && value.style === "block") {
    const keyEnd = colonEnd(text, entry);
    const gone = partRanges(text, value).map((range) => lines(range, [], context));
    return [replacement(keyEnd, keyEnd, behindColon(former)), ...gone];
  }
  return [restoredText(entry, behindColon(former), context)];
}

function spliceSequence(
  node: SequenceNode,
  change: ListChange,
  keyEnd: number,
  context: SpliceContext,
): readonly LooseEdit[] {
  const { text, layout } = context;
  const edits: LooseEdit[] = [];
  const kept = new Set(change.items.map((entry) => ("keep" in entry ? entry.keep : -1)));
  node.items.forEach((item, index) => {
    if (!kept.has(index)) edits.push(lines(itemRange(text, item), [], context));
  });
  let at = startOfItems(text, keyEnd, node);
  for (const entry of change.items) {
    if ("add" in entry) {
      const order = { column: node.column, rank: "item" } as const;
      const moved = movedItem(node, entry.moved, context);
      edits.push(
        moved === undefined
          ? insertLines(at, emitItem(entry.add, node.column, layout), order, context)
          : { start: at, end: at, insert: moved, ...order },
      );
      continue;
    }
    const item = node.items[entry.keep];
    if (item === undefined) throw new RangeError(`no item ${entry.keep}`);
    const inner = entry.change;
    if (inner?.type === "replace") {
      const emitted = emitItem(inner.value, node.column, layout);
      edits.push(lines(itemRange(text, item), emitted, context));
    } else if (inner !== undefined) {
      edits.push(...spliceNode(item.value, inner, item.dash + 1, context));
    }
    at = endOfNodeAndComments(text, Math.max(item.value.end, item.dash + 1), node.column);
  }
  return edits;
}

/** Returns the lines of an item that comes to another place, if they can be put there. */
function movedItem(
  { items }: SequenceNode,
  moved: MovedItem | undefined,
  context: SpliceContext,
): ByteText | undefined {
  const item = items[moved?.from ?? -1];
  if (moved === undefined || item === undefined || !isMovable(context.text, item.value))
    return undefined;
  const { change } = moved;
  const edits = change === undefined ? [] : spliceNode(item.value, change, item.dash + 1, context);
  return movedText(context.text, itemRange(context.text, item), item.value, edits);
}

function lines(range: Range, emitted: readonly string[], { layout }: SpliceContext): LooseEdit {
  return replacement(range.start, range.end, emitted.map((line) => line + layout.eol).join(""));
}

function insertLines(
  at: number,
  emitted: readonly string[],
  order: Pick<LooseEdit, "column" | "rank">,
  { layout }: SpliceContext,
): LooseEdit {
  const insert = encodeText(emitted.map((line) => line + layout.eol).join(""));
  return { start: at, end: at, insert, ...order };
}

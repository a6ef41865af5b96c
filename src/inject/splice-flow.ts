import { keyText } from "../manifest/node-value.ts";
import type { Entry, MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, decodeText, lineStartAt } from "../text/source.ts";
import { colonEnd, startOfValueText } from "./block-range.ts";
import type { Change, MapChange, MovedItem } from "./change.ts";
import { emitFlow, emitFlowEntry, type FlowForm } from "./emit.ts";
import { type Piece, spansOf, splicePieces } from "./flow-pieces.ts";
import {
  insertInBrackets,
  isEmptyNode,
  type LooseEdit,
  replacement,
  type SpliceContext,
} from "./loose-edit.ts";
import { isMovable, movedText } from "./moved-text.ts";
import { behindColon, restoredText } from "./restored-text.ts";

type FlowNode = MapNode | SequenceNode;

/** Returns the edits that change a flow collection (JSON included); `outer` is the form of the one around it. */
export function spliceFlow(
  node: FlowNode,
  change: Change,
  outer: FlowForm,
  context: SpliceContext,
): readonly LooseEdit[] {
  const form = formOf(node, outer, context);
  if (node.type === "map" && change.type === "map") {
    const inner = node.entries.flatMap((entry) => {
      const made = change.change.get(keyText(entry.key));
      if (made?.type === "replace" && made.text !== undefined) {
        const former = entry.key.style === "plain" ? behindColon(made.text) : made.text;
        return [restoredText(entry, former, context)];
      }
      return made === undefined ? [] : spliceEntry(entry, made, form, context);
    });
    return [...inner, ...splicePieces(context.text, node, piecesOf(node, change, form), form)];
  }
  if (node.type === "sequence" && change.type === "list") {
    const inner = change.items.flatMap((entry) => {
      const item = "keep" in entry ? node.items[entry.keep]?.value : undefined;
      const made = "keep" in entry ? entry.change : undefined;
      return item === undefined || made === undefined ? [] : spliceValue(item, made, form, context);
    });
    const pieces = change.items.map((entry) =>
      "add" in entry
        ? {
            add:
              movedItem(node, entry.moved, form, context) ??
              emitFlow(entry.add, form.items ?? form),
          }
        : { keep: entry.keep },
    );
    return [...inner, ...splicePieces(context.text, node, pieces, form)];
  }
  throw new TypeError(`a ${change.type} change does not fit a ${node.type}`);
}

/** Returns the text of an item that comes to another place, if it can be put there. */
function movedItem(
  { items }: SequenceNode,
  moved: MovedItem | undefined,
  form: FlowForm,
  context: SpliceContext,
): string | undefined {
  const item = items[moved?.from ?? -1]?.value;
  if (moved === undefined || item === undefined || !isMovable(context.text, item)) return undefined;
  const { change } = moved;
  const edits = change === undefined ? [] : spliceValue(item, change, form, context);
  const text = movedText(context.text, item, item, edits);
  return text === undefined ? undefined : decodeText(text);
}

/** New entries come last, or behind the one that they follow in the order in which keys are wanted. */
function piecesOf(node: MapNode, { set, remove, order = [] }: MapChange, form: FlowForm): Piece[] {
  const pieces = node.entries.flatMap(({ key }, keep): { key: string; piece: Piece }[] =>
    remove.has(keyText(key)) ? [] : [{ key: keyText(key), piece: { keep } }],
  );
  for (const [key, value] of set) {
    const before = new Set(order.slice(0, order.indexOf(key)));
    const at = pieces.findLastIndex((other) => before.has(other.key));
    const piece = { key, piece: { add: emitFlowEntry(key, value, form) } };
    pieces.splice(at === -1 ? pieces.length : at + 1, 0, piece);
  }
  return pieces.map(({ piece }) => piece);
}

function spliceValue(
  node: Node,
  change: Change,
  form: FlowForm,
  context: SpliceContext,
): readonly LooseEdit[] {
  if (change.type === "replace") {
    return [replacement(node.start, node.end, emitFlow(change.value, form))];
  }
  if (node.type === "map" || node.type === "sequence")
    return spliceFlow(node, change, form, context);
  throw new TypeError(`a ${change.type} change does not fit a ${node.type}`);
}

function spliceEntry(
  entry: Entry,
  change: Change,
  form: FlowForm,
  context: SpliceContext,
): readonly LooseEdit[] {
  if (change.type !== "replace") return spliceValue(entry.value, change, form, context);
  const start = startOfValueText(context.text, entry);
  if (!isEmptyNode(entry.value)) return spliceValue(entry.value, change, form, context);
  const inBrackets = insertInBrackets(entry.value, change.value, context);
  const fill = gapOf(entry, start, form, context) + emitFlow(change.value, form);
  return inBrackets ?? [replacement(start, entry.value.end, fill)];
}

/** Behind a plain key, `:` without a space is part of the key. */
function gapOf(entry: Entry, start: number, form: FlowForm, { text }: SpliceContext): string {
  if (start > colonEnd(text, entry)) return "";
  return entry.key.style === "plain" ? " " : form.colon.slice(1);
}

function formOf(node: FlowNode, outer: FlowForm, context: SpliceContext): FlowForm {
  const { text, layout } = context;
  const [first, second] = spansOf(node);
  if (first === undefined) return outer;
  const { colon, strings } = keyFormOf(node, text) ?? outer;
  if (!text.slice(node.start, first.start).includes("\n")) {
    const between = second === undefined ? undefined : text.slice(first.end, second.start);
    const gap = between === undefined ? colon.slice(1) : /[ \n]/.test(between) ? " " : "";
    return { gap, colon, strings };
  }
  const indent = leadOf(text, first.start);
  const closing = leadOf(text, node.end - 1);
  const step = indent.length > closing.length ? indent.slice(closing.length) : "  ";
  const form = { gap: " ", colon, strings, lines: { eol: layout.eol, indent, step } };
  const items = itemForm(node, form, context);
  return items === undefined ? form : { ...form, items };
}

function itemForm(node: FlowNode, outer: FlowForm, context: SpliceContext): FlowForm | undefined {
  const item = node.type === "sequence" ? node.items[0]?.value : undefined;
  if (item?.type !== "map" || isEmptyNode(item)) return undefined;
  const isInline = !context.text.slice(item.start, item.end).includes("\n");
  return isInline ? formOf(item, outer, context) : undefined;
}

/** The first key shows what stands behind a colon, and whether strings are quoted as in JSON. */
function keyFormOf(node: Node, text: ByteText): Pick<FlowForm, "colon" | "strings"> | undefined {
  if (node.type === "sequence") {
    const [first] = node.items;
    return first === undefined ? undefined : keyFormOf(first.value, text);
  }
  const [entry] = node.type === "map" ? node.entries : [];
  if (entry === undefined) return undefined;
  // Behind a plain key, `:` without a space is part of the key.
  if (entry.key.style === "plain") return { colon: ": ", strings: "flow-plain" };
  const colon = /\s/.test(text.charAt(colonEnd(text, entry))) ? ": " : ":";
  return { colon, strings: "flow" };
}

/** Returns the white space that the line of an offset starts with. */
function leadOf(text: ByteText, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? "";
}

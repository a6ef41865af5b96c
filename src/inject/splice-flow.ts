import { keyText } from "../manifest/node-value.ts";
import type { Entry, MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, lineStartAt } from "../text/source.ts";
import { colonEnd } from "./block-range.ts";
import type { Change } from "./change.ts";
import { emitFlow, emitFlowEntry, type FlowForm } from "./emit.ts";
import {
  insertInBrackets,
  isEmptyNode,
  type LooseEdit,
  replacement,
  type SpliceContext,
} from "./loose-edit.ts";

type FlowNode = MapNode | SequenceNode;

/** One thing between two commas, as it will be: what stays (by its index now), or new text. */
type Piece = { readonly keep: number } | { readonly add: string };

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
      return made === undefined ? [] : spliceEntry(entry, made, form, context);
    });
    const pieces: Piece[] = node.entries.flatMap((entry, keep) =>
      change.remove.has(keyText(entry.key)) ? [] : [{ keep }],
    );
    const added = [...change.set].map(([key, value]) => ({ add: emitFlowEntry(key, value, form) }));
    return [...inner, ...splicePieces(node, [...pieces, ...added], form)];
  }
  if (node.type === "sequence" && change.type === "list") {
    const inner = change.items.flatMap((entry) => {
      const item = "keep" in entry ? node.items[entry.keep]?.value : undefined;
      const made = "keep" in entry ? entry.change : undefined;
      return item === undefined || made === undefined ? [] : spliceValue(item, made, form, context);
    });
    const pieces = change.items.map((entry) =>
      "add" in entry ? { add: emitFlow(entry.add, form) } : { keep: entry.keep },
    );
    return [...inner, ...splicePieces(node, pieces, form)];
  }
  throw new TypeError(`a ${change.type} change does not fit a ${node.type}`);
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
  const start = colonEnd(context.text, entry);
  if (change.text !== undefined) return [replacement(start, entry.value.end, change.text)];
  if (!isEmptyNode(entry.value)) return spliceValue(entry.value, change, form, context);
  const inBrackets = insertInBrackets(entry.value, change.value, context);
  const fill = form.colon.slice(1) + emitFlow(change.value, form);
  return [inBrackets ?? replacement(start, entry.value.end, fill)];
}

/** Returns the edits that take pieces out and put pieces in, with the commas that belong to them. */
function splicePieces(
  node: FlowNode,
  pieces: readonly Piece[],
  form: FlowForm,
): readonly LooseEdit[] {
  const spans = spansOf(node);
  const kept = new Set(pieces.map((piece) => ("keep" in piece ? piece.keep : -1)));
  const gap = `,${form.lines === undefined ? form.gap : form.lines.eol + form.lines.indent}`;
  const edits = removals(spans, kept);
  let before: number | undefined;
  for (const piece of pieces) {
    if ("keep" in piece) {
      before = spans[piece.keep]?.end;
      continue;
    }
    if (before !== undefined) {
      edits.push(replacement(before, before, gap + piece.add));
      continue;
    }
    const first = spans.find((_, index) => kept.has(index));
    const at = first?.start ?? spans[0]?.start ?? node.start + 1;
    const follows = first !== undefined || piece !== pieces.at(-1);
    edits.push(replacement(at, at, piece.add + (follows ? gap : "")));
  }
  return edits;
}

interface PieceSpan {
  readonly start: number;
  readonly end: number;
}

function spansOf(node: FlowNode): readonly PieceSpan[] {
  if (node.type === "map") {
    return node.entries.map(({ key, value }) => ({
      start: key.start,
      end: Math.max(key.end, value.end),
    }));
  }
  return node.items.map(({ dash, value }) => ({ start: dash, end: value.end }));
}

/** Each run that goes takes the comma before it along, or, at the start of the list, the one behind it. */
function removals(spans: readonly PieceSpan[], kept: ReadonlySet<number>): LooseEdit[] {
  const edits: LooseEdit[] = [];
  let start: number | undefined;
  let before: PieceSpan | undefined;
  for (const [index, span] of spans.entries()) {
    if (!kept.has(index)) {
      start ??= before === undefined ? span.start : before.end;
      const next = spans[index + 1];
      if (next !== undefined && !kept.has(index + 1)) continue;
      edits.push(
        replacement(start, before === undefined && next !== undefined ? next.start : span.end, ""),
      );
      start = undefined;
    } else {
      before = span;
    }
  }
  return edits;
}

function formOf(node: FlowNode, outer: FlowForm, { text, layout }: SpliceContext): FlowForm {
  const [first, second] = spansOf(node);
  if (first === undefined) return outer;
  const colon = colonOf(node, text) ?? outer.colon;
  if (!text.slice(node.start, first.start).includes("\n")) {
    const between = second === undefined ? undefined : text.slice(first.end, second.start);
    const gap = between === undefined ? colon.slice(1) : /[ \n]/.test(between) ? " " : "";
    return { gap, colon };
  }
  const indent = leadOf(text, first.start);
  const closing = leadOf(text, node.end - 1);
  const step = indent.length > closing.length ? indent.slice(closing.length) : "  ";
  return { gap: " ", colon, lines: { eol: layout.eol, indent, step } };
}

function colonOf(node: Node, text: ByteText): string | undefined {
  if (node.type === "sequence") {
    const [first] = node.items;
    return first === undefined ? undefined : colonOf(first.value, text);
  }
  const [entry] = node.type === "map" ? node.entries : [];
  if (entry === undefined) return undefined;
  return text.charAt(colonEnd(text, entry)) === " " ? ": " : ":";
}

/** Returns the white space that the line of an offset starts with. */
function leadOf(text: ByteText, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? "";
}

import { nodeAt } from "../manifest/node-value.ts";
import type { Entry, MapNode, Node, SequenceNode } from "../manifest/outline.ts";
import { type ByteText, lineStartAt } from "../text/source.ts";

/** How a manifest is laid out: new text takes the form of its neighbours. */
export interface Layout {
  readonly eol: string;
  /** Columns from a key to the keys of its mapping. */
  readonly step: number;
  /** Columns from a key to the dashes of its list. */
  readonly dash: number;
  /** Columns from a dash to the keys of its item. */
  readonly item: number;
}

/**
 * Returns a function to the end of line that is used at an offset: that of its line, or of the line before the last one.
 * The end of a line is looked for once, as a whole list may stand in one line.
 */
export function endOfLines(text: ByteText): (offset: number) => string {
  let known: { readonly from: number; readonly end: number } | undefined;
  const endBehind = (offset: number) => {
    if (known !== undefined && known.from <= offset && offset <= known.end) return known.end;
    const next = text.indexOf("\n", offset);
    const end = next === -1 ? text.lastIndexOf("\n") : next;
    known = { from: offset, end };
    return end;
  };
  return (offset) => {
    const end = endBehind(offset);
    return end > 0 && text[end - 1] === "\r" ? "\r\n" : "\n";
  };
}

/** Returns the layout of a pod template, as its containers show it; `eol` is the end of line that it uses. */
export function layoutOf(text: ByteText, template: MapNode, eol: string): Layout {
  const spec = nodeAt(template, ["spec"]);
  const containers = nodeAt(template, ["spec", "containers"]);
  const step =
    template.style === "block" && isBlock(spec) && spec.column > template.column
      ? spec.column - template.column
      : 2;
  const lists = isBlock(spec) && spec.type === "map" ? blockLists(spec) : [];
  const list = containers !== undefined && isBlock(containers) ? containers : lists[0];
  const dash =
    list?.type === "sequence" && isBlock(spec) ? Math.max(0, list.column - spec.column) : 0;
  return { eol, step, dash, item: itemWidth(text, list) };
}

function itemWidth(text: ByteText, list: Node | undefined): number {
  const first = list?.type === "sequence" ? list.items[0] : undefined;
  if (first?.value.type !== "map" || first.value.style !== "block") return 2;
  const sameLine = lineStartAt(text, first.value.start) === lineStartAt(text, first.dash);
  return sameLine && first.value.anchor === undefined ? first.value.start - first.dash : 2;
}

function blockLists(map: MapNode): readonly SequenceNode[] {
  return map.entries.flatMap(({ value }: Entry) =>
    value.type === "sequence" && value.style === "block" ? [value] : [],
  );
}

function isBlock(node: Node | undefined): node is MapNode | SequenceNode {
  return (node?.type === "map" || node?.type === "sequence") && node.style === "block";
}

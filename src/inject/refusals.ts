import { type Document, syntaxOf } from "../manifest/documents.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { entryOf, keyText, valueOfNode } from "../manifest/node-value.ts";
import type { AliasNode, Entry, MapNode, Node, Outline } from "../manifest/outline.ts";
import { isEmpty } from "../manifest/value.ts";
import { aliasesLeftAlone } from "./aliases-left-alone.ts";
import { type Change, isEmptied } from "./change.ts";
import { isEmptyNode } from "./loose-edit.ts";
import { UNFINISHED_HELP, unfinishedScalar } from "./open-scalar.ts";
import { spliceSource } from "./splice-source.ts";

/** Why a place of the text cannot be edited. */
export interface Refusal {
  readonly node: Node;
  readonly message: string;
  /** A better remedy than that of the rule. */
  readonly help?: string;
}

/**
 * Returns why a change cannot be made in the text at the end of `path` (from the root of the outline): because it would
 * change another place as well, or because readers disagree about what stands there.
 */
export function refusalsOf(
  document: Document,
  outline: Outline,
  path: FieldPath,
  change: Change,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  let node: Node = outline.root;
  for (const segment of path) {
    refusals.push(...sharing(node, outline));
    const next =
      typeof segment === "number" ? itemOf(node, segment) : keyOf(node, segment, refusals);
    if (next === undefined) return refusals;
    node = next;
  }
  collect(node, change, outline, refusals);
  if (refusals.length > 0) return refusals;
  const left = aliasesLeftAlone(outline, node, change);
  return left.length > 0
    ? left.map(leftAlone)
    : behindUnfinishedScalar(document, outline, node, change);
}

function behindUnfinishedScalar(
  document: Document,
  { root }: Outline,
  node: Node,
  change: Change,
): readonly Refusal[] {
  const { text } = document.source;
  const scalar = document.end < text.length ? undefined : unfinishedScalar(text, root);
  if (scalar === undefined || node.type !== "map") return [];
  const edits = spliceSource(text, [{ node, root, change, syntax: syntaxOf(document) }]);
  const isFollowed = edits.some(({ start, end }) => start > scalar.start && end === text.length);
  return isFollowed ? [{ node: scalar, ...UNFINISHED }] : [];
}

const UNFINISHED = {
  message:
    "the file ends in this block scalar without a line break, so that YAML readers disagree about the end of its value",
  help: UNFINISHED_HELP,
};

function collect(node: Node, change: Change, outline: Outline, refusals: Refusal[]): void {
  refusals.push(...sharing(node, outline));
  refusals.push(...properties(node, change));
  if (change.type === "replace") return;
  if (change.type === "map") {
    refusals.push(...oddKeys(node));
    for (const key of [...change.change.keys(), ...change.remove]) {
      const next = keyOf(node, key, refusals);
      const inner = change.change.get(key);
      if (next !== undefined && inner !== undefined) collect(next, inner, outline, refusals);
    }
  } else {
    for (const entry of change.items) {
      const { from, change: inner } =
        "keep" in entry ? { ...entry, from: entry.keep } : (entry.moved ?? {});
      const next = from === undefined ? undefined : itemOf(node, from);
      if (next !== undefined && inner !== undefined) collect(next, inner, outline, refusals);
    }
  }
}

/** An anchor or a tag would stay, and not fit what stands behind it then. */
function properties(node: Node, change: Change): readonly Refusal[] {
  const verb = cannot(node, change);
  if (verb === undefined || (node.anchor === undefined && node.tag === undefined)) return [];
  const isTagged = node.anchor === undefined || verb === "replaced";
  const property = isTagged ? "a tag" : `the anchor &${node.anchor}`;
  const value = verb === "filled" ? "an empty value" : "a value";
  const help = `Remove the ${isTagged ? "tag" : "anchor"}.`;
  return [{ node, message: `${value} with ${property} cannot be ${verb}`, help }];
}

/** Returns what a change does to a value that has to have neither an anchor nor a tag for that. */
function cannot(node: Node, change: Change): "emptied" | "filled" | "replaced" | undefined {
  if (isEmptied(node, change)) return "emptied";
  if (change.type !== "replace") return undefined;
  if (isEmptyNode(node) || isEmpty(valueOfNode(node))) return "filled";
  return node.tag === undefined ? undefined : "replaced";
}

function leftAlone(node: AliasNode): Refusal {
  const message = `*${node.name} stands for a part of what goes or is written anew`;
  return { node, message, help: "Write the value itself in place of the alias." };
}

function sharing(node: Node, { aliased }: Outline): readonly Refusal[] {
  if (node.type === "alias") {
    const message = `*${node.name} stands for what is written elsewhere, which an edit would change as well`;
    return [{ node, message }];
  }
  if (!aliased.has(node)) return [];
  const message = `&${node.anchor} is used elsewhere as *${node.anchor}, which an edit would change as well`;
  return [{ node, message }];
}

/** Keys of the unusual form are no neighbours to go by: they say nothing of columns, and nothing can go behind them. */
function oddKeys(node: Node): readonly Refusal[] {
  const odd = node.type === "map" ? node.entries.find(({ isOdd }) => isOdd) : undefined;
  if (odd === undefined) return [];
  const message = `the key "${odd.key.content}" is written with "?", or without ":"`;
  return [{ node: odd.key, message, help: `Write it as \`${odd.key.content}:\`.` }];
}

function itemOf(node: Node, index: number): Node | undefined {
  return node.type === "sequence" ? node.items[index]?.value : undefined;
}

function keyOf(node: Node, key: string, refusals: Refusal[]): Node | undefined {
  if (node.type !== "map") return undefined;
  const own = ownEntries(node, key);
  const [first, second] = own;
  if (second !== undefined) {
    const message = `the key "${key}" stands here a second time; Kubernetes takes the last, other readers refuse it`;
    refusals.push({ node: second.key, message });
  }
  const read = entryOf(node, key);
  if (first !== undefined && read !== undefined && !own.includes(read)) {
    const message = `a merge key (<<) below brings in "${key}" once more: kubectl takes that, other readers this`;
    refusals.push({ node: first.key, message, help: `Put the merge key above "${key}".` });
  }
  if (first === undefined) {
    refusals.push({
      node,
      message: `"${key}" comes in through a merge key (<<), where nothing can be added`,
    });
  }
  return first?.value;
}

function ownEntries(node: MapNode, key: string): readonly Entry[] {
  return node.entries.filter((entry) => keyText(entry.key) === key);
}

// Only the files `yaml-*.ts` know the `yaml` package: the rest of the core sees the outline.

import {
  type Alias,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type ByteText, columnAt, sliceText } from "../text/source.ts";
import { expandedSize } from "./expanded-size.ts";
import { levelsOf, MOST_LEVELS, TOO_DEEP } from "./nesting-limit.ts";
import type {
  CollectionStyle,
  Entry,
  MapNode,
  Node,
  NullNode,
  Outline,
  ScalarNode,
  SequenceNode,
  SyntaxFault,
} from "./outline.ts";
import { refusedPlain } from "./refused-plain.ts";
import {
  AFTER_EXPLICIT_KEY,
  BLOCK_SCALAR_ALONE,
  COLON_ALONE,
  LONG_KEY,
  ODD_ANCHOR,
  refusedCharacter,
  refusedCollection,
  refusedEntry,
  refusedEscape,
  refusedKey,
  refusedScalar,
  TAB_AFTER_DASH,
  TAB_FIRST,
} from "./refused-yaml.ts";
import { tabBetween } from "./tab-lines.ts";
import { errorIn, Fault, faultOf, parseYaml, refuse } from "./yaml-parser.ts";
import { type Properties, readYamlScalar, withProperties } from "./yaml-scalar.ts";

interface Context {
  readonly text: ByteText;
  /** Offset of the parsed part in the text; the offsets of `yaml` count from there. */
  readonly base: number;
  readonly anchors: Map<string, Node>;
  readonly aliased: Set<Node>;
  /** What `expandedSize` knows, and the sum of it over the aliases so far. */
  readonly sizes: Map<Node, number>;
  expanded: number;
  /** What `levelsOf` knows, and in how many mappings and lists the node stands that is being converted. */
  readonly levels: Map<Node, number>;
  depth: number;
  /** The column of the innermost one that is not in brackets; -1 where there is none. */
  column: number;
  /** In how many of those that are written in brackets. */
  brackets: number;
  readonly hasTabs: boolean;
}

/** How many values aliases may stand for: go-yaml, and so kubectl, refuses more as "excessive aliasing". */
const MOST_EXPANDED = 400_000;
const EXPANDS_TOO_MUCH = `the aliases up to this one stand for more than ${MOST_EXPANDED} values, which kubectl refuses`;

/**
 * Returns the outline of the YAML document between two offsets, or why it cannot be read.
 * Duplicate keys are not looked for: where they matter, the reader of the outline does.
 */
export function outlineYaml(text: ByteText, start: number, end: number): Outline | SyntaxFault {
  const refused = refusedCharacter(sliceText(text, start, end), start);
  if (refused !== undefined) return refused;
  try {
    const part = sliceText(text, start, end);
    const document = parseYaml(part, start);
    const error = errorIn(document, part);
    if (error !== undefined) return faultOf(error, document.contents, { text: part, base: start });
    return outlineOf(document, { text, start, end });
  } catch (fault) {
    if (fault instanceof Fault) return fault.fault;
    throw fault;
  }
}

function outlineOf(document: Document.Parsed, { text, start, end }: Stretch): Outline {
  const context: Context = {
    text,
    base: start,
    anchors: new Map(),
    aliased: new Set(),
    sizes: new Map(),
    expanded: 0,
    levels: new Map(),
    depth: 0,
    column: -1,
    brackets: 0,
    hasTabs: text.slice(start, end).includes("\t"),
  };
  const root = convert(document.contents, start, context);
  if (root.type === "scalar" && root.style === "block") refuse(BLOCK_SCALAR_ALONE, root.start);
  const tab = context.hasTabs ? tabBetween(text, root, end) : undefined;
  if (tab !== undefined) refuse(TAB_FIRST, tab);
  return { root, aliased: context.aliased };
}

/** Where a document stands in a text: the offsets of its start and end. */
interface Stretch {
  readonly text: ByteText;
  readonly start: number;
  readonly end: number;
}

function convert(node: ParsedNode | null, at: number, context: Context): Node {
  if (node === null) return { type: "null", start: at, end: at };
  if (isAlias(node)) return convertAlias(node, context);
  const converted =
    isMap(node) || isSeq(node)
      ? convertCollection(node, context)
      : convertScalar(node as Scalar.Parsed, context);
  if (converted.anchor !== undefined) context.anchors.set(converted.anchor, converted);
  return converted;
}

/** Returns the anchor and tag of a node; undefined where it has neither. */
function propertiesOf(node: ParsedNode, context: Context): Properties | undefined {
  const anchor = isAlias(node) ? undefined : node.anchor;
  const { tag } = node;
  if (anchor === undefined && tag === undefined) return undefined;
  if (anchor !== undefined && !/^[\w-]+$/.test(anchor)) {
    refuse(ODD_ANCHOR, context.base + node.range[0]);
  }
  return { ...(anchor === undefined ? {} : { anchor }), ...(tag === undefined ? {} : { tag }) };
}

function convertAlias(node: Alias.Parsed, context: Context): Node {
  const start = context.base + node.range[0];
  const end = context.base + node.range[1];
  const target = context.anchors.get(node.source);
  if (target === undefined)
    throw new Fault({
      offset: start,
      message: `alias *${node.source} has no anchor before it`,
    });
  refuseLevels(context.depth + levelsOf(target, context.levels), start);
  context.aliased.add(target);
  context.expanded += expandedSize(target, context.sizes);
  if (context.expanded > MOST_EXPANDED) {
    throw new Fault({ offset: start, message: EXPANDS_TOO_MUCH });
  }
  return { start, end, ...propertiesOf(node, context), type: "alias", name: node.source, target };
}

function convertCollection(node: YAMLMap.Parsed | YAMLSeq.Parsed, context: Context): Node {
  refuseLevels(context.depth + 1, context.base + node.range[0]);
  const inBrackets = node.flow ? 1 : 0;
  const { column } = context;
  const token = node.srcToken;
  if (token?.type === "block-map" || token?.type === "block-seq") context.column = token.indent;
  context.depth++;
  context.brackets += inBrackets;
  const converted = isMap(node) ? convertMap(node, context) : convertSequence(node, context);
  context.brackets -= inBrackets;
  context.column = column;
  context.depth--;
  if (converted.tag !== undefined) {
    refuse(refusedCollection(converted.type, converted.tag), converted.start);
  }
  return converted;
}

function refuseLevels(levels: number, offset: number): void {
  if (levels > MOST_LEVELS) throw new Fault({ offset, ...TOO_DEEP });
}

function convertMap(node: YAMLMap.Parsed, context: Context): MapNode {
  const properties = propertiesOf(node, context);
  const start = context.base + node.range[0];
  const end = context.base + node.range[1];
  const entries = node.items.map((pair) =>
    convertPair(pair as Pair<ParsedNode, ParsedNode>, context),
  );
  const style = node.flow ? "flow" : "block";
  const token = node.srcToken;
  const first = token?.type === "block-map" ? token.items[0] : undefined;
  const keyStart = first?.start.find((part) => "anchor tag".includes(part.type))?.offset;
  const blockStart =
    keyStart === undefined ? (entries[0]?.key.start ?? start) : keyStart + context.base;
  const column = columnOf(blockStart, style, context);
  const last = entries.at(-1);
  const bare: MapNode = {
    start: style === "flow" ? start : blockStart,
    end: style === "flow" || last === undefined ? end : Math.max(last.key.end, last.value.end),
    type: "map",
    style,
    column,
    entries,
  };
  const refused = refusedEntry(bare);
  if (refused !== undefined) refuse(refused, refused.node.start);
  return withProperties(bare, properties);
}

/** In flow style the column is of no use, and the line may be as long as the document. */
function columnOf(start: number, style: CollectionStyle, { text }: Context): number {
  return style === "flow" ? 0 : columnAt(text, start);
}

function convertPair(pair: Pair<ParsedNode, ParsedNode | null>, context: Context): Entry {
  const key = pair.key;
  if (!isScalar(key)) {
    const at = context.base + (key?.range?.[0] ?? 0);
    throw new Fault({ offset: at, message: "a mapping key is not a scalar" });
  }
  const converted = convertScalar(key as Scalar.Parsed, context);
  const keyNode: ScalarNode =
    converted.type === "scalar"
      ? converted
      : { ...converted, type: "scalar", style: "plain", content: "" };
  refuse(refusedKey(keyNode), keyNode.start);
  const source = pair.srcToken;
  const mark = source?.start.find(({ type }) => type === "explicit-key-ind")?.offset;
  const isExplicit = mark !== undefined;
  const colon = source?.sep?.find(({ type }) => type === "map-value-ind")?.offset;
  const after = colon === undefined ? keyNode.end : context.base + colon + 1;
  const property = source?.start.find(({ type }) => type === "anchor" || type === "tag")?.offset;
  const keyStart = property === undefined ? keyNode.start : context.base + property;
  if (colon !== undefined && !isExplicit && !isSimple(keyStart, colon, context)) {
    refuse(LONG_KEY, keyNode.start);
  }
  const misplaced = isExplicit ? misplacedAfterKey(source, mark, context) : undefined;
  if (misplaced !== undefined) refuse(AFTER_EXPLICIT_KEY, context.base + misplaced);
  if (isFlowColonAlone(keyNode, colon, context)) refuse(COLON_ALONE, after - 1);
  const value = emptyAt(convert(pair.value, after, context), after);
  const isOdd = colon === undefined || isExplicit;
  return { key: keyNode, value, ...(isOdd ? { isOdd } : {}) };
}

/** Returns the offset in the document of what follows the key after a `?` and is no colon in the column of that, in block style. */
function misplacedAfterKey(
  source: CST.CollectionItem | undefined,
  mark: number,
  { text, base, brackets }: Context,
): number | undefined {
  const colon = source?.sep?.find(({ type }) => type === "map-value-ind")?.offset;
  if (colon !== undefined) {
    const isBelow = columnAt(text, base + colon) === columnAt(text, base + mark);
    return isBelow || brackets > 0 ? undefined : colon;
  }
  const properties = source?.sep?.find(({ type }) => type === "anchor" || type === "tag");
  return properties?.offset ?? source?.value?.offset;
}

/** A "simple key" in the words of libyaml, which go-yaml is made of. */
function isSimple(start: number, colon: number, { text, base }: Context): boolean {
  const length = base + colon - start;
  return length <= 1024 && !text.slice(start, base + colon).includes("\n");
}

/** go-yaml takes the colon of `{a:}` for the end of a key `a:`. */
function isFlowColonAlone(key: ScalarNode, colon: number | undefined, { text, base }: Context) {
  const isPlain = key.style === "plain" && colon !== undefined;
  return isPlain && /^[,[\]{}]/.test(text.charAt(base + colon + 1));
}

/** Where nothing stands `yaml` takes the place of the comment behind it; ours is right behind the `:` or `-`. */
function emptyAt(node: Node, at: number): Node {
  const isNothing = node.type === "null" && node.start === node.end;
  return isNothing && node.anchor === undefined && node.tag === undefined
    ? { ...node, start: at, end: at }
    : node;
}

function convertSequence(node: YAMLSeq.Parsed, context: Context): SequenceNode {
  const properties = propertiesOf(node, context);
  const start = context.base + node.range[0];
  const end = context.base + node.range[1];
  const token = node.srcToken;
  const items = node.items.map((item, index) => {
    const source = token?.type === "block-seq" ? token.items[index] : undefined;
    const dash = source?.start.find((part) => part.type === "seq-item-ind")?.offset;
    if (dash === undefined) {
      const value = convert(item, start, context);
      return { dash: value.start, value };
    }
    const after = context.base + dash + 1;
    if (context.hasTabs && /^ *\t/.test(context.text.slice(after, after + 80))) {
      refuse(TAB_AFTER_DASH, after);
    }
    return { dash: after - 1, value: emptyAt(convert(item, after, context), after) };
  });
  const style = node.flow ? "flow" : "block";
  const [first] = items;
  const blockStart = style === "flow" || first === undefined ? start : first.dash;
  const column = columnOf(blockStart, style, context);
  const last = items.at(-1);
  const bare: SequenceNode = {
    start: blockStart,
    end: style === "flow" || last === undefined ? end : Math.max(last.dash + 1, last.value.end),
    type: "sequence",
    style,
    column,
    items,
  };
  return withProperties(bare, properties);
}

function convertScalar(node: Scalar.Parsed, context: Context): ScalarNode | NullNode {
  const { base, text } = context;
  const span = { start: base + node.range[0], end: base + node.range[1] };
  const converted = readYamlScalar(node, span, propertiesOf(node, context), text);
  if (converted.type === "scalar") {
    refuse(refusedScalar(converted), converted.start);
    if (converted.style === "double")
      refuse(refusedEscape(text.slice(span.start, span.end)), span.start);
  }
  if (node.type === "PLAIN") refuse(refusedPlain(converted, context), converted.start);
  return converted;
}

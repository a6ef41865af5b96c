// Reads what a scalar of YAML says.

import { isScalar, parseDocument, type Scalar } from "yaml";
import { readPlainScalar } from "../text/read-scalar.ts";
import { type ByteText, decodeText, sliceText } from "../text/source.ts";
import type { Node, NullNode, ScalarNode } from "./outline.ts";

/** What few nodes have: to spread it into all of them would take a third of the time of the reading. */
export type Properties = Pick<Node, "anchor" | "tag">;

/** Returns a node with its properties, if it has any. */
export function withProperties<T extends Node>(node: T, properties: Properties | undefined): T {
  return properties === undefined ? node : { ...node, ...properties };
}

const SCALAR_STYLES = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_FOLDED: "block",
  BLOCK_LITERAL: "block",
} as const satisfies Readonly<Record<Scalar.Type, ScalarNode["style"]>>;

const LONGEST_NULL = "null".length;

/** Returns the node of a scalar that stands between two offsets of a text. */
export function readYamlScalar(
  node: Scalar.Parsed,
  { start, end }: Pick<Node, "start" | "end">,
  properties: Properties | undefined,
  text: ByteText,
): ScalarNode | NullNode {
  const style = SCALAR_STYLES[node.type ?? "PLAIN"];
  const content =
    style === "double" ? unquoteDouble(sliceText(text, start, end), node) : decodeText(node.source);
  const isNull =
    style === "plain" &&
    content.length <= LONGEST_NULL &&
    properties?.tag === undefined &&
    readPlainScalar(content) === null;
  return isNull
    ? withProperties<NullNode>({ start, end, type: "null" }, properties)
    : withProperties<ScalarNode>({ start, end, type: "scalar", style, content }, properties);
}

/** Escapes like `\u00e9` name characters, while the text around them is bytes: it is decoded first. */
function unquoteDouble(source: ByteText, node: Scalar.Parsed): string {
  if (!source.includes("\\")) return decodeText(node.source);
  const scalar = parseDocument(decodeText(source), {
    prettyErrors: false,
    logLevel: "silent",
  }).contents;
  return isScalar(scalar) && typeof scalar.value === "string"
    ? scalar.value
    : decodeText(node.source);
}

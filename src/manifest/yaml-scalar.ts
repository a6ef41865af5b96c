// Reads what a scalar of YAML says.

import { isScalar, parseDocument, type Scalar } from "yaml";
import { readPlainScalar } from "../text/read-scalar.ts";
import { type ByteText, decodeText, sliceText } from "../text/source.ts";
import type { Node, NullNode, ScalarNode } from "./outline.ts";

/** Where a node stands in its source, and its properties. */
export type Span = Pick<Node, "start" | "end" | "anchor" | "tag">;

const LONGEST_NULL = "null".length;

/** Returns the node of a scalar that stands at a span of a text. */
export function readYamlScalar(
  node: Scalar.Parsed,
  span: Span,
  text: ByteText,
): ScalarNode | NullNode {
  switch (node.type) {
    case "QUOTE_DOUBLE": {
      const source = sliceText(text, span.start, span.end);
      return { ...span, type: "scalar", style: "double", content: unquoteDouble(source, node) };
    }
    case "QUOTE_SINGLE":
      return { ...span, type: "scalar", style: "single", content: decodeText(node.source) };
    case "BLOCK_FOLDED":
    case "BLOCK_LITERAL":
      return { ...span, type: "scalar", style: "block", content: decodeText(node.source) };
    default: {
      const content = decodeText(node.source);
      const isNull =
        content.length <= LONGEST_NULL &&
        span.tag === undefined &&
        readPlainScalar(content) === null;
      return isNull
        ? { ...span, type: "null" }
        : { ...span, type: "scalar", style: "plain", content };
    }
  }
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

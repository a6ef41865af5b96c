import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bare, childOf, childrenOf, type Node, nodesIn, parse } from "../../tables/syntax.ts";

const SOURCE = join(import.meta.dirname, "../../../src");

/** A regular expression of the source, and where it stands. */
export interface RegexOfSource {
  /** The file and the line. */
  readonly place: string;
  readonly regex: RegExp;
}

/** Returns the regular expressions of the source that are written as literals, or made of texts. */
export function regexesOfSource(): readonly RegexOfSource[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.startsWith("generated"))
    .toSorted()
    .flatMap((file) => regexesOf(file, readFileSync(join(SOURCE, file), "utf8")));
}

function regexesOf(file: string, text: string): readonly RegexOfSource[] {
  const all = [...nodesIn(parse(file, text))].map(({ node }) => node);
  const constants = new Map(
    all.flatMap((node): readonly (readonly [string, Node])[] => {
      const init = node.type === "VariableDeclarator" ? childOf(node, "init") : undefined;
      const name = childOf(node, "id")?.["name"];
      return init === undefined || typeof name !== "string" ? [] : [[name, init]];
    }),
  );
  return all.flatMap((node) => {
    const regex = literal(node) ?? made(node, constants);
    const line = text.slice(0, node.start).split("\n").length;
    return regex === undefined ? [] : [{ place: `src/${file}:${line}`, regex }];
  });
}

function literal(node: Node): RegExp | undefined {
  const regex = node["regex"] as { readonly pattern: string; readonly flags: string } | undefined;
  return regex === undefined ? undefined : new RegExp(regex.pattern, regex.flags);
}

/** Of `new RegExp(...)` with a text; those of a pattern that only the run knows are nobody's here. */
function made(node: Node, constants: ReadonlyMap<string, Node>): RegExp | undefined {
  if (node.type !== "NewExpression" || childOf(node, "callee")?.["name"] !== "RegExp") return;
  const [pattern, flags] = childrenOf(node, "arguments");
  if (pattern === undefined || /^(?:Identifier|MemberExpression)$/.test(bare(pattern).type)) return;
  if (flags !== undefined && bare(flags).type !== "Literal") return;
  return new RegExp(
    textOf(pattern, constants),
    flags === undefined ? "" : textOf(flags, constants),
  );
}

/** Returns the text of an expression; what only the run knows, such as a port, is `1`. */
function textOf(node: Node, constants: ReadonlyMap<string, Node>): string {
  const inner = bare(node);
  const value = inner["value"];
  switch (inner.type) {
    case "Literal":
      return typeof value === "string" ? value : (literal(inner)?.source ?? String(value));
    case "Identifier": {
      const constant = constants.get(String(inner["name"]));
      return constant === undefined || constant === inner ? "1" : textOf(constant, constants);
    }
    case "BinaryExpression":
      return ["left", "right"]
        .map((side) => childOf(inner, side))
        .map((part) => (part === undefined ? "" : textOf(part, constants)))
        .join("");
    case "TaggedTemplateExpression":
      return templateText(childOf(inner, "quasi"), "raw", constants);
    case "TemplateLiteral":
      return templateText(inner, "cooked", constants);
    default:
      return "1";
  }
}

function templateText(
  node: Node | undefined,
  form: "raw" | "cooked",
  constants: ReadonlyMap<string, Node>,
): string {
  const parts = childrenOf(node, "quasis");
  const filled = childrenOf(node, "expressions").map((one) => textOf(one, constants));
  return parts
    .map((part, index) => {
      const { [form]: text } = part["value"] as Readonly<Record<"raw" | "cooked", string>>;
      return text + (filled[index] ?? "");
    })
    .join("");
}

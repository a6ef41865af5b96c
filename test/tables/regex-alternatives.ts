import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { FoundEntry } from "./find-entries.ts";
import { childOf, type Found, type Node } from "./syntax.ts";

const parser = new RegExpParser({ ecmaVersion: 2023 });

/** Returns the alternatives in a regular expression, written as a literal or as a text that one is made of. */
export function alternativesAt({ node, around }: Found, text: string): readonly FoundEntry[] {
  const regex = node["regex"] as { readonly pattern: string; readonly flags: string } | undefined;
  if (regex !== undefined) {
    return alternativesIn(placed(regex.pattern, node.start + 1), regex.flags);
  }
  if (!text.includes("new RegExp(") || around[0]?.["operator"] === "+") return [];
  const texts = textsIn(node);
  if (texts.length === 0 || !isOfRegex(around, text)) return [];
  const isRaw = around[0]?.type === "TaggedTemplateExpression";
  return alternativesIn(
    texts.flatMap((one) => charactersIn(one, isRaw ? "raw" : "escaped", text)),
    "",
  );
}

/** A character of a pattern, and where in the file it stands. */
interface Character {
  readonly character: string;
  readonly start: number;
  readonly end: number;
}

function placed(pattern: string, start: number): readonly Character[] {
  return pattern.split("").map((character, index) => {
    const at = start + index;
    return { character, start: at, end: at + 1 };
  });
}

/** What is filled in has no alternatives of its own, and keeps its length. */
function charactersIn(
  { start, end }: Node,
  writing: "raw" | "escaped",
  text: string,
): readonly Character[] {
  const characters = placed(
    text.slice(start + 1, end - 1).replace(/\$\{[^}]*\}/g, (filled) => "x".repeat(filled.length)),
    start + 1,
  );
  return writing === "raw" ? characters : withoutEscapes(characters);
}

/** Two backslashes of the file are one of the pattern; other escapes mean the same in both. */
function withoutEscapes(characters: readonly Character[]): readonly Character[] {
  const kept: Character[] = [];
  for (let index = 0; index < characters.length; index += 1) {
    const [one, next] = [characters[index], characters[index + 1]];
    if (one === undefined) break;
    const isEscaped = one.character === "\\" && next?.character === "\\";
    kept.push(isEscaped ? { ...one, end: next.end } : one);
    if (isEscaped) index += 1;
  }
  return kept;
}

/** Returns the parts of a text: itself, or those of `"a" + "b"`. */
function textsIn(node: Node): readonly Node[] {
  if (node.type === "TemplateLiteral") return [node];
  if (node.type === "Literal") return typeof node["value"] === "string" ? [node] : [];
  if (node.type !== "BinaryExpression" || node["operator"] !== "+") return [];
  return ["left", "right"].flatMap((side) => textsIn(childOf(node, side) ?? { ...node, type: "" }));
}

/** Whether a text is an argument of `new RegExp`, or in a constant that is filled into one. */
function isOfRegex(around: readonly Node[], text: string): boolean {
  const isMade = around.some(
    (one) => one.type === "NewExpression" && childOf(one, "callee")?.["name"] === "RegExp",
  );
  const declarator = around.find(({ type }) => type === "VariableDeclarator");
  const name = childOf(declarator, "id")?.["name"];
  return isMade || (typeof name === "string" && text.includes(`\${${name}}`));
}

function alternativesIn(characters: readonly Character[], flags: string): readonly FoundEntry[] {
  const pattern = characters.map(({ character }) => character).join("");
  const startOf = (index: number) => characters[index]?.start ?? 0;
  const endOf = (index: number) => characters[index]?.end ?? 0;
  if (!pattern.includes("|")) return [];
  const found: FoundEntry[] = [];
  const tree = parser.parsePattern(pattern, 0, pattern.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const visit = (node: { readonly alternatives: readonly AST.Alternative[] }) => {
    const { alternatives } = node;
    if (alternatives.length < 2) return;
    alternatives.forEach(({ start, end }, index) => {
      const isLast = index === alternatives.length - 1;
      // An alternative goes with the `|` behind it; the last with the one in front.
      found.push({
        start: startOf(isLast ? start - 1 : start),
        end: endOf(isLast ? end - 1 : end),
      });
    });
  };
  visitRegExpAST(tree, {
    onPatternEnter: visit,
    onGroupEnter: visit,
    onCapturingGroupEnter: visit,
    onAssertionEnter: (node) => {
      if ("alternatives" in node) visit(node);
    },
  });
  return found;
}

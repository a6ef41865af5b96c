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
  return alternativesIn(
    texts.flatMap((one) => charactersOf(one, text)),
    "",
  );
}

/** A character of a pattern, and where in the file it stands. */
interface Character {
  readonly character: string;
  readonly start: number;
}

function placed(pattern: string, start: number): readonly Character[] {
  return pattern.split("").map((character, index) => ({ character, start: start + index }));
}

/** What is filled in has no alternatives of its own, and keeps its length. */
function charactersOf({ start, end }: Node, text: string): readonly Character[] {
  const raw = text.slice(start + 1, end - 1);
  return placed(
    raw.replace(/\$\{[^}]*\}/g, (filled) => "x".repeat(filled.length)),
    start + 1,
  );
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
  const placeOf = (index: number) => characters[index]?.start ?? 0;
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
        start: placeOf(isLast ? start - 1 : start),
        end: placeOf(isLast ? end - 1 : end) + 1,
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

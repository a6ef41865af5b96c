import type { FoundEntry } from "./find-entries.ts";
import { childOf, childrenOf, type Found, isFunction, type Node } from "./syntax.ts";

/** Up to here a limit becomes its neighbours; a greater one is halved and doubled. */
const LARGEST_WITH_NEIGHBOURS = 1000;

/** Returns the other values of a limit: of a number in the module, or one that something is compared with or cut to. */
export function limitsAt({ node, around }: Found): readonly FoundEntry[] {
  const value = numberOf(node);
  if (value === undefined || !isLimit(node, around)) return [];
  const { start, end } = node;
  return othersThan(value).map((instead) => ({ start, end, instead }));
}

function isLimit(node: Node, [outer, ...around]: readonly Node[]): boolean {
  const isInFunction = around.some(isFunction);
  if (outer?.type === "VariableDeclarator") return !isInFunction;
  if (!isInFunction || node.type !== "Literal" || Number(node["value"]) < 2) return false;
  if (outer?.type === "BinaryExpression") {
    return /^[<>]=?$/.test(String(outer["operator"])) && !asksForSeveral(outer);
  }
  const callee = childOf(outer, "callee");
  const method = String(childOf(callee, "property")?.["name"]);
  return (
    childrenOf(outer, "arguments").includes(node) &&
    /^(?:min|max|slice|padEnd|padStart)$/.test(method)
  );
}

/** `items.length < 2` only asks whether there are several: what goes through one item finds nothing either. */
function asksForSeveral(comparison: Node): boolean {
  const counted = childOf(childOf(comparison, "left"), "property")?.["name"];
  return (
    /^(?:length|size)$/.test(String(counted)) &&
    /^(?:<|>=)$/.test(String(comparison["operator"])) &&
    childOf(comparison, "right")?.["value"] === 2
  );
}

function numberOf(node: Node): number | bigint | undefined {
  if (node.type === "Literal") {
    const { value } = node;
    return typeof value === "number" || typeof value === "bigint" ? value : undefined;
  }
  if (node.type !== "BinaryExpression") return undefined;
  const [left, right] = ["left", "right"].map((side) => numberOf(childOf(node, side) ?? node));
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (node["operator"] === "*") return left * right;
  return node["operator"] === "<<" ? left << right : undefined;
}

function othersThan(value: number | bigint): readonly string[] {
  if (typeof value === "bigint") return [`${value - 1n}n`, `${value + 1n}n`];
  if (!Number.isInteger(value)) return [String(value / 2), String(value * 2)];
  return value <= LARGEST_WITH_NEIGHBOURS
    ? [String(value - 1), String(value + 1)]
    : [String(Math.floor(value / 2)), String(value * 2)];
}

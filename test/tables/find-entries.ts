// What a table is: a list, a set, a map or an object of a module; a list of words in a function; the alternatives of a
// regular expression; the cases of a switch; words that one value is compared with; and limits.

import type { Entry } from "./entry.ts";
import { limitsAt } from "./limits.ts";
import { alternativesAt } from "./regex-alternatives.ts";
import {
  bare,
  childOf,
  childrenOf,
  type Found,
  isFunction,
  type Node,
  nodesIn,
  parse,
} from "./syntax.ts";

/** An entry as it is found in a syntax tree. */
export interface FoundEntry {
  readonly start: number;
  readonly end: number;
  /** What stands there instead; nothing, where the entry is left out. */
  readonly instead?: string;
}

/** Returns the entries of all tables of a file, in the order of its text. */
export function findEntries(file: string, text: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const found of nodesIn(parse(file, text))) {
    if (isDescription(found, text)) continue;
    for (const { start, end, instead } of entriesAt(found, text)) {
      entries.push({
        file,
        line: text.slice(0, start).split("\n").length,
        table: tableOf(found),
        text: instead ?? text.slice(start, end).replace(/^[\s,|&]+|[\s,|&]+$/g, ""),
        change: instead === undefined ? "left out" : "another limit",
        replacement: { start, end, text: instead ?? "" },
      });
    }
  }
  return entries;
}

function entriesAt(found: Found, text: string): readonly FoundEntry[] {
  switch (found.node.type) {
    case "ArrayExpression":
      return isList(found, text) ? itemsOf(found.node, "elements", text) : [];
    case "ObjectExpression":
      return propertiesAt(found, text);
    case "SwitchStatement":
      return childrenOf(found.node, "cases");
    case "LogicalExpression":
      return comparedWords(found, text);
    default:
      return [...alternativesAt(found, text), ...limitsAt(found)];
  }
}

/** What is said of rules in their documentation, and what schemas say, of which validators are generated. */
function isDescription({ around }: Found, text: string): boolean {
  return around.some(
    (node) =>
      (node.type === "Property" && /^(?:links|examples)$/.test(nameOf(childOf(node, "key")))) ||
      (node.type === "VariableDeclarator" && /\bJsonSchema\b/.test(typeOf(node, text))),
  );
}

function isList(found: Found, text: string): boolean {
  const { node, around } = found;
  const elements = childrenOf(node, "elements");
  if (elements.length < 2) return false;
  if (around.some(isFunction)) return elements.every(isLiteral) && isGoneThrough(found);
  const declarator = around.find(({ type }) => type === "VariableDeclarator");
  if (declarator === undefined || /Path\b/.test(typeOf(declarator, text))) return false;
  return !isRow(found) && !around.some(({ type }) => type === "CallExpression");
}

/** A list in a list is a row of a table, whose parts belong together, as bytes do. */
function isRow({ node, around: [outer] }: Found): boolean {
  const isNumber = (one: Node) => typeof one["value"] === "number";
  const isOfRows = childrenOf(outer, "elements").every(({ type }) => type === node.type);
  return (
    (outer?.type === "ArrayExpression" && isOfRows) || childrenOf(node, "elements").every(isNumber)
  );
}

const GOES_THROUGH = /^(?:includes|indexOf|some|every|find|findIndex|filter|map|flatMap|forEach)$/;

/** Whether each word of a list in a function is looked at: other lists are paths of fields, mostly. */
function isGoneThrough({ node, around: [outer] }: Found): boolean {
  switch (outer?.type) {
    case "MemberExpression":
      return GOES_THROUGH.test(nameOf(childOf(outer, "property")));
    case "ForOfStatement":
      return childOf(outer, "right") === node;
    case "NewExpression":
    case "SpreadElement":
      return true;
    default:
      return false;
  }
}

function propertiesAt({ node, around }: Found, text: string): readonly FoundEntry[] {
  const properties = childrenOf(node, "properties");
  if (around.some(isFunction) || around.some(({ type }) => type === "CallExpression")) {
    const isLookup = around[0]?.type === "MemberExpression" && around[0]["computed"] === true;
    return isLookup ? itemsOf(node, "properties", text) : [];
  }
  const declarator = around.find(({ type }) => type === "VariableDeclarator");
  const root = childOf(declarator, "init");
  if (declarator === undefined || root === undefined) return [];
  if (bare(root) === node)
    return isRecord(declarator, properties, text) ? itemsOf(node, "properties", text) : [];
  // An object with a type of its own is one value, whose parts differ.
  if (bare(root) === around[1] && !isRecord(declarator, childrenOf(root, "properties"), text)) {
    return [];
  }
  const siblings = siblingsOf(around);
  return itemsOf(node, "properties", text).filter((_, index) => {
    const name = nameOf(childOf(properties[index], "key"));
    return siblings.some((sibling) => !namesIn(sibling).includes(name));
  });
}

/** Whether the object is a table by its type, or else by values that are all of a kind. */
function isRecord(declarator: Node, properties: readonly Node[], text: string): boolean {
  const type = typeOf(declarator, text);
  if (/\bRecord<|\{ readonly \[/.test(type)) return true;
  if (type !== "") return false;
  const values = properties.map((property) => childOf(property, "value"));
  const kinds = new Set(values.map((value) => `${value?.type} ${typeof value?.["value"]}`));
  // What holds nothing yet is where something begins.
  const isEmpty = values.every(
    (value) => value && /^[[{][\]}]$/.test(text.slice(value.start, value.end)),
  );
  return properties.length > 1 && kinds.size === 1 && !isEmpty;
}

/** The objects that stand in one list or object with this one: what one of them goes without is an entry in others. */
function siblingsOf([outer, list]: readonly Node[]): readonly Node[] {
  const around = outer?.type === "Property" ? list : outer;
  const values = childrenOf(around, "properties").map((property) => childOf(property, "value"));
  return [...childrenOf(around, "elements"), ...values].filter(
    (node): node is Node => node?.type === "ObjectExpression",
  );
}

function namesIn(object: Node): readonly string[] {
  return childrenOf(object, "properties").map((property) => nameOf(childOf(property, "key")));
}

/** Each item with the comma behind it. */
function itemsOf(node: Node, field: string, text: string): readonly FoundEntry[] {
  return childrenOf(node, field).map(({ start, end }) => {
    const comma = /^\s*,/.exec(text.slice(end))?.[0] ?? "";
    return { start, end: end + comma.length };
  });
}

/**
 * The operands of `x === "a" || x === "b"` and of `x !== "a" && x !== "b"`, each with the operator beside it. Where it is
 * not one value that is compared, they are separate conditions.
 */
function comparedWords({ node, around: [outer] }: Found, text: string): readonly FoundEntry[] {
  const operator = node["operator"];
  if (outer?.type === "LogicalExpression" && outer["operator"] === operator) return [];
  const operands = operandsOf(node, operator);
  const sign = operator === "||" ? "===" : "!==";
  const isComparison = (one: Node | undefined) => {
    const right = childOf(one, "right");
    return one?.["operator"] === sign && right !== undefined && isLiteral(right);
  };
  return operands.flatMap((operand, index) => {
    const isOfSame = (other: Node | undefined): other is Node =>
      isComparison(other) && leftText(other, text) === leftText(operand, text);
    const next = operands[index + 1];
    const last = operands[index - 1];
    if (!isComparison(operand)) return [];
    if (isOfSame(next)) return { start: operand.start, end: next.start };
    return isOfSame(last) ? { start: last.end, end: operand.end } : [];
  });
}

function leftText(comparison: Node | undefined, text: string): string {
  const left = childOf(comparison, "left");
  return left === undefined ? "" : text.slice(left.start, left.end);
}

function operandsOf(node: Node, operator: unknown): readonly Node[] {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  if (node.type !== "LogicalExpression" || node["operator"] !== operator) return [node];
  return [left, right].flatMap((one) => (one === undefined ? [] : operandsOf(one, operator)));
}

function isLiteral(node: Node): boolean {
  return bare(node).type === "Literal";
}

function nameOf(key: Node | undefined): string {
  return String(key?.["name"] ?? key?.["value"] ?? "");
}

/** The text of the type that a constant is declared with. */
function typeOf(declarator: Node, text: string): string {
  const annotation = childOf(childOf(declarator, "id"), "typeAnnotation");
  return annotation === undefined ? "" : text.slice(annotation.start, annotation.end);
}

/** The nearest name around: that of a function in functions, of the constant in the module. */
function tableOf({ node, around }: Found): string {
  for (const one of [node, ...around]) {
    const isNamed =
      isFunction(one) || (one.type === "VariableDeclarator" && !around.some(isFunction));
    const name = isNamed ? nameOf(childOf(one, "id")) : "";
    if (name !== "") return name;
    if (one.type === "Property" && childOf(one, "value")?.type === "FunctionExpression") {
      return nameOf(childOf(one, "key"));
    }
  }
  return "";
}

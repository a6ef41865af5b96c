// The grammar of kubectl's `-l`, token by token as k8s.io/apimachinery/pkg/labels reads it.

import { UserError } from "../text/user-error.ts";
import { type Requirement, readInteger, type Selector } from "./label-selector.ts";
import { faultOfLabelKey, faultOfLabelValue } from "./label-syntax.ts";

interface Token {
  readonly type: "word" | "symbol" | "end";
  readonly text: string;
  /** Offset in the selector. */
  readonly start: number;
}

interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  position: number;
}

const TOKEN = /(==|!=|[=!<>(),])|[^ \t\r\n=!<>(),]+/g;
const EXAMPLE = "app=web,tier in (front,back),!canary";

/**
 * Returns the selector that a text in the grammar of kubectl's `-l` stands for; an empty one matches everything.
 * Throws a `UserError` that shows where the text goes wrong.
 */
export function parseSelector(text: string): Selector {
  const cursor: Cursor = { text, tokens: scan(text), position: 0 };
  if (peek(cursor).type === "end") return [];
  const requirements = [parseRequirement(cursor)];
  while (peek(cursor).text === ",") {
    next(cursor);
    requirements.push(parseRequirement(cursor));
  }
  if (peek(cursor).type !== "end") throw unexpected(cursor, peek(cursor), "`,` or the end");
  return requirements;
}

function scan(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: token, 1: symbol, index }) => ({
    type: symbol === undefined ? "word" : "symbol",
    text: token,
    start: index,
  }));
}

function parseRequirement(cursor: Cursor): Requirement {
  const negated = peek(cursor).text === "!";
  if (negated) next(cursor);
  const token = next(cursor);
  const key = token.text;
  if (token.type !== "word") throw unexpected(cursor, token, "the key of a label");
  const fault = faultOfLabelKey(key);
  if (fault !== undefined) throw invalid(cursor, token, fault);
  if (negated) return { key, operator: "absent" };
  if (endsRequirement(peek(cursor))) return { key, operator: "exists" };
  return parseComparison(cursor, key);
}

function parseComparison(cursor: Cursor, key: string): Requirement {
  const operator = next(cursor);
  switch (operator.text) {
    case "=":
    case "==":
      return { key, operator: "in", values: [parseValue(cursor)] };
    case "!=":
      return { key, operator: "notin", values: [parseValue(cursor)] };
    case "in":
    case "notin":
      return { key, operator: operator.text, values: parseValues(cursor) };
    case "<":
    case ">":
      return { key, operator: operator.text === ">" ? "gt" : "lt", bound: parseBound(cursor) };
    default:
      throw unexpected(cursor, operator, "`=`, `==`, `!=`, `in`, `notin`, `<`, `>` or `,`");
  }
}

function parseValue(cursor: Cursor): string {
  if (endsRequirement(peek(cursor))) return "";
  const token = next(cursor);
  if (token.type !== "word") throw unexpected(cursor, token, "a value");
  return checkValue(cursor, token);
}

function parseBound(cursor: Cursor): bigint {
  const token = peek(cursor);
  const bound = readInteger(parseValue(cursor));
  if (bound === undefined) throw invalid(cursor, token, "`<` and `>` compare with an integer");
  return bound;
}

/** A place between commas that holds nothing is the empty value, `()` is one empty value. */
function parseValues(cursor: Cursor): readonly string[] {
  const open = next(cursor);
  if (open.text !== "(") throw unexpected(cursor, open, "`(` in front of the values");
  const values: string[] = [];
  for (;;) {
    values.push(peek(cursor).type === "word" ? checkValue(cursor, next(cursor)) : "");
    const token = next(cursor);
    if (token.text === ")") return [...new Set(values)];
    if (token.text !== ",") throw unexpected(cursor, token, "`,` or `)`");
  }
}

function checkValue(cursor: Cursor, token: Token): string {
  const fault = faultOfLabelValue(token.text);
  if (fault !== undefined) throw invalid(cursor, token, fault);
  return token.text;
}

function endsRequirement(token: Token): boolean {
  return token.type === "end" || token.text === ",";
}

function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.position];
  return token ?? { type: "end", text: "", start: cursor.text.length };
}

function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.position++;
  return token;
}

function unexpected(cursor: Cursor, token: Token, expected: string): UserError {
  const found = token.type === "end" ? "the end" : `\`${token.text}\``;
  return invalid(cursor, token, `expected ${expected}, found ${found}`);
}

function invalid({ text }: Cursor, { start }: Token, fault: string): UserError {
  // Tabs and line breaks would move the caret.
  const line = text.replaceAll(/[\t\r\n]/g, " ");
  return new UserError(`label selector, character ${start + 1}: ${fault}`, [
    `  ${line}`,
    `  ${" ".repeat(start)}^`,
    `write it as for kubectl, e.g. -l '${EXAMPLE}'`,
  ]);
}

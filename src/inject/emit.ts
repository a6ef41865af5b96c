import { isList, isMap, type Value } from "../manifest/value.ts";
import { writeString } from "../text/write-scalar.ts";
import type { Layout } from "./layout.ts";

/** Returns the lines of `key: value` at a column of a block mapping, without line breaks. */
export function emitEntry(key: string, value: Value, column: number, layout: Layout): string[] {
  const head = `${" ".repeat(column)}${writeString(key, "line", "", layout.eol)}:`;
  if (isCollection(value)) {
    const inner = column + (isList(value) ? layout.dash : layout.step);
    return [head, ...emitCollection(value, inner, layout)];
  }
  const scalar = emitScalar(value, column + Math.max(layout.step, 1), layout);
  return `${head} ${scalar}`.split(layout.eol);
}

/** Returns the lines of an item at the column of its dash. */
export function emitItem(value: Value, column: number, layout: Layout): string[] {
  const dash = `${" ".repeat(column)}-`.padEnd(column + layout.item);
  if (!isMap(value) || !isCollection(value)) {
    const flat = isCollection(value)
      ? emitFlow(value, INLINE)
      : emitScalar(value, column + 2, layout);
    return `${dash}${flat}`.split(layout.eol);
  }
  const [first = "", ...rest] = emitCollection(value, column + layout.item, layout);
  return [dash + first.slice(column + layout.item), ...rest];
}

/** Returns the lines of a mapping or list that is not empty, at the column of its keys or dashes. */
export function emitCollection(value: Value, column: number, layout: Layout): string[] {
  if (isList(value)) return value.flatMap((item) => emitItem(item, column, layout));
  return Object.entries(isMap(value) ? value : {}).flatMap(([key, field]) =>
    emitEntry(key, field, column, layout),
  );
}

/** Tells whether a value takes lines of its own in block style: a mapping or list that is not empty. */
function isCollection(value: Value): boolean {
  return isList(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;
}

/** Returns a scalar, or an empty mapping or list, as it stands in block style; `indent` is for the lines of a literal. */
export function emitScalar(value: Value, indent: number, layout: Layout): string {
  if (typeof value === "string") {
    return writeString(value, "block", " ".repeat(indent), layout.eol);
  }
  return emitFlow(value, INLINE);
}

/** How flow style (and JSON) is set: on one line, or an item per line. */
export interface FlowForm {
  /** What follows a comma; of no use in `lines` form, where the line break does. */
  readonly gap: string;
  readonly colon: string;
  /** Strings as in JSON, or without quotes where they can be. */
  readonly strings: "flow" | "flow-plain";
  /** The indentation of the items and of the closing bracket, and the step of deeper levels; undefined on one line. */
  readonly lines?: { readonly eol: string; readonly indent: string; readonly step: string };
  /** The form of new items, where those that are there stand on a line each. */
  readonly items?: FlowForm;
}

/** Flow style on one line, with spaces. */
export const INLINE: FlowForm = { gap: " ", colon: ": ", strings: "flow-plain" };

/** Returns a value in flow style. */
export function emitFlow(value: Value, form: FlowForm): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return writeString(value, form.strings, "", "");
  if (!isList(value) && !isMap(value)) return JSON.stringify(value);
  const inner = deeper(form);
  const items = isList(value)
    ? value.map((item) => emitFlow(item, inner))
    : Object.entries(value).map(([key, field]) => emitFlowEntry(key, field, inner));
  const [open, close] = isList(value) ? "[]" : "{}";
  if (items.length === 0 || form.lines === undefined || inner.lines === undefined) {
    return open + items.join(`,${form.gap}`) + close;
  }
  const { eol, indent } = inner.lines;
  return `${open}${eol}${indent}${items.join(`,${eol}${indent}`)}${eol}${form.lines.indent}${close}`;
}

/** Returns `"key": value` in flow style. */
export function emitFlowEntry(key: string, value: Value, form: FlowForm): string {
  return `${writeString(key, form.strings, "", "")}${form.colon}${emitFlow(value, form)}`;
}

/** Returns the items or entries of a collection as they stand between its brackets. */
export function emitFlowItems(value: Value, form: FlowForm): string {
  return emitFlow(value, form).slice(1, -1);
}

function deeper(form: FlowForm): FlowForm {
  if (form.lines === undefined) return form;
  const { eol, indent, step } = form.lines;
  return { ...form, lines: { eol, indent: indent + step, step } };
}

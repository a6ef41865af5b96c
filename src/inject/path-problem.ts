import { isEmpty, isList, isMap, type Value } from "../manifest/value.ts";
import {
  formatKeyedPath,
  indexedPath,
  type KeyedPath,
  keyField,
  meaningAt,
  type UnclearPath,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Returns what keeps a path from meaning one field of the pod template, there or yet to come; undefined where it does. */
export function pathProblem(template: Value, path: KeyedPath): PlanProblem | undefined {
  const meaning = meaningAt(template, path);
  if (meaning.found === "one") return undefined;
  if (meaning.found !== "nothing") return unclear(meaning);
  const blocked = blockedAt(template, path);
  return blocked === undefined ? undefined : malformed(template, blocked, path);
}

function unclear({ found, path: item, at }: UnclearPath): PlanProblem {
  const [first = [], ...others] = at;
  const list = item.slice(0, -1);
  const isSeveral = found === "several";
  const times = at.length === 2 ? "twice" : `${at.length} times`;
  const message = isSeveral
    ? `${formatKeyedPath(item)} is there ${times}, so which of them is meant cannot be told`
    : `${formatKeyedPath(list)} has an item without "${keyField(String(list.at(-1)))}", so its items cannot be told apart`;
  const other = isSeveral ? "another of that name is here" : "and here";
  return {
    rule: "field-ambiguous",
    at: first,
    message,
    related: others.map((place) => ({ at: place, message: other })),
    item,
  };
}

/** Returns the first part of the path at which the pod has something that nothing can be put into. */
function blockedAt(template: Value, path: KeyedPath): KeyedPath | undefined {
  for (let length = 1; length < path.length; length++) {
    const part = path.slice(0, length);
    const value = valueAtKeyedPath(template, part);
    if (value === undefined || value === null) return undefined;
    const fits = typeof path[length] === "string" ? isMap(value) : isList(value);
    if (!fits && (typeof value !== "object" || !isEmpty(value))) return part;
  }
  return undefined;
}

function malformed(template: Value, blocked: KeyedPath, path: KeyedPath): PlanProblem {
  const field = formatKeyedPath(blocked);
  const inner = path[blocked.length];
  return {
    rule: "field-malformed",
    at: indexedPath(template, blocked) ?? [],
    message: `${field} is no ${typeof inner === "string" ? "mapping" : "list"}, so ${formatKeyedPath(path)} cannot be added`,
  };
}

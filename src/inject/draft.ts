import type { FieldPath } from "../manifest/field-path.ts";
import { deepEqual, isList, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import type { Sidecar } from "../template/template.ts";
import type { Want } from "./build-change.ts";
import { formatKeyedPath, indexedPath, type KeyedPath, valueAtKeyedPath } from "./keyed-path.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** A field that a template wants in the pod, and thereby owns. */
export interface OwnedWant extends Want {
  readonly template: string;
}

/** A plan in the making. */
export interface Draft {
  /** The pod template without what the templates of this run have put in before. */
  readonly bare: ValueMap;
  /** Formatted paths of what other templates, which this run does not touch, have put in. */
  readonly foreign: ReadonlySet<string>;
  readonly wants: OwnedWant[];
  readonly problems: PlanProblem[];
  readonly notes: PlanNote[];
}

/** What a person should know of a template's coming in. */
export interface PlanNote {
  readonly template: string;
  readonly about: "directory" | "port";
  readonly message: string;
}

// In these lists two items of one name are what a check looks for, so the conflict is left to it.
const CHECKED_LISTS: ReadonlySet<string> = new Set([
  "containers",
  "initContainers",
  "volumes",
  "volumeMounts",
  "env",
]);

/**
 * Adds a field to the plan, by the rules of merging: what is absent is added, what is there and deeply equal is kept,
 * what is there and different is a conflict.
 */
export function want(
  draft: Draft,
  sidecar: Sidecar,
  field: Want & { readonly at: FieldPath },
): void {
  const { at, ...wanted } = field;
  const template = sidecar.template.name;
  const path = formatKeyedPath(wanted.path);
  const there = valueAtKeyedPath(draft.bare, wanted.path);
  const planned = draft.wants.find((other) => formatKeyedPath(other.path) === path)?.value;
  const existing = there ?? planned;
  if (existing === undefined) {
    const blocked = blockedAt(draft.bare, wanted.path);
    if (blocked === undefined) draft.wants.push({ ...wanted, template });
    else draft.problems.push(malformed(draft, blocked, wanted.path));
  } else if (deepEqual(existing, wanted.value)) {
    // What the manifest has by itself stays its own; what a template has put in leaves with its last owner.
    if (there === undefined || draft.foreign.has(path)) draft.wants.push({ ...wanted, template });
  } else if (isCheckedItem(wanted.path)) {
    draft.wants.push({ ...wanted, template, clash: true });
  } else {
    draft.problems.push(different(draft, sidecar, { ...wanted, at }, existing));
  }
}

function isCheckedItem(path: KeyedPath): boolean {
  const list = path.at(-2);
  return typeof path.at(-1) === "object" && typeof list === "string" && CHECKED_LISTS.has(list);
}

/** Returns the first part of the path at which the pod has something that nothing can be put into. */
function blockedAt(bare: Value, path: KeyedPath): KeyedPath | undefined {
  for (let length = 1; length < path.length; length++) {
    const part = path.slice(0, length);
    const value = valueAtKeyedPath(bare, part);
    if (value === undefined || value === null) return undefined;
    const fits = typeof path[length] === "string" ? isMap(value) : isList(value);
    const empty = isList(value)
      ? value.length === 0
      : isMap(value) && Object.keys(value).length === 0;
    if (!fits && !empty) return part;
  }
  return undefined;
}

function malformed(draft: Draft, blocked: KeyedPath, path: KeyedPath): PlanProblem {
  const field = formatKeyedPath(blocked);
  const inner = path[blocked.length];
  return {
    rule: "field-malformed",
    at: indexedPath(draft.bare, blocked) ?? [],
    message: `${field} is no ${typeof inner === "string" ? "mapping" : "list"}, so ${formatKeyedPath(path)} cannot be added`,
  };
}

function different(
  draft: Draft,
  { template }: Sidecar,
  field: Want & { readonly at: FieldPath },
  existing: Value,
): PlanProblem {
  const text = (value: Value) =>
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  return {
    rule: "field-conflict",
    at: indexedPath(draft.bare, field.path) ?? [],
    message: `${formatKeyedPath(field.path)} is ${text(existing)}, and template "${template.name}" wants ${text(field.value)}`,
    template: { template, path: field.at },
  };
}

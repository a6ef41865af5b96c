import type { FieldPath } from "../manifest/field-path.ts";
import { asMap, type Value, type ValueMap } from "../manifest/value.ts";
import type { Sidecar } from "../template/template.ts";
import type { Want } from "./build-change.ts";
import { isEqualField } from "./canonical-field.ts";
import {
  comparedPath,
  formatKeyedPath,
  indexedPath,
  type KeyedPath,
  pathsOfSameName,
  placesAt,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import { pathProblem } from "./path-problem.ts";
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
  /** The names of a StatefulSet's claim templates, which are volumes of the pod as well. */
  readonly claims: readonly string[];
  readonly wants: OwnedWant[];
  /** What cannot be added, because something else stands there. */
  readonly unmet: OwnedWant[];
  readonly problems: PlanProblem[];
  readonly notes: PlanNote[];
}

/** What a person should know of a template's coming in. */
export interface PlanNote {
  readonly template: string;
  readonly about: "directory" | "port";
  readonly message: string;
}

// In these lists two items of one name are what a check looks for, which says more of it than the plan can.
const CHECKED_LISTS: ReadonlySet<string> = new Set([
  "containers",
  "initContainers",
  "volumes",
  "volumeMounts",
  "env",
]);

/**
 * Adds a field to the plan, by the rules of merging: what is absent is added, what is there and equal is kept, what is there
 * and different is a conflict.
 */
export function want(
  draft: Draft,
  sidecar: Sidecar,
  field: Want & { readonly at: FieldPath },
): void {
  const { at, ...wanted } = field;
  const template = sidecar.template.name;
  const unfit = pathProblem(draft.bare, wanted.path);
  if (unfit !== undefined) {
    draft.unmet.push({ ...wanted, template });
    const from = { template: { template: sidecar.template, path: at } };
    draft.problems.push(unfit.rule === "field-ambiguous" ? { ...unfit, ...from } : unfit);
    return;
  }
  const there = valueAtKeyedPath(draft.bare, wanted.path);
  const existing = there ?? plannedAt(draft, wanted.path);
  if (existing === undefined && !isTaken(draft, wanted)) {
    draft.wants.push({ ...wanted, template });
  } else if (existing !== undefined && isEqualField(wanted.path, existing, wanted.value)) {
    // What the manifest has by itself stays its own; what a template has put in leaves with its last owner.
    const path = formatKeyedPath(wanted.path);
    if (there === undefined || draft.foreign.has(path)) draft.wants.push({ ...wanted, template });
  } else {
    draft.unmet.push({ ...wanted, template });
    if (isCheckedItem(wanted.path)) {
      draft.wants.push({ ...wanted, template, clash: true });
      draft.problems.push(taken(draft, sidecar, field));
    } else {
      draft.problems.push(different(draft, sidecar, field, existing ?? null));
    }
  }
}

/** Returns what this plan has put at the path so far. */
export function plannedAt(draft: Draft, path: KeyedPath): Value | undefined {
  const text = comparedPath(path);
  return draft.wants.find((other) => comparedPath(other.path) === text)?.value;
}

/** Tells whether an item of another list has the name that an item is to get. */
function isTaken(draft: Draft, want: Want): boolean {
  const isThere = (path: KeyedPath) =>
    placesAt(draft.bare, path).length > 0 || plannedAt(draft, path) !== undefined;
  return isClaim(draft, want) || pathsOfSameName(want.path).some(isThere);
}

/** A volume that is itself a claim only stands for the claim template, which takes its place. */
function isClaim({ claims }: Draft, { path, value }: Pick<Want, "path" | "value">): boolean {
  return (
    formatKeyedPath(path.slice(0, -1)) === "spec.volumes" &&
    claims.includes(itemName(path)) &&
    asMap(value)["persistentVolumeClaim"] === undefined
  );
}

function itemName(path: KeyedPath): string {
  const last = path.at(-1);
  return typeof last === "object" ? last.item : "";
}

function isCheckedItem(path: KeyedPath): boolean {
  const list = path.at(-2);
  return typeof path.at(-1) === "object" && typeof list === "string" && CHECKED_LISTS.has(list);
}

/** The values stay out of the message: they can be secret. */
function taken(
  draft: Draft,
  { template }: Sidecar,
  { path, value, at }: Pick<Want, "path" | "value"> & { readonly at: FieldPath },
): PlanProblem {
  const [first] = [path, ...pathsOfSameName(path)].flatMap((other) => placesAt(draft.bare, other));
  const claim = { at: ["spec", "volumeClaimTemplates"], of: "workload" } as const;
  const other = isClaim(draft, { path, value }) ? "a claim template" : "something else";
  return {
    rule: "field-conflict",
    ...(first === undefined && other === "a claim template"
      ? claim
      : { at: first ?? path.filter((segment) => typeof segment === "string").slice(0, 2) }),
    message: `${formatKeyedPath(path)} cannot be added for template "${template.name}": ${other} has the name "${itemName(path)}"`,
    help: "Rename one of the two, or make them equal. No severity and no suppression lets this pass.",
    item: path,
    template: { template, path: at },
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

import type { InjectedTemplate, Marker } from "../manifest/marker.ts";
import { asMap, type ValueMap } from "../manifest/value.ts";
import type { Template } from "../template/template.ts";
import { buildChange, type Wish } from "./build-change.ts";
import { applyChange } from "./change.ts";
import type { OwnedWant } from "./draft.ts";
import { type KeyedPath, parseKeyedPath, valueAtKeyedPath } from "./keyed-path.ts";
import { isClaimed } from "./template-claim.ts";

/** What to do with an injected field that somebody has edited. */
export type OnEdit = "keep" | "overwrite";

/** What a run wants of a pod template that may bear the traces of earlier runs. */
export interface Reconciliation {
  /** The pod template as it is. */
  readonly current: ValueMap;
  readonly marker: Marker;
  /** The templates that this run is about; what others have put in stays. */
  readonly asked: readonly string[];
  readonly wants: readonly OwnedWant[];
  /** What is wanted as well, and cannot be had, because something else stands there. */
  readonly unmet: readonly OwnedWant[];
  /** What is recorded of the templates that this run puts in; empty when it takes them out. */
  readonly records: ReadonlyMap<string, Pick<InjectedTemplate, "hash" | "ports">>;
  readonly onEdit: OnEdit;
  /** The templates as they are at hand, by name. */
  readonly templates: ReadonlyMap<string, Template>;
  /** Returns the text behind the `:` of a field that is null or empty. */
  readonly textOf: (path: KeyedPath) => string;
}

/** Returns the hashes of what the chosen templates have put in, by formatted path. */
export function ownedHashes(
  marker: Marker,
  choose: (template: string) => boolean,
): ReadonlyMap<string, string> {
  const chosen = [...marker.templates].filter(([name]) => choose(name));
  return new Map(chosen.flatMap(([, { added }]) => [...added]));
}

/** Returns templates by their names. */
export function templatesByName(templates: readonly Template[]): ReadonlyMap<string, Template> {
  return new Map(templates.map((template) => [template.name, template]));
}

/** What tells which fields of a pod template an earlier run has put in. */
export type Removable = Pick<
  Reconciliation,
  "current" | "marker" | "asked" | "onEdit" | "templates"
>;

/** Returns the paths of what the asked templates alone have put in, what is still there, and what can be of them. */
export function removablePaths(input: Removable): readonly KeyedPath[] {
  const { current, marker, asked, onEdit, templates } = input;
  const foreign = ownedHashes(marker, (name) => !asked.includes(name));
  return asked.flatMap((name) =>
    [...(marker.templates.get(name)?.added.keys() ?? [])].flatMap((text) => {
      const path = foreign.has(text) ? undefined : parseKeyedPath(text);
      const value = path === undefined ? undefined : valueAtKeyedPath(current, path);
      if (path === undefined || value === undefined) return [];
      return onEdit === "overwrite" || isClaimed(templates.get(name), path, value) ? [path] : [];
    }),
  );
}

/** Returns the pod template as it is wished. */
export function fulfilled(current: ValueMap, wish: Wish): ValueMap {
  const { change } = buildChange(current, wish);
  return change === undefined ? current : asMap(applyChange(current, change));
}

import type { InjectedTemplate, Marker } from "../manifest/marker.ts";
import { asMap, type ValueMap } from "../manifest/value.ts";
import { buildChange, type Wish } from "./build-change.ts";
import { applyChange } from "./change.ts";
import type { OwnedWant } from "./draft.ts";
import { type KeyedPath, parseKeyedPath, valueAtKeyedPath } from "./keyed-path.ts";

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
  /** What is recorded of the templates that this run puts in; empty when it takes them out. */
  readonly records: Readonly<Record<string, Pick<InjectedTemplate, "hash" | "ports">>>;
  readonly onEdit: OnEdit;
  /** Returns the text behind the `:` of a field that is null or empty. */
  readonly textOf: (path: KeyedPath) => string;
}

/** Returns the hashes of what the chosen templates have put in, by formatted path. */
export function ownedHashes(
  marker: Marker,
  choose: (template: string) => boolean,
): ReadonlyMap<string, string> {
  const chosen = Object.entries(marker.templates).filter(([name]) => choose(name));
  return new Map(chosen.flatMap(([, { added }]) => Object.entries(added)));
}

/** Returns the paths of what the asked templates alone have put in and what is still there. */
export function removablePaths(
  current: ValueMap,
  marker: Marker,
  asked: readonly string[],
): readonly KeyedPath[] {
  const foreign = ownedHashes(marker, (name) => !asked.includes(name));
  const own = [...ownedHashes(marker, (name) => asked.includes(name)).keys()];
  return own
    .filter((path) => !foreign.has(path))
    .flatMap((text) => {
      const path = parseKeyedPath(text);
      return path === undefined || valueAtKeyedPath(current, path) === undefined ? [] : [path];
    });
}

/** Returns the pod template as it is wished. */
export function fulfilled(current: ValueMap, wish: Wish): ValueMap {
  const { change } = buildChange(current, wish);
  return change === undefined ? current : asMap(applyChange(current, change));
}

import { type InjectedTemplate, MARKER_KEY, type Marker, writeMarker } from "../manifest/marker.ts";
import { asMap, isEmpty, type Value, type ValueMap } from "../manifest/value.ts";
import { type BuiltChange, buildChange, type Want, type Wish } from "./build-change.ts";
import { fitsHash, hashField } from "./canonical-field.ts";
import { applyChange, type Change } from "./change.ts";
import type { InjectedField } from "./injected-field.ts";
import {
  formatKeyedPath,
  type KeyedPath,
  meaningAt,
  parseKeyedPath,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import { referredPaths } from "./needed-fields.ts";
import { fulfilled, ownedHashes, type Reconciliation, removablePaths } from "./reconciliation.ts";

const MARKER_PATH: KeyedPath = ["metadata", "annotations", MARKER_KEY];

/** A change that writes down what it does. */
export interface MarkedChange {
  readonly change: Change | undefined;
  /** Formatted paths of items that come to another place. */
  readonly moved: ReadonlySet<string>;
}

function marked({ change, moved }: BuiltChange): MarkedChange {
  return { change, moved: new Set(moved.map(formatKeyedPath)) };
}

/**
 * Returns the change that fulfils a wish and writes down what was done for it. The marker says which collections were made,
 * and one of them may be the marker's own.
 */
export function changeWithMarker(
  input: Reconciliation,
  wish: Wish,
  left: readonly InjectedField[],
): MarkedChange {
  const owners = templatesAfter(input, left, new Set());
  const there = valueAtKeyedPath(input.current, MARKER_PATH) !== undefined;
  if (owners.size === 0) {
    const removes = there ? [...wish.removes, MARKER_PATH] : wish.removes;
    return marked(buildChange(input.current, { ...wish, removes }));
  }
  const withMarker = (value: string): Wish => {
    const want: Want = { path: MARKER_PATH, value, place: "last" };
    return { ...wish, wants: [...wish.wants, want] };
  };
  const draft = buildChange(input.current, withMarker(""));
  const templates = templatesAfter(input, left, marked(draft).moved);
  const after =
    draft.change === undefined ? input.current : applyChange(input.current, draft.change);
  const meaningIn = (text: string) => {
    const path = parseKeyedPath(text);
    return path === undefined ? undefined : meaningAt(after, path);
  };
  const isThere = (text: string) => (meaningIn(text)?.found ?? "nothing") !== "nothing";
  const isFilled = (text: string) => {
    const meaning = meaningIn(text);
    return meaning?.found === "one" && !isEmpty(meaning.value);
  };
  const filled = draft.filled.map((path) => [formatKeyedPath(path), input.textOf(path)] as const);
  const { marker } = input;
  const text = writeMarker({
    templates,
    created: [
      ...new Set([
        ...marker.created.filter(isThere),
        ...draft.created.map(formatKeyedPath),
        ...builtFor(input.current),
      ]),
    ],
    replaced: new Map([...[...marker.replaced].filter(([path]) => isFilled(path)), ...filled]),
    awaited: awaitedPaths(input, templates),
  });
  return marked(buildChange(input.current, withMarker(text)));
}

/** What the manifest refers to when it comes in, it did without before, and does without again afterwards. */
function awaitedPaths(input: Reconciliation, templates: Marker["templates"]): readonly string[] {
  const { current, marker } = input;
  const before = ownedHashes(marker, () => true);
  const owned = [...ownedHashes({ ...marker, templates }, () => true).keys()];
  const known = new Set(marker.awaited);
  const bare = fulfilled(current, {
    wants: [],
    removes: removablePaths(input),
    created: new Set(),
    replaced: new Map(),
  });
  const referred = new Set(referredPaths([bare]));
  return owned.filter((path) => known.has(path) || (!before.has(path) && referred.has(path)));
}

// What kustomize notes on objects while plugins run, and takes away at the end of a build.
const OF_A_BUILD =
  /^(?:internal\.config\.kubernetes\.io\/|kustomize\.config\.k8s\.io\/|config\.k8s\.io\/id$|config\.kubernetes\.io\/(?:index|path|id)$)/;

/** Annotations that are there during a build alone are as good as none. */
function builtFor(current: ValueMap): readonly string[] {
  const keys = Object.keys(asMap(asMap(current["metadata"])["annotations"]));
  const isTransient = keys.length > 0 && keys.every((key) => OF_A_BUILD.test(key));
  return isTransient ? [formatKeyedPath(MARKER_PATH.slice(0, -1))] : [];
}

/** A hash that still fits stays as it is, so that a marker changes only where what it is about does. */
function hashEntry(
  path: KeyedPath,
  value: Value,
  before: InjectedTemplate["added"] = new Map(),
): readonly [string, string] {
  const text = formatKeyedPath(path);
  const hash = before.get(text);
  return [text, hash !== undefined && fitsHash(path, value, hash) ? hash : hashField(path, value)];
}

function templatesAfter(
  { marker, asked, wants, records }: Reconciliation,
  left: readonly InjectedField[],
  moved: ReadonlySet<string>,
): Marker["templates"] {
  const others = [...marker.templates].filter(([name]) => !asked.includes(name));
  const worked = asked.flatMap((name): readonly (readonly [string, InjectedTemplate])[] => {
    const before = marker.templates.get(name);
    const record = records.get(name) ?? before;
    const stays = left.filter(({ template }) => template === name);
    if (record === undefined || (!records.has(name) && stays.length === 0)) return [];
    const own = wants.filter(({ template }) => template === name);
    const added = new Map([
      ...stays.map(({ text }) => [text, before?.added.get(text) ?? ""] as const),
      ...own.map(({ path, value }) => hashEntry(path, value, before?.added)),
    ]);
    const { hash, ports } = record;
    const stayed = ![...added.keys()].some((path) => moved.has(path));
    const isSame =
      stayed &&
      before !== undefined &&
      isSameMap(before.added, added) &&
      isSameMap(before.ports, ports);
    // A marker that says something new restarts the pods: it does so only where something else does.
    return [[name, isSame ? before : { hash, ports, added }]];
  });
  return new Map([...others, ...worked]);
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

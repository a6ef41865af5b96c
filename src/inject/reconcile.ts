import { type InjectedTemplate, MARKER_KEY, type Marker, writeMarker } from "../manifest/marker.ts";
import { deepEqual, isEmpty, type ValueMap } from "../manifest/value.ts";
import { buildChange, type Want, type Wish } from "./build-change.ts";
import { applyChange, type Change } from "./change.ts";
import type { OwnedWant } from "./draft.ts";
import { hashValue } from "./hash-value.ts";
import {
  formatKeyedPath,
  indexedPath,
  type KeyedPath,
  parseKeyedPath,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import type { PlanProblem } from "./plan-problem.ts";

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
  /** Returns the text behind the `:` of a field that is null or empty. */
  readonly textOf: (path: KeyedPath) => string;
}

/** What becomes of the pod template, or why nothing can. */
export interface Reconciled {
  readonly change: Change | undefined;
  readonly problems: readonly PlanProblem[];
}

const MARKER_PATH: KeyedPath = ["metadata", "annotations", MARKER_KEY];

/**
 * Returns the change that leaves of the asked templates exactly what is wanted: what is there already stays where it is,
 * what an earlier run has put in is replaced or taken out, the rest comes in.
 */
export function reconcile(input: Reconciliation): Reconciled {
  const { current, marker, asked, wants } = input;
  const owned = ownedHashes(marker, (name) => asked.includes(name));
  const wanted = new Set(wants.map(({ path }) => formatKeyedPath(path)));
  const removes = removablePaths(current, marker, asked).filter(
    (path) => !wanted.has(formatKeyedPath(path)),
  );
  const wish: Wish = {
    wants,
    removes,
    created: new Set(marker.created),
    replaced: new Map(Object.entries(marker.replaced)),
  };
  return { change: changeWithMarker(input, wish), problems: editedByHand(input, owned, removes) };
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

/** The marker says which collections were made for the injection, and one of them may be the marker's own. */
function changeWithMarker(input: Reconciliation, wish: Wish): Change | undefined {
  const templates = templatesAfter(input);
  const there = valueAtKeyedPath(input.current, MARKER_PATH) !== undefined;
  if (Object.keys(templates).length === 0) {
    const removes = there ? [...wish.removes, MARKER_PATH] : wish.removes;
    return buildChange(input.current, { ...wish, removes }).change;
  }
  const withMarker = (value: string): Wish => {
    const want: Want = { path: MARKER_PATH, value, place: "last" };
    return { ...wish, wants: [...wish.wants, want] };
  };
  const draft = buildChange(input.current, withMarker(""));
  const after =
    draft.change === undefined ? input.current : applyChange(input.current, draft.change);
  const valueThere = (path: string) => {
    const keyed = parseKeyedPath(path);
    return keyed === undefined ? undefined : valueAtKeyedPath(after, keyed);
  };
  const isThere = (path: string) => valueThere(path) !== undefined;
  const isFilled = (path: string) => !isEmpty(valueThere(path) ?? null);
  const filled = draft.filled.map((path) => [formatKeyedPath(path), input.textOf(path)] as const);
  const { marker } = input;
  const text = writeMarker({
    templates,
    created: [
      ...new Set([...marker.created.filter(isThere), ...draft.created.map(formatKeyedPath)]),
    ],
    replaced: {
      ...Object.fromEntries(Object.entries(marker.replaced).filter(([path]) => isFilled(path))),
      ...Object.fromEntries(filled),
    },
  });
  return buildChange(input.current, withMarker(text)).change;
}

function templatesAfter({ marker, asked, wants, records }: Reconciliation): Marker["templates"] {
  const others = Object.entries(marker.templates).filter(([name]) => !asked.includes(name));
  const put = Object.entries(records).map(([name, record]): [string, InjectedTemplate] => {
    const own = wants.filter(({ template }) => template === name);
    const added = own.map(({ path, value }) => [formatKeyedPath(path), hashValue(value)] as const);
    return [name, { ...record, added: Object.fromEntries(added) }];
  });
  return Object.fromEntries([...others, ...put]);
}

/** What differs both from what was put in and from what is wanted now was edited by hand: it is not overwritten. */
function editedByHand(
  { current, wants }: Reconciliation,
  owned: ReadonlyMap<string, string>,
  removes: readonly KeyedPath[],
): readonly PlanProblem[] {
  const replaced = wants.filter(({ path, value }) => {
    const there = valueAtKeyedPath(current, path);
    return there !== undefined && !deepEqual(there, value);
  });
  const touched = [...replaced.map(({ path }) => path), ...removes];
  return touched.flatMap((path) => {
    const text = formatKeyedPath(path);
    const hash = owned.get(text);
    const there = valueAtKeyedPath(current, path);
    if (hash === undefined || there === undefined || hash === hashValue(there)) return [];
    return [
      {
        rule: "injected-edited",
        at: indexedPath(current, path) ?? [],
        message: `${text} was injected and has been edited since`,
      },
    ];
  });
}

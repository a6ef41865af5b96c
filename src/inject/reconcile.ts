import { type InjectedTemplate, MARKER_KEY, type Marker, writeMarker } from "../manifest/marker.ts";
import { asMap, deepEqual, isEmpty, type Value, type ValueMap } from "../manifest/value.ts";
import { buildChange, type Want, type Wish } from "./build-change.ts";
import { fitsHash, hashField } from "./canonical-field.ts";
import { applyChange, type Change } from "./change.ts";
import type { OwnedWant } from "./draft.ts";
import { driftOf, type SidecarDrift } from "./drift.ts";
import { editedFields } from "./edited-fields.ts";
import { type InjectedField, injectedFields } from "./injected-field.ts";
import {
  comparedPath,
  formatKeyedPath,
  indexedPath,
  type KeyedPath,
  meaningAt,
  parseKeyedPath,
  pathsOfSameName,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import { neededFields } from "./needed-fields.ts";
import { pathProblem } from "./path-problem.ts";
import type { PlanProblem } from "./plan-problem.ts";

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

/** What becomes of the pod template, or why nothing can. */
export interface Reconciled {
  readonly change: Change | undefined;
  readonly problems: readonly PlanProblem[];
  /** What has become of each template's sidecar since it was put in. */
  readonly drift: readonly SidecarDrift[];
  /** The templates of which something comes in that is not there. */
  readonly arriving: ReadonlySet<string>;
  /** What was put in and stays, though nothing of it is wanted: edited fields, and what others need. */
  readonly left: readonly InjectedField[];
}

const MARKER_PATH: KeyedPath = ["metadata", "annotations", MARKER_KEY];

/**
 * Returns the change that leaves of the asked templates exactly what is wanted: what is there already stays where it is,
 * what an earlier run has put in is replaced or taken out, the rest comes in. What somebody has edited is kept, unless it
 * is to be overwritten.
 */
export function reconcile(input: Reconciliation): Reconciled {
  const { current, marker, asked, wants, onEdit } = input;
  const foreign = ownedHashes(marker, (name) => !asked.includes(name));
  const fields = injectedFields(current, marker, asked, wants).filter(
    ({ text, wanted }) => wanted !== undefined || !foreign.has(text),
  );
  const kept = onEdit === "overwrite" ? [] : fields.filter(isEdited);
  const wishThatLeaves = wishOf(input, fields, kept);
  const left = leftFields(kept, fields, (some) => fulfilled(current, wishThatLeaves(some)));
  return {
    change: changeWithMarker(input, wishThatLeaves(left), left),
    problems: [
      ...unclearFields(input),
      ...takenNames(current, left, wants),
      ...editedFields(current, kept, left),
    ],
    drift: asked.map((template) => {
      const own = fields.filter(
        (field) =>
          field.template === template && !(field.state === "superfluous" && left.includes(field)),
      );
      return driftOf(template, marker.templates[template] !== undefined, own);
    }),
    arriving: new Set(fields.filter(isAbsent).map(({ template }) => template)),
    left,
  };
}

/** Which of several items of a name an earlier run has put in would be a guess. */
function unclearFields({ current, marker, asked }: Reconciliation): readonly PlanProblem[] {
  const own = ownedHashes(marker, (name) => asked.includes(name));
  const problems = [...own.keys()].flatMap((text) => {
    const path = parseKeyedPath(text);
    const problem = path === undefined ? undefined : pathProblem(current, path);
    return problem?.rule === "field-ambiguous" ? [problem] : [];
  });
  const first = new Map(problems.map((problem) => [problem.message, problem]));
  return [...first.values()];
}

/** What stays, because somebody has edited it, still has its name. */
function takenNames(
  current: ValueMap,
  left: readonly InjectedField[],
  wants: readonly OwnedWant[],
): readonly PlanProblem[] {
  return left.flatMap(({ path, text }) => {
    const names = pathsOfSameName(path).map(comparedPath);
    const other = wants.find((want) => names.includes(comparedPath(want.path)));
    if (other === undefined) return [];
    const message = `${text} has been edited since it was injected and stays, so ${formatKeyedPath(other.path)} cannot get its name`;
    const at = indexedPath(current, path) ?? [];
    return [{ rule: "field-conflict", at, message, help: TAKEN_HELP, item: other.path }];
  });
}

const TAKEN_HELP = "Give up the edit with `--force`, or rename what was edited.";

/** Returns what is to become of the pod template if the given fields stay, though nothing wants them. */
function wishOf(
  { current, marker, asked, wants }: Reconciliation,
  fields: readonly InjectedField[],
  kept: readonly InjectedField[],
): (left: readonly InjectedField[]) => Wish {
  const removable = removablePaths(current, marker, asked);
  return (left) => {
    const stays = new Set([...left, ...wants].map(({ path }) => formatKeyedPath(path)));
    return {
      wants: wants.map((want) => asItStands(want, fields, kept)),
      removes: removable.filter((path) => !stays.has(formatKeyedPath(path))),
      created: new Set(marker.created),
      replaced: new Map(Object.entries(marker.replaced)),
    };
  };
}

function isAbsent({ state }: InjectedField): boolean {
  return state === "missing" || state === "removed";
}

function isEdited({ state }: InjectedField): boolean {
  return state === "edited" || state === "contested";
}

/** What people have written themselves may need what was put in just as an edited field does. */
function leftFields(
  kept: readonly InjectedField[],
  fields: readonly InjectedField[],
  templateWith: (left: readonly InjectedField[]) => ValueMap,
): readonly InjectedField[] {
  const unwanted = fields.filter(({ wanted }) => wanted === undefined);
  const edited = unwanted.filter((field) => kept.includes(field));
  if (unwanted.length === 0) return [];
  const needed = neededFields(templateWith(edited), edited, unwanted);
  return [...edited, ...needed.filter((field) => !edited.includes(field))];
}

function fulfilled(current: ValueMap, wish: Wish): ValueMap {
  const { change } = buildChange(current, wish);
  return change === undefined ? current : asMap(applyChange(current, change));
}

/** What stays as it is, because it is kept or says the same in other words, still has its place among what comes in. */
function asItStands(
  want: OwnedWant,
  fields: readonly InjectedField[],
  kept: readonly InjectedField[],
): OwnedWant {
  const text = formatKeyedPath(want.path);
  const field = fields.find((other) => other.text === text && other.template === want.template);
  const stays = field?.state === "current" || kept.some((other) => other.text === text);
  return stays && field?.there !== undefined ? { ...want, value: field.there } : want;
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
function changeWithMarker(
  input: Reconciliation,
  wish: Wish,
  left: readonly InjectedField[],
): Change | undefined {
  const templates = templatesAfter(input, left);
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
      ...new Set([...marker.created.filter(isThere), ...draft.created.map(formatKeyedPath)]),
    ],
    replaced: {
      ...Object.fromEntries(Object.entries(marker.replaced).filter(([path]) => isFilled(path))),
      ...Object.fromEntries(filled),
    },
  });
  return buildChange(input.current, withMarker(text)).change;
}

/** A hash that still fits stays as it is, so that a marker changes only where what it is about does. */
function hashEntry(
  path: KeyedPath,
  value: Value,
  before: InjectedTemplate["added"] = {},
): readonly [string, string] {
  const text = formatKeyedPath(path);
  const hash = before[text];
  return [text, hash !== undefined && fitsHash(path, value, hash) ? hash : hashField(path, value)];
}

function templatesAfter(
  { marker, asked, wants, records }: Reconciliation,
  left: readonly InjectedField[],
): Marker["templates"] {
  const others = Object.entries(marker.templates).filter(([name]) => !asked.includes(name));
  const worked = asked.flatMap((name): readonly (readonly [string, InjectedTemplate])[] => {
    const before = marker.templates[name];
    const record = records[name] ?? before;
    const stays = left.filter(({ template }) => template === name);
    if (record === undefined || (records[name] === undefined && stays.length === 0)) return [];
    const own = wants.filter(({ template }) => template === name);
    const added = Object.fromEntries([
      ...stays.map(({ text }) => [text, before?.added[text] ?? ""] as const),
      ...own.map(({ path, value }) => hashEntry(path, value, before?.added)),
    ]);
    const { hash, ports } = record;
    const isSame = before !== undefined && deepEqual([before.added, before.ports], [added, ports]);
    // A marker that says something new restarts the pods: it does so only where something else does.
    return [[name, isSame ? before : { hash, ports, added }]];
  });
  return Object.fromEntries([...others, ...worked]);
}

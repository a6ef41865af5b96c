import type { ValueMap } from "../manifest/value.ts";
import type { Wish } from "./build-change.ts";
import type { Change } from "./change.ts";
import { changeWithMarker } from "./change-with-marker.ts";
import type { OwnedWant } from "./draft.ts";
import { driftOf, type SidecarDrift } from "./drift.ts";
import { editedFields } from "./edited-fields.ts";
import { type InjectedField, injectedFields } from "./injected-field.ts";
import {
  comparedPath,
  formatKeyedPath,
  indexedPath,
  type KeyedPath,
  parseKeyedPath,
  pathsOfSameName,
  valueAtKeyedPath,
} from "./keyed-path.ts";
import { type Needs, neededFields } from "./needed-fields.ts";
import { pathProblem } from "./path-problem.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { fulfilled, ownedHashes, type Reconciliation, removablePaths } from "./reconciliation.ts";
import { isClaimed, needsClaim } from "./template-claim.ts";
import { unclaimedFields } from "./unclaimed-fields.ts";

/** What becomes of the pod template, or why nothing can. */
export interface Reconciled {
  readonly change: Change | undefined;
  readonly problems: readonly PlanProblem[];
  /** What has become of each template's sidecar since it was put in. */
  readonly drift: readonly SidecarDrift[];
  /** The templates of which something comes in that is not there. */
  readonly arriving: ReadonlySet<string>;
  /** The containers and fields of the whole pod that go, as formatted paths. */
  readonly removed: readonly string[];
  /** What was put in and stays, though nothing of it is wanted: edited fields, and what others need. */
  readonly left: readonly InjectedField[];
}

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
  const isKept = (field: InjectedField) =>
    onEdit === "keep" && (isEdited(field) || isUnclaimed(field));
  const isUnclaimed = ({ template, path, there, wanted }: InjectedField) =>
    wanted === undefined &&
    there !== undefined &&
    !isClaimed(input.templates.get(template), path, there);
  const kept = fields.filter(isKept);
  const unclaimed = kept.filter(isUnclaimed);
  const wishThatLeaves = wishOf(input, fields, kept);
  const left = leftFields(kept, fields, (stays) => ({
    template: fulfilled(current, wishThatLeaves(stays)),
    stays,
    awaited: new Set(marker.awaited),
  }));
  const { change, moved } = changeWithMarker(input, wishThatLeaves(left), left);
  return {
    change,
    problems: [
      ...unclearFields(input),
      ...takenNames(current, left, wants),
      ...unclaimedFields(input, unclaimed),
      ...editedFields(
        current,
        kept.filter((field) => !unclaimed.includes(field)),
        left,
      ),
    ],
    drift: asked.map((template) => {
      const own = fields.filter(
        (field) =>
          field.template === template && !(field.state === "superfluous" && left.includes(field)),
      );
      const all = [...own, ...unmetFields(input, template)];
      return driftOf(template, marker.templates.has(template), all, moved);
    }),
    arriving: new Set(fields.filter(isAbsent).map(({ template }) => template)),
    left,
    removed: removedPaths(fields, left),
  };
}

/**
 * Something else stands where the template wants a field, and the marker does not say that it was put in: if it says that this
 * very version of the template was, somebody has edited the one or the other.
 */
function unmetFields(
  { current, marker, records, unmet }: Reconciliation,
  template: string,
): readonly InjectedField[] {
  const isSameVersion = marker.templates.get(template)?.hash === records.get(template)?.hash;
  const state = isSameVersion ? "edited" : "outdated";
  return unmet
    .filter((want) => want.template === template)
    .map(({ path, value }) => {
      const there = valueAtKeyedPath(current, path);
      return { template, path, text: formatKeyedPath(path), state, there, wanted: value };
    });
}

/** What only comes to another list stays. */
function removedPaths(
  fields: readonly InjectedField[],
  left: readonly InjectedField[],
): readonly string[] {
  const wanted = new Set(
    fields.filter((field) => field.wanted !== undefined).map(({ path }) => nameAt(path)),
  );
  return fields
    .filter((field) => field.wanted === undefined && !left.includes(field))
    .filter(({ path }) => needsClaim(path) && !wanted.has(nameAt(path)))
    .map(({ text }) => text);
}

function nameAt(path: KeyedPath): string {
  const last = path.at(-1);
  return typeof last === "object" ? last.item : formatKeyedPath(path);
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
  input: Reconciliation,
  fields: readonly InjectedField[],
  kept: readonly InjectedField[],
): (left: readonly InjectedField[]) => Wish {
  const { marker, asked, wants, records } = input;
  const removable = removablePaths(input);
  const isUpdate = asked.some(
    (name) => records.get(name)?.hash !== marker.templates.get(name)?.hash,
  );
  const own = new Set(isUpdate ? removable.map(formatKeyedPath) : []);
  return (left) => {
    const stays = new Set([...left, ...wants].map(({ path }) => formatKeyedPath(path)));
    return {
      wants: wants.map((want) => placedAnew(asItStands(want, fields, kept), own)),
      removes: removable.filter((path) => !stays.has(formatKeyedPath(path))),
      created: new Set(marker.created),
      replaced: marker.replaced,
    };
  };
}

/**
 * The order of containers is that in which they start. After an update it is that of a new injection; where nothing is new,
 * what people have put in another place stays there.
 */
function placedAnew(want: OwnedWant, own: ReadonlySet<string>): OwnedWant {
  const [spec, list, ...rest] = want.path;
  const isContainer =
    spec === "spec" && (list === "containers" || list === "initContainers") && rest.length === 1;
  return isContainer && own.has(formatKeyedPath(want.path)) ? { ...want, anew: true } : want;
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
  needsOf: (stays: readonly InjectedField[]) => Needs,
): readonly InjectedField[] {
  const unwanted = fields.filter(({ wanted }) => wanted === undefined);
  const edited = unwanted.filter((field) => kept.includes(field));
  if (unwanted.length === 0) return [];
  const needed = neededFields(needsOf(edited), unwanted);
  return [...edited, ...needed.filter((field) => !edited.includes(field))];
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

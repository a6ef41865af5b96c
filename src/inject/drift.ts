import type { Value } from "../manifest/value.ts";
import { fieldDifferences } from "./field-differences.ts";
import type { FieldState, InjectedField } from "./injected-field.ts";
import { formatKeyedPath } from "./keyed-path.ts";

/** How a sidecar that a workload has differs from the one that it is to have. */
export type SidecarState =
  | "current"
  | "missing"
  | "outdated"
  | "edited"
  /** What it should be is not known: its template is not there, or a parameter of it has no value. */
  | "unknown";

/** One thing that differs. */
export interface Difference {
  /** A keyed path from the pod template on, such as `spec.initContainers[fluent-bit].image`. */
  readonly path: string;
  /** Whether the template or its values have changed, or somebody has edited what was put in, or both have happened. */
  readonly cause: "template" | "edit" | "both";
  /** What stands there; undefined where nothing does. */
  readonly there?: Value;
  /** What the template wants there; undefined where it wants nothing. */
  readonly wanted?: Value;
}

/** What has become of a sidecar in a workload. */
export interface SidecarDrift {
  readonly template: string;
  readonly state: SidecarState;
  /** Empty where the sidecar is current, and where it is missing as a whole. */
  readonly differences: readonly Difference[];
}

const CAUSES: Readonly<Partial<Record<FieldState, Difference["cause"]>>> = {
  missing: "template",
  outdated: "template",
  superfluous: "template",
  removed: "edit",
  edited: "edit",
  contested: "both",
};

/**
 * Returns what has become of a template's sidecar; `isRecorded` tells whether the marker knows of it, `moved` are formatted
 * paths of what comes to another place.
 */
export function driftOf(
  template: string,
  isRecorded: boolean,
  fields: readonly InjectedField[],
  moved: ReadonlySet<string>,
): SidecarDrift {
  if (!isRecorded) return { template, state: "missing", differences: [] };
  const differences = fields.flatMap((field) => [
    ...differencesOf(field),
    ...(moved.has(field.text) ? moveOf(field) : []),
  ]);
  const isEdited = differences.some(({ cause }) => cause !== "template");
  const changed = differences.length === 0 ? "current" : "outdated";
  return { template, state: isEdited ? "edited" : changed, differences };
}

/** An item that is in another place than it should be is the same on both sides. */
function moveOf({ text, there }: InjectedField): readonly Difference[] {
  return there === undefined ? [] : [{ path: text, cause: "template", there, wanted: there }];
}

function differencesOf(field: InjectedField): readonly Difference[] {
  const cause = CAUSES[field.state];
  if (cause === undefined) return [];
  return fieldDifferences(field).map((difference) => ({
    ...difference,
    path: formatKeyedPath(difference.path),
    cause,
  }));
}

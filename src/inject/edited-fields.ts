import type { FieldPath } from "../manifest/field-path.ts";
import { showValue } from "../manifest/show-value.ts";
import { deepEqual, type Value, type ValueMap } from "../manifest/value.ts";
import { fieldDifferences } from "./field-differences.ts";
import type { InjectedField } from "./injected-field.ts";
import { formatKeyedPath, indexedPath, type KeyedPath } from "./keyed-path.ts";
import type { LeafDifference } from "./leaf-differences.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Returns what is said of the fields that are kept because somebody has edited them; `left` stay though nothing is wanted. */
export function editedFields(
  current: ValueMap,
  kept: readonly InjectedField[],
  left: readonly InjectedField[],
): readonly PlanProblem[] {
  const needed = left.filter((field) => !kept.includes(field)).map(({ text }) => text);
  const rest = needed.length === 0 ? "" : `, and so is what it needs: ${needed.join(", ")}`;
  const texts = kept.map(({ text }) => text);
  return kept
    .filter(({ text }, index) => texts.indexOf(text) === index)
    .map((field) => {
      const { text, template, state } = field;
      const [first, ...more] = editsOf(field);
      const edit = first === undefined ? "" : ` (${editText(first)}${countMore(more)})`;
      const message = `${text} was injected from "${template}" and has been edited since${edit}`;
      const at = placeIn(current, first?.path ?? field.path);
      return state === "contested"
        ? {
            rule: "injected-edited",
            at,
            message: `${message}; the template has something new there`,
            help: CONTESTED,
          }
        : {
            rule: "injected-edited",
            at,
            message: `${message}: it is kept${rest}`,
            severity: "warning",
          };
    });
}

const CONTESTED =
  "`--force --diff` shows both. Move the edit into the template or a parameter of it, or give it up with `--force`.";

/** What was put in is known only where it is still wanted. */
function editsOf(field: InjectedField): readonly LeafDifference[] {
  const isKnown = field.state === "edited" && field.wanted !== undefined;
  return isKnown ? fieldDifferences(field) : [];
}

function editText({ path, there, wanted }: LeafDifference): string {
  const text = (value: Value | undefined) => (value === undefined ? "nothing" : showValue(value));
  const name = formatKeyedPath(path.slice(-1));
  if (there !== undefined && wanted !== undefined && deepEqual(there, wanted)) {
    return `${name} is in another place`;
  }
  return `${name} is ${text(there)} in place of ${text(wanted)}`;
}

function countMore(more: readonly LeafDifference[]): string {
  return more.length === 0 ? "" : `, and ${more.length} more`;
}

/** Returns the deepest place on the way to the path that is there. */
function placeIn(current: ValueMap, path: KeyedPath): FieldPath {
  const indexed = indexedPath(current, path);
  return indexed ?? (path.length === 0 ? [] : placeIn(current, path.slice(0, -1)));
}

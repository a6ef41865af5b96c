import type { FieldPath } from "../../manifest/field-path.ts";
import { asList, asMap, asString, isMap, type Value, type ValueMap } from "../../manifest/value.ts";

/** A condition of a workload's selector on the labels of its pods. */
export interface SelectorCondition {
  /** Path from the workload on. */
  readonly at: FieldPath;
  readonly key: string;
  /** How the condition reads, e.g. `app = "web"`. */
  readonly text: string;
  /** The one value that meets it, if there is one. */
  readonly wanted?: string;
  isMet(label: string | undefined): boolean;
}

const SELECTOR = ["spec", "selector"] as const;

/** Returns the well-formed conditions of `spec.selector` of a workload, in their order. */
export function selectorConditions(workload: ValueMap): readonly SelectorCondition[] {
  const selector = asMap(asMap(workload["spec"])["selector"]);
  const labels = Object.entries(asMap(selector["matchLabels"])).flatMap(([key, value]) =>
    typeof value === "string" ? [equals(key, value)] : [],
  );
  const expressions = asList(selector["matchExpressions"]).flatMap((value, index) =>
    isMap(value) ? expression([...SELECTOR, "matchExpressions", index], value) : [],
  );
  return [...labels, ...expressions];
}

function equals(key: string, wanted: string): SelectorCondition {
  return {
    at: [...SELECTOR, "matchLabels", key],
    key,
    wanted,
    text: `${key} = "${wanted}"`,
    isMet: (label) => label === wanted,
  };
}

// https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go (Requirement.Matches)
function expression(at: FieldPath, value: ValueMap): readonly SelectorCondition[] {
  const key = asString(value["key"]);
  const operator = asString(value["operator"]);
  const values = asList(value["values"]);
  if (key === undefined || values.some((item) => typeof item !== "string")) return [];
  const isIn = (label: string | undefined) => label !== undefined && values.includes(label);
  const list = values.map((item: Value) => `"${item}"`).join(", ");
  // With an empty list the API server rejects the selector as such.
  if (list === "" && (operator === "In" || operator === "NotIn")) return [];
  switch (operator) {
    case "In":
      return [{ at, key, text: `${key} in ${list}`, isMet: isIn }];
    case "NotIn":
      return [{ at, key, text: `${key} not in ${list}`, isMet: (label) => !isIn(label) }];
    case "Exists":
      return [{ at, key, text: `a label ${key}`, isMet: (label) => label !== undefined }];
    case "DoesNotExist":
      return [{ at, key, text: `no label ${key}`, isMet: (label) => label === undefined }];
    default:
      return [];
  }
}

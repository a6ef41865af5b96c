/** One condition on the labels of an object; a selector is all of its requirements. */
export type Requirement =
  | {
      readonly key: string;
      readonly operator: "in" | "notin";
      readonly values: readonly string[];
    }
  | { readonly key: string; readonly operator: "exists" | "absent" }
  | { readonly key: string; readonly operator: "gt" | "lt"; readonly bound: bigint };

/** A label selector; without requirements it matches everything. */
export type Selector = readonly Requirement[];

/** The object form of a selector, as `spec.selector` of a workload has it. */
export interface SelectorObject {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

/** Returns the selector that an object of valid labels and expressions stands for. */
export function selectorOfObject(object: SelectorObject): Selector {
  const equal = Object.entries(object.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: "in", values: [value] }),
  );
  const expressions = (object.matchExpressions ?? []).map(
    ({ key, operator, values = [] }): Requirement => {
      if (operator === "Exists") return { key, operator: "exists" };
      if (operator === "DoesNotExist") return { key, operator: "absent" };
      return { key, operator: operator === "In" ? "in" : "notin", values };
    },
  );
  return [...equal, ...expressions];
}

/** Tells whether labels meet all requirements, as `Requirement.Matches` of k8s.io/apimachinery does. */
export function matches(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  return selector.every((requirement) => meets(requirement, labels));
}

function meets(requirement: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const { key } = requirement;
  const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (requirement.operator) {
    case "in":
      return label !== undefined && requirement.values.includes(label);
    case "notin":
      return label === undefined || !requirement.values.includes(label);
    case "exists":
      return label !== undefined;
    case "absent":
      return label === undefined;
    case "gt":
    case "lt": {
      const number = label === undefined ? undefined : readInteger(label);
      if (number === undefined) return false;
      return requirement.operator === "gt"
        ? number > requirement.bound
        : number < requirement.bound;
    }
  }
}

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** Returns the integer that a decimal string holds, or undefined; like kubectl it knows 64 bits. */
export function readInteger(text: string): bigint | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined;
  const number = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return number < SMALLEST || number > LARGEST ? undefined : number;
}

/** Returns the selector in the grammar of `-l`. */
export function formatSelector(selector: Selector): string {
  return selector.map(formatRequirement).join(",");
}

function formatRequirement(requirement: Requirement): string {
  const { key } = requirement;
  switch (requirement.operator) {
    case "exists":
      return key;
    case "absent":
      return `!${key}`;
    case "gt":
      return `${key}>${requirement.bound}`;
    case "lt":
      return `${key}<${requirement.bound}`;
    case "in":
    case "notin": {
      const [first, ...others] = requirement.values;
      if (others.length > 0 || first === undefined) {
        return `${key} ${requirement.operator} (${requirement.values.join(",")})`;
      }
      return `${key}${requirement.operator === "in" ? "=" : "!="}${first}`;
    }
  }
}

import { nearestHint } from "../text/nearest.ts";
import { type FieldPath, formatPath } from "./field-path.ts";
import { showValue } from "./show-value.ts";
import type { Value } from "./value.ts";

/** Where and how a value departs from its schema. */
export type SchemaFault =
  | {
      readonly kind: "unknown";
      readonly path: FieldPath;
      readonly field: string;
      readonly known: readonly string[];
      /** Where a field of that name is known, one level deeper: `pod.labels`. */
      readonly deeper: readonly string[];
      readonly severity: "error" | "warning";
    }
  | { readonly kind: "missing"; readonly path: FieldPath; readonly field: string }
  | {
      readonly kind: "wrong";
      readonly path: FieldPath;
      /** What must be, behind "must": `be an integer`. */
      readonly must: string;
      readonly actual: Value;
      /** The values that it may have, where they are counted. */
      readonly choices?: readonly Value[];
      /** True where the key that ends the path is wrong, and not its value. */
      readonly isKey?: boolean;
    };

/** As `describeFault`, and does not show the value. */
export function describeSecretFault(
  fault: SchemaFault,
  nameOf: (path: FieldPath) => string,
): { readonly message: string; readonly help: string } {
  if (fault.kind !== "wrong") return describeFault(fault, nameOf);
  return { message: `${nameOf(fault.path)} must ${fault.must}`, help: "" };
}

/** Returns what to say of a fault and what to do about it; `nameOf` names the field at a path. */
export function describeFault(
  fault: SchemaFault,
  nameOf: (path: FieldPath) => string = formatPath,
): { readonly message: string; readonly help: string } {
  if (fault.kind === "wrong") {
    const name = nameOf(fault.path) || "the document";
    const { must, actual, choices = [] } = fault;
    const words = choices.filter((choice) => typeof choice === "string");
    const hint = typeof actual === "string" ? nearestHint(actual, words) : "";
    return { message: `${name} must ${must}, not ${showValue(actual)}${hint}`, help: "" };
  }
  const name = nameOf([...fault.path, fault.field]);
  if (fault.kind === "missing") return { message: `${name} is missing`, help: "" };
  const [deeper] = fault.deeper;
  const hint =
    deeper === undefined ? nearestHint(fault.field, fault.known) : `; did you mean "${deeper}"?`;
  const isListed = hint === "" && fault.known.length > 0;
  return {
    message: `unknown field "${name}"${hint}`,
    help: isListed ? `known here: ${fault.known.join(", ")}` : "",
  };
}

/** Returns the path of what is to be shown of a fault, and whether its key is meant or its value. */
export function subjectOf(fault: SchemaFault): {
  readonly path: FieldPath;
  readonly part: "key" | "value";
} {
  if (fault.kind === "unknown") return { path: [...fault.path, fault.field], part: "key" };
  const isKey = fault.kind === "wrong" && fault.isKey === true;
  return { path: fault.path, part: isKey ? "key" : "value" };
}

/** Tells whether the fault makes the value invalid. */
export function isError(fault: SchemaFault): boolean {
  return fault.kind !== "unknown" || fault.severity === "error";
}

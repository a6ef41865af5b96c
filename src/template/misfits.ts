import type { FieldPath } from "../manifest/field-path.ts";
import { describeFault, isError } from "../manifest/schema-fault.ts";
import { asList, asMap, asString, type Value, type ValueMap } from "../manifest/value.ts";
import { checkDocument } from "./check-document.ts";
import type { Filled } from "./fill-in.ts";
import type { ResolvedParams } from "./params.ts";
import type { RenderProblem } from "./reference-value.ts";
import type { Template } from "./template.ts";

/** Returns where values that users set are of the right type and still wrong where they go, such as a relative path. */
export function misfits(
  template: Template,
  { setByUser }: ResolvedParams,
  filled: Filled,
  origins: WeakMap<object, FieldPath>,
): readonly RenderProblem[] {
  // Without them everything was checked when the template was read.
  if (setByUser.length === 0) return [];
  return checkDocument(asDocument(template, filled))
    .filter(isError)
    .map((fault) => {
      const path = originOf(fault.path.slice(1), filled as ValueMap, origins);
      const written = textAt(template.spec as unknown as ValueMap, path.slice(1));
      const help = written === undefined ? "" : `the template says ${written}`;
      const { message } = describeFault({ ...fault, path });
      return { message, help, from: "", about: "values" };
    });
}

/** Returns the document of a template that had these values written in it. */
function asDocument({ name, spec }: Template, filled: Filled): ValueMap {
  return {
    apiVersion: "kube-sidecar.dev/v1alpha1",
    kind: "SidecarTemplate",
    metadata: { name },
    spec: { role: spec.role, ...filled },
  };
}

/** Returns where in the template's document the value at a path of the filled-in spec comes from. */
function originOf(
  path: FieldPath,
  filled: ValueMap,
  origins: WeakMap<object, FieldPath>,
): FieldPath {
  let origin: FieldPath = ["spec"];
  let value: Value | undefined = filled;
  for (const segment of path) {
    value = typeof segment === "number" ? asList(value)[segment] : asMap(value)[segment];
    const noted = typeof value === "object" && value !== null ? origins.get(value) : undefined;
    origin = noted ?? [...origin, segment];
  }
  return origin;
}

function textAt(spec: Value, path: FieldPath): string | undefined {
  let value: Value | undefined = spec;
  for (const segment of path) {
    if (typeof value === "string") break;
    value = typeof segment === "number" ? asList(value)[segment] : asMap(value)[segment];
  }
  return asString(value);
}

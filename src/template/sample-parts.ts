import { isList, isMap, type Value } from "../manifest/value.ts";
import { exampleValues } from "./example-values.ts";
import { FILLED_PARTS, type Filled, fillIn } from "./fill-in.ts";
import { resolveParams } from "./params.ts";
import { sampleScope } from "./samples.ts";
import type { AssignedValue, Template } from "./template.ts";

/**
 * Returns the parts of a template as a plain app would get them, by defaults and examples. Nothing is left out, whatever
 * `when` says, so that items stand at the places that they have in the file.
 */
export function sampleParts(template: Template): Filled {
  const scope = sampleScope([template]);
  const conditions = FILLED_PARTS.flatMap((part) => conditionsIn(template.spec[part] ?? null));
  const switches = [...new Set(conditions)].map(
    (param): AssignedValue => ({
      template: template.name,
      param,
      value: true,
      form: "value",
      from: "an example",
    }),
  );
  const assigned = [...switches, ...exampleValues(template)];
  return fillIn(template, resolveParams(template, assigned, scope), scope, new WeakMap()).filled;
}

function conditionsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(conditionsIn);
  if (!isMap(value)) return [];
  const { when } = value;
  const inner = Object.values(value).flatMap(conditionsIn);
  return typeof when === "string" ? [when, ...inner] : inner;
}

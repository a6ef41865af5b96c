import { asMap, type Value, type ValueMap } from "../manifest/value.ts";

/** Values of parameters: template → parameter → value. */
export type TemplateValues = ReadonlyMap<string, ReadonlyMap<string, Value>>;

/** Returns the values that a mapping of mappings holds; a parameter with nothing behind its colon has none. */
export function templateValuesOf(value: Value | undefined): TemplateValues {
  return new Map(
    Object.entries(asMap(value)).map(([template, params]) => [template, paramsOf(asMap(params))]),
  );
}

function paramsOf(params: ValueMap): ReadonlyMap<string, Value> {
  return new Map(Object.entries(params).filter(([, value]) => value !== null));
}

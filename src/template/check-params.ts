import type { FieldPath } from "../manifest/field-path.ts";
import { formatPath } from "../manifest/field-path.ts";
import type { JsonSchema } from "../manifest/json-schema.ts";
import { describeFault, isError, type SchemaFault } from "../manifest/schema-fault.ts";
import { isList, isMap, type Value } from "../manifest/value.ts";
import type { ParamChecker } from "./param-checker.ts";
import { referencesIn } from "./reference.ts";
import type { Parameter, TemplateSpec } from "./template.ts";
import { type TemplateFault, templateFault } from "./template-fault.ts";

/** Returns what is wrong with the parameters: schemas that cannot be, values that don't fit them, and circles. */
export function* checkParams(spec: TemplateSpec, check: ParamChecker): Generator<TemplateFault> {
  for (const [name, parameter] of Object.entries(spec.params)) {
    const path = ["spec", "params", name];
    const faults = [...checkSchema(parameter, path)];
    yield* faults;
    if (faults.length > 0) continue;
    yield* checkValues(parameter, path, { name, check });
    yield* checkCircle(name, spec, path);
  }
}

function* checkSchema(schema: JsonSchema, path: FieldPath): Generator<TemplateFault> {
  if (schema.pattern !== undefined && !isRegExp(schema.pattern)) {
    const message = `${formatPath([...path, "pattern"])} is no regular expression: ${schema.pattern}`;
    yield templateFault([...path, "pattern"], message);
  }
  if (schema.format === "port" && schema.type !== "integer") {
    yield templateFault([...path, "format"], "format port needs type: integer");
  }
  for (const [key, inner] of innerSchemas(schema)) yield* checkSchema(inner, [...path, ...key]);
}

/** Returns the schemas in a schema, each with the way to it. */
export function innerSchemas(schema: JsonSchema): readonly (readonly [FieldPath, JsonSchema])[] {
  const { items, additionalProperties, propertyNames, properties = {}, anyOf = [] } = schema;
  const named = { items, additionalProperties, propertyNames };
  return [
    ...Object.entries(named).flatMap(([key, inner]) =>
      typeof inner === "object" ? [[[key], inner] as const] : [],
    ),
    ...Object.entries(properties).map(([key, inner]) => [["properties", key], inner] as const),
    ...anyOf.map((inner, index) => [["anyOf", index], inner] as const),
  ];
}

function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

function* checkValues(
  parameter: Parameter,
  path: FieldPath,
  { name, check }: { readonly name: string; readonly check: ParamChecker },
): Generator<TemplateFault> {
  const { default: value, examples = [] } = parameter;
  if (value === undefined && examples.length === 0) {
    const message = `parameter "${name}" has no default, so that users must set it, and no examples that show them how`;
    yield templateFault(path, message, "give a `default`, or `examples: [...]`");
  }
  // A default with references is checked when they are filled in.
  if (value !== undefined && paramsIn(value) === undefined) {
    yield* unfit(check(name, value), [...path, "default"]);
  }
  for (const [index, example] of examples.entries()) {
    yield* unfit(check(name, example), [...path, "examples", index]);
  }
}

function* unfit(faults: readonly SchemaFault[], path: FieldPath): Generator<TemplateFault> {
  for (const fault of faults.filter(isError)) {
    const { message, help } = describeFault(fault, (inner) => formatPath([...path, ...inner]));
    yield templateFault([...path, ...fault.path], message, help);
  }
}

function* checkCircle(
  name: string,
  { params }: TemplateSpec,
  path: FieldPath,
): Generator<TemplateFault> {
  const visited = new Set<string>();
  const visit = (from: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of paramsIn(params[from]?.default ?? null) ?? []) {
      if (next === name) return [...way, next];
      if (visited.has(next)) continue;
      visited.add(next);
      const circle = visit(next, [...way, next]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  const circle = visit(name, [name]);
  if (circle === undefined) return;
  const message = `the default of parameter "${name}" depends on itself: ${circle.join(" -> ")}`;
  yield templateFault([...path, "default"], message);
}

/** Returns the parameters that a default refers to; undefined if it holds no reference at all. */
export function paramsIn(value: Value): readonly string[] | undefined {
  if (typeof value === "string") {
    const references = referencesIn(value);
    if (references.length === 0) return undefined;
    return references.filter(({ scope }) => scope === "params").map(({ name }) => name);
  }
  const children = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  const found = children.map(paramsIn).filter((names) => names !== undefined);
  return found.length === 0 ? undefined : found.flat();
}

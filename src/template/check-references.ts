import type { FieldPath } from "../manifest/field-path.ts";
import { isList, isMap, type Value } from "../manifest/value.ts";
import { nearestHint } from "../text/nearest.ts";
import { readCondition } from "./condition.ts";
import { type Reference, referencesIn } from "./reference.ts";
import type { TemplateSpec } from "./template.ts";
import { type TemplateFault, templateFault } from "./template-fault.ts";

const WORKLOAD = ["name", "kind", "namespace"];
const APP = ["name", "image", "port"];

/** Returns the references of a template's document that name nothing, and the conditions that are no parameters. */
export function* checkReferences(document: Value, spec: TemplateSpec): Generator<TemplateFault> {
  for (const { path, text } of textsOf(document, [])) {
    if (!isFilledIn(path)) continue;
    const key = path.at(-1);
    if (key === "when") yield* checkCondition(path, text, spec);
    for (const reference of referencesIn(text)) {
      if (!isKnown(reference, spec)) yield unknownReference(path, reference, spec);
    }
  }
  yield* checkKeys(document, []);
}

/** Parts of the spec that are for people alone. */
const TEXTS: FieldPath = ["description", "refuses", "findings"];

/** References count in the spec, but not in what is for people alone, and of a parameter only in its default. */
function isFilledIn([top, part = "", , keyword]: FieldPath): boolean {
  if (top !== "spec" || TEXTS.includes(part)) return false;
  return part !== "params" || keyword === "default";
}

function isKnown({ scope, name }: Reference, spec: TemplateSpec): boolean {
  if (scope === "params") return Object.hasOwn(spec.params, name);
  if (scope === "workload") return WORKLOAD.includes(name);
  return APP.includes(name) || /^ports\../.test(name);
}

function unknownReference(
  path: FieldPath,
  reference: Reference,
  spec: TemplateSpec,
): TemplateFault {
  const known = [
    ...Object.keys(spec.params).map((name) => `$(params.${name})`),
    ...WORKLOAD.map((name) => `$(workload.${name})`),
    ...APP.map((name) => `$(app.${name})`),
    "$(app.ports.NAME)",
  ];
  return templateFault(
    path,
    `unknown reference "${reference.text}"${nearestHint(reference.text, known)}`,
    `known: ${known.join(", ")}; for this very text write $${reference.text}`,
  );
}

function* checkCondition(
  path: FieldPath,
  text: string,
  { params }: TemplateSpec,
): Generator<TemplateFault> {
  // A label or a property of that name is no condition: conditions stand in items of lists.
  if (typeof path.at(-2) !== "number" || path[1] === "params") return;
  const { param: name } = readCondition(text);
  const parameter = Object.hasOwn(params, name) ? params[name] : undefined;
  if (parameter?.type === "boolean") return;
  // What is no type at all, the schema finds.
  if (parameter !== undefined && typeof parameter.type !== "string") return;
  const booleans = Object.keys(params).filter((other) => params[other]?.type === "boolean");
  const message =
    parameter === undefined
      ? `"when" names no parameter: "${name}"${nearestHint(name, booleans)}`
      : `"when" needs a boolean parameter, and "${name}" is of type ${parameter.type}`;
  const help =
    booleans.length === 0
      ? "declare a parameter of type boolean under spec.params"
      : `boolean parameters: ${booleans.join(", ")}`;
  yield templateFault(path, message, help);
}

function* checkKeys(value: Value, path: FieldPath): Generator<TemplateFault> {
  for (const [key, child] of childrenOf(value)) {
    const [reference] = typeof key === "string" ? referencesIn(key) : [];
    if (reference !== undefined) {
      const message = `the key "${key}" holds ${reference.text}, but references are filled in in values only`;
      yield { ...templateFault([...path, key], message), part: "key" };
    }
    yield* checkKeys(child, [...path, key]);
  }
}

function* textsOf(
  value: Value,
  path: FieldPath,
): Generator<{ readonly path: FieldPath; readonly text: string }> {
  if (typeof value === "string") yield { path, text: value };
  for (const [key, child] of childrenOf(value)) yield* textsOf(child, [...path, key]);
}

function childrenOf(value: Value): readonly (readonly [string | number, Value])[] {
  if (isList(value)) return [...value.entries()];
  return isMap(value) ? Object.entries(value) : [];
}

import { compactJson } from "../manifest/show-value.ts";
import { asList, asMap, asString, isMap, mapOf, type Value } from "../manifest/value.ts";
import { type Reference, referencesIn } from "./reference.ts";
import { referenceValue } from "./reference-value.ts";
import { substitute } from "./substitute.ts";
import type { Scope, Template } from "./template.ts";

/** What references to the app and its workload stand for where there is none. */
export const SAMPLE_SCOPE: Scope = {
  workload: { name: "web", kind: "Deployment", namespace: "default" },
  app: { name: "web", image: "example.com/web:1.0", port: 8080, ports: {} },
};

/** Returns the app that templates are shown and tried on: one that has the ports which they name. */
export function sampleScope(templates: readonly Template[]): Scope {
  const { port = 8080 } = SAMPLE_SCOPE.app;
  const named = templates.flatMap(({ spec }) =>
    referencesIn(compactJson(spec as unknown as Value)).flatMap(({ scope, name }) =>
      scope === "app" && name.startsWith("ports.") ? [name.slice("ports.".length)] : [],
    ),
  );
  const all = [...new Set(["http", ...named])];
  const ports = Object.fromEntries(all.map((name, index) => [name, port + index]));
  return { ...SAMPLE_SCOPE, app: { ...SAMPLE_SCOPE.app, ports } };
}

const BY_TYPE: Readonly<Record<string, Value>> = {
  string: "sample",
  integer: 8080,
  number: 1,
  boolean: true,
  array: [],
  object: {},
};

/**
 * Returns what references stand for when a template is checked without an app: defaults, else the first example.
 * `params` is as the document has it, and need not be valid.
 */
export function sampleValues(
  params: Value | undefined,
): (reference: Reference) => Value | undefined {
  const known = new Map<string, Value>();
  const open = new Set(Object.keys(asMap(params)));
  const valueFor = (reference: Reference): Value | undefined => {
    const { scope, name } = reference;
    if (scope !== "params") {
      return name.startsWith("ports.")
        ? SAMPLE_SCOPE.app.port
        : referenceValue(reference, {}, SAMPLE_SCOPE);
    }
    // Before its own default is filled in, so that a circle ends.
    if (open.delete(name)) known.set(name, sample(asMap(params)[name] ?? null, valueFor));
    return known.get(name);
  };
  return valueFor;
}

function sample(parameter: Value, valueFor: (reference: Reference) => Value | undefined): Value {
  if (!isMap(parameter)) return "";
  const [example] = asList(parameter["examples"]);
  const type = asString(parameter["type"]) ?? "";
  const value = parameter["default"] ?? example ?? BY_TYPE[type] ?? "";
  const schema = type in BY_TYPE ? { type: type as "string" } : {};
  return substitute(value, schema, [], { root: {}, valueFor });
}

/** Returns a template's document with samples in place of references. */
export function withSamples(document: Value, fill: (part: Value, name: string) => Value): Value {
  const spec = asMap(asMap(document)["spec"]);
  const filled = Object.entries(spec).map(([name, part]) => [name, fill(part, name)] as const);
  return mapOf([...Object.entries(asMap(document)), ["spec", mapOf(filled)]]);
}

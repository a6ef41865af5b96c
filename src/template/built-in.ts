import { builtInSources } from "../generated/built-in-templates.ts";
import type { Value } from "../manifest/value.ts";
import { encodeText } from "../text/source.ts";
import type { Template } from "./template.ts";
import { toSpec } from "./to-spec.ts";

const read = new Map<string, Template>();

/** Returns the names of the templates that come with the program, sorted. */
export function builtInNames(): readonly string[] {
  return Object.keys(builtInSources);
}

/** Returns a template that comes with the program, or undefined if there is none of that name. */
export function builtInTemplate(name: string): Template | undefined {
  const known = read.get(name);
  if (known !== undefined || !Object.hasOwn(builtInSources, name)) return known;
  const { spec = "", text = "" } = builtInSources[name] ?? {};
  const source = { path: `templates/${name}.yaml`, text: encodeText(text) };
  // The build has checked it.
  const template = { name, builtIn: true, source, spec: toSpec(JSON.parse(spec) as Value) };
  read.set(name, template);
  return template;
}

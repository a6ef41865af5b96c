import { builtInModules } from "../generated/built-in-templates.ts";
import { schemaValidator } from "../manifest/schema-validator.ts";
import type { Value } from "../manifest/value.ts";
import { encodeText } from "../text/source.ts";
import type { ParamChecker } from "./param-checker.ts";
import type { Template } from "./template.ts";
import { toSpec } from "./to-spec.ts";

const read = new Map<string, Template>();

/** Returns the names of the templates that come with the program, sorted. */
export function builtInNames(): readonly string[] {
  return Object.keys(builtInModules);
}

/** Returns a template that comes with the program, or undefined if there is none of that name. */
export function builtInTemplate(name: string): Template | undefined {
  const known = read.get(name);
  if (known !== undefined || !Object.hasOwn(builtInModules, name)) return known;
  const { spec, text } = moduleOf(name).templateSource();
  const source = { path: `templates/${name}.yaml`, text: encodeText(text) };
  // The build has checked it.
  const parsed = toSpec(JSON.parse(spec) as Value);
  const template = { name, builtIn: true, source, spec: parsed, checkParam: checkerOf(name) };
  read.set(name, template);
  return template;
}

function moduleOf(name: string) {
  const found = builtInModules[name];
  if (found === undefined) throw new Error(`there is no built-in template ${name}`);
  return found;
}

/** Schemas of parameters were compiled by the build. */
function checkerOf(template: string): ParamChecker {
  return (param, value) => {
    const compiled = moduleOf(template).paramValidators()[param];
    if (compiled === undefined) throw new Error(`nothing compiled for ${template}.${param}`);
    return schemaValidator(compiled)(value);
  };
}

import type { Injector } from "../../config/injector.ts";
import { builtInNames, builtInTemplate } from "../../template/built-in.ts";
import type { Template } from "../../template/template.ts";

/** What the user's own files say that the command line names, or that are found. */
export interface OwnFiles {
  readonly injector?: Injector;
  readonly templates: readonly Template[];
}

/** Returns the names of all templates, the user's own and built-in ones, sorted. */
export function templateNames({ templates }: OwnFiles): readonly string[] {
  return [...new Set([...templates.map(({ name }) => name), ...builtInNames()])].sort();
}

/** Returns the template of a name, the user's own before a built-in one; undefined if there is none. */
export function templateOf(name: string, { templates }: OwnFiles): Template | undefined {
  return templates.find((template) => template.name === name) ?? builtInTemplate(name);
}

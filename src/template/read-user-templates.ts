import type { SchemaCompiler } from "../manifest/schema-validator.ts";
import type { Source } from "../text/source.ts";
import { builtInNames, builtInTemplate } from "./built-in.ts";
import { readTemplates, type TemplatesRead } from "./read-templates.ts";

/** Returns the templates of users' files; they can extend each other and the built-in ones. */
export function readUserTemplates(
  sources: readonly Source[],
  compile: SchemaCompiler,
): TemplatesRead {
  return readTemplates(sources, {
    compile,
    builtIns: { names: builtInNames, find: builtInTemplate },
  });
}

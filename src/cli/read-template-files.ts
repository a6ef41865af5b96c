import type { Reach } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import { type TemplatePath, templateSources } from "../io/template-sources.ts";
import { holdsTemplates } from "../manifest/own-objects.ts";
import type { TemplatesRead } from "../template/read-templates.ts";
import { readUserTemplates } from "../template/read-user-templates.ts";
import { limitedMatcher } from "./patterns/limited-matcher.ts";

/** Returns the templates of files and folders. Ajv, which is for their parameters, is loaded only if there are any. */
export async function readTemplateFiles(
  io: Io,
  paths: readonly TemplatePath[],
  reach: Reach,
): Promise<TemplatesRead> {
  const { sources, problems } = templateSources(io, paths, { reach, holdsTemplates });
  if (sources.length === 0) return { templates: [], problems };
  const { schemaCompiler } = await import("../template/ajv-compiler.ts");
  const read = readUserTemplates(sources, schemaCompiler(limitedMatcher()));
  return { ...read, problems: [...problems, ...read.problems] };
}

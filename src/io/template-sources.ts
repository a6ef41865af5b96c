import { resolve } from "node:path";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { listFiles } from "./list-files.ts";
import { readSource } from "./read-source.ts";

/**
 * Returns the files that hold templates: those in folders (not in folders in them), and those named themselves.
 * Each file comes once. Throws a `UserError` for what cannot be read and where there is no template.
 */
export function templateSources(io: Io, paths: readonly string[]): readonly Source[] {
  const sources = new Map<string, Source>();
  const lists = paths.map((path) => ({ path, ...listFiles(io, path, "flat") }));
  // A run that fails at the first of them overwrites none of the others with its report either.
  for (const file of lists.flatMap(({ files }) => files)) noteInput(io, file);
  for (const { path, files, leftOut } of lists) {
    for (const { message } of leftOut) throw new UserError(message);
    const found = files.map((file) => readSource(io, file));
    const templates = found.filter(({ text }) => text.includes("SidecarTemplate"));
    if (templates.length === 0) throw new UserError(`there is no SidecarTemplate in ${path}`);
    for (const source of templates) sources.set(resolve(io.cwd, source.path), source);
  }
  return [...sources.values()];
}

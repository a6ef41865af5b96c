import { resolve } from "node:path";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import type { Io } from "./io.ts";
import { listFiles } from "./list-files.ts";
import { readSource } from "./read-source.ts";

/**
 * Returns the files that hold templates: those in folders (not in folders in them), and those named themselves.
 * Each file comes once. Throws a `UserError` for what cannot be read and where there is no template.
 */
export function templateSources(io: Io, paths: readonly string[]): readonly Source[] {
  const sources = new Map<string, Source>();
  for (const path of paths) {
    const found = listFiles(io, path, "flat").files.map((file) => readSource(io, file));
    const templates = found.filter(({ text }) => text.includes("SidecarTemplate"));
    if (templates.length === 0) throw new UserError(`there is no SidecarTemplate in ${path}`);
    for (const source of templates) sources.set(resolve(io.cwd, source.path), source);
  }
  return [...sources.values()];
}

import { resolve } from "node:path";
import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOfFile } from "../text/place.ts";
import { printableLine } from "../text/printable.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { listFiles } from "./list-files.ts";
import { readSource } from "./read-source.ts";

/** The files that hold templates. */
export interface TemplateSources {
  readonly sources: readonly Source[];
  /** Of what is skipped in folders. */
  readonly problems: readonly DocumentProblem[];
}

/**
 * Returns the files that hold templates: those in folders (not in folders in them), and those named themselves.
 * Each file comes once. Throws a `UserError` for what cannot be read and where there is no template.
 */
export function templateSources(io: Io, paths: readonly string[]): TemplateSources {
  const sources = new Map<string, Source>();
  const lists = paths.map((path) => ({ path, ...listFiles(io, path, "flat") }));
  // A run that fails at the first of them overwrites none of the others with its report either.
  for (const file of lists.flatMap(({ files }) => files)) noteInput(io, file);
  for (const { path, files, leftOut } of lists) {
    const unreadable = leftOut.find(({ severity }) => severity === "error");
    if (unreadable !== undefined) throw new UserError(unreadable.message);
    const found = files.map((file) => readSource(io, file));
    const templates = found.filter(({ text }) => text.includes("SidecarTemplate"));
    if (templates.length === 0)
      throw new UserError(`there is no SidecarTemplate in ${printableLine(path)}`);
    for (const source of templates) sources.set(resolve(io.cwd, source.path), source);
  }
  const problems = lists
    .flatMap(({ leftOut }) => leftOut)
    .map(({ path, severity, message }) => ({
      severity,
      message,
      place: placeOfFile(path),
      help: "",
    }));
  return { sources: [...sources.values()], problems };
}

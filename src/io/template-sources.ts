import { resolve } from "node:path";
import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOfFile } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { UserError } from "../text/user-error.ts";
import { type Bound, boundOfFolder, type Reach, reasonOutside } from "./bound.ts";
import { noteInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { listFiles } from "./list-files.ts";
import { readFound, readNamed } from "./read-source.ts";

/** A file or folder of templates. */
export interface TemplatePath {
  readonly path: string;
  /** What it has to be in, where not the operator but a config that was found names it. */
  readonly bound?: Bound;
}

/** How far templates are looked for, and how they are told from other files. */
export interface TemplateReach {
  readonly reach: Reach;
  /** Tells whether a file holds templates, which takes a reader of YAML. */
  readonly holdsTemplates: (source: Source) => boolean;
}

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
export function templateSources(
  io: Io,
  paths: readonly TemplatePath[],
  { reach, holdsTemplates }: TemplateReach,
): TemplateSources {
  const sources = new Map<string, Source>();
  const lists = paths.map((named) => {
    refuseOutside(io, named);
    return { ...named, ...listFiles(io, named.path, "flat") };
  });
  // A run that fails at the first of them overwrites none of the others with its report either.
  for (const file of lists.flatMap(({ files }) => files)) noteInput(io, file);
  for (const { path, bound: given, origin, files, leftOut } of lists) {
    const bound = given ?? (origin === "folder" ? boundOfFolder(io, path, reach) : undefined);
    const unreadable = leftOut.find(({ severity }) => severity === "error");
    if (unreadable !== undefined) throw new UserError(unreadable.message);
    const found = files.map((file) =>
      bound === undefined ? readNamed(io, file, reach) : readFound(io, file, bound, reach),
    );
    const templates = found.filter(holdsTemplates);
    if (templates.length === 0) throw new UserError(`there is no SidecarTemplate in ${path}`);
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

/** Before it is listed, as names of files would be said. */
function refuseOutside(io: Io, { path, bound }: TemplatePath): void {
  const reason = bound && reasonOutside(io, path, bound);
  if (reason === undefined) return;
  throw new UserError(
    `cannot read ${path}, which templateDirs names: ${reason}; keep templates inside of it, or name them with --template-dir`,
  );
}

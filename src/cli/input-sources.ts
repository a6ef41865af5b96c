import type { Io } from "../io/io.ts";
import { readSources } from "../io/read-sources.ts";
import { refuseOverwrite } from "../io/write-report.ts";
import type { Source } from "../text/source.ts";
import type { InputOptions, ReportOptions } from "./options.ts";

/**
 * Returns what `-f` and the arguments name, or standard input where they name nothing.
 * Undefined where that is a terminal, at which nobody means to type manifests. Throws a `UserError` for what cannot be
 * read, and for a report that would take the place of it.
 */
export function inputSources(
  io: Io,
  paths: readonly string[],
  options: InputOptions & Pick<ReportOptions, "report">,
): readonly Source[] | undefined {
  const named = namedPaths(paths, options);
  if (named.length === 0 && io.isTerminal("stdin")) return undefined;
  const sources = readSources(io, {
    paths: named.length === 0 ? ["-"] : named,
    depth: options.recursive ? "recursive" : "flat",
  });
  if (options.report !== undefined) refuseOverwrite(io, options.report, sources);
  return sources;
}

/** Returns what `-f` and the arguments name, in this order. */
export function namedPaths(
  paths: readonly string[],
  { filename = [] }: InputOptions,
): readonly string[] {
  return [...filename, ...paths];
}

import type { Io } from "../io/io.ts";
import { readSources } from "../io/read-sources.ts";
import type { Source } from "../text/source.ts";
import type { InputOptions } from "./options.ts";

/**
 * Returns what `-f` and the arguments name, or standard input where they name nothing.
 * Undefined where that is a terminal, at which nobody means to type manifests.
 */
export function inputSources(
  io: Io,
  paths: readonly string[],
  options: InputOptions,
): readonly Source[] | undefined {
  const named = namedPaths(paths, options);
  if (named.length === 0 && io.isTerminal("stdin")) return undefined;
  return readSources(io, {
    paths: named.length === 0 ? ["-"] : named,
    depth: options.recursive ? "recursive" : "flat",
  });
}

/** Returns what `-f` and the arguments name, in this order. */
export function namedPaths(
  paths: readonly string[],
  { filename = [] }: InputOptions,
): readonly string[] {
  return [...filename, ...paths];
}

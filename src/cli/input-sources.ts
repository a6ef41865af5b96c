import type { Reach } from "../io/bound.ts";
import { noteInput, refuseOverwrite } from "../io/inputs.ts";
import type { Io } from "../io/io.ts";
import { listFiles } from "../io/list-files.ts";
import { readSources, type SourcesRead } from "../io/read-sources.ts";
import type { Kustomizations } from "../manifest/kustomizations.ts";
import { ownObjectsIn } from "../manifest/own-objects.ts";
import { findConfig } from "./find-config.ts";
import { findKustomizations } from "./find-kustomizations.ts";
import type { InputOptions, ReportOptions } from "./options.ts";
import { reachOf } from "./reach.ts";

/** What a run reads beside manifests. */
interface OtherInputs {
  readonly config?: string;
  readonly values?: readonly string[];
  readonly templateDir?: readonly string[];
}

/** What a run is to work on, and the kustomizations that tell how it belongs together. */
export interface InputsRead extends SourcesRead {
  readonly kustomizations: Kustomizations;
}

/**
 * Returns what `-f` and the arguments name, or standard input where they name nothing.
 * Undefined where that is a terminal, at which nobody means to type manifests. Throws a `UserError` for a report that would
 * take the place of what is read.
 */
export function inputSources(
  io: Io,
  paths: readonly string[],
  options: InputOptions & OtherInputs & Pick<ReportOptions, "report">,
): InputsRead | undefined {
  const named = namedPaths(paths, options);
  if (named.length === 0 && io.isTerminal("stdin")) return undefined;
  const reach = reachOf(io, options);
  noteOthers(io, options, reach);
  if (options.report !== undefined) refuseOverwrite(io, options.report);
  const inputs = readSources(io, {
    paths: named.length === 0 ? ["-"] : named,
    depth: options.recursive ? "recursive" : "flat",
    reach,
    ownObjectsIn,
  });
  const { kustomizations, warnings } = findKustomizations(io, named, reach);
  if (options.report !== undefined) refuseOverwrite(io, options.report);
  return {
    ...inputs,
    kustomizations,
    warnings: [...inputs.warnings, ...warnings],
  };
}

/** A run that fails before it has read them overwrites none of them with its report either. */
function noteOthers(io: Io, { config, values = [], templateDir = [] }: OtherInputs, reach: Reach) {
  const configs = config ?? findConfig(io, reach)?.path ?? [];
  const templates = templateDir.flatMap((path) => listFiles(io, path, "flat").files);
  for (const path of [configs, values, templates].flat()) noteInput(io, path);
}

/** Returns what `-f` and the arguments name, in this order. */
export function namedPaths(
  paths: readonly string[],
  { filename = [] }: InputOptions,
): readonly string[] {
  return [...filename, ...paths];
}

import { dirname, join } from "node:path";
import type { Io } from "../io/io.ts";
import type { TemplatePath } from "../io/template-sources.ts";
import type { Template } from "../template/template.ts";
import { configChanges } from "./config-changes.ts";
import { reachOf } from "./reach.ts";
import { type Config, type ConfigOptions, readConfig } from "./read-config.ts";
import { readTemplateFiles } from "./read-template-files.ts";

/** The config of a run and the user's own templates. */
export interface Setup extends Config {
  readonly templates: readonly Template[];
  /** What the config changes that a reviewer should know. */
  readonly changes: readonly string[];
}

/** Returns what of the changes of a config a report begins with: all, though it be quiet, if nobody has named the config. */
export function shownChanges(
  { changes, isFound }: Setup,
  { quiet }: { readonly quiet?: true },
): readonly string[] {
  return quiet && !isFound ? [] : changes;
}

/** Returns the config, and the templates of `--template-dir` and of the folders that the config names. */
export async function readSetup(
  io: Io,
  options: ConfigOptions & { readonly templateDir?: readonly string[] },
): Promise<Setup> {
  const config = readConfig(io, options);
  const named = (options.templateDir ?? []).map((path) => ({ path }));
  const paths = [...named, ...foldersOf(config)];
  const { templates, problems } = await readTemplateFiles(io, paths, reachOf(io, options));
  return {
    ...config,
    templates,
    problems: [...config.problems, ...problems],
    changes: configChanges(config.injector, templates),
  };
}

/** In the file they are relative to the folder of the file. */
function foldersOf({ injector, bound }: Config): readonly TemplatePath[] {
  if (injector === undefined) return [];
  const paths = injector.templateDirs.map((folder) => join(dirname(injector.path), folder));
  return paths.map((path) => (bound === undefined ? { path } : { path, bound }));
}

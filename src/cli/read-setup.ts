import { dirname, join } from "node:path";
import type { Injector } from "../config/injector.ts";
import type { Io } from "../io/io.ts";
import { replacedBuiltIns } from "../template/resolve.ts";
import type { Template } from "../template/template.ts";
import { type Config, readConfig } from "./read-config.ts";
import { readTemplateFiles } from "./read-template-files.ts";

/** The config of a run and the user's own templates. */
export interface Setup extends Config {
  readonly templates: readonly Template[];
}

/** Returns the config, and the templates of `--template-dir` and of the folders that the config names. */
export async function readSetup(
  io: Io,
  options: { readonly config?: string; readonly templateDir?: readonly string[] },
): Promise<Setup> {
  const config = readConfig(io, options.config);
  const folders = [...(options.templateDir ?? []), ...foldersOf(config.injector)];
  const { templates, problems } = await readTemplateFiles(io, folders);
  return {
    ...config,
    templates,
    problems: [...config.problems, ...problems],
    notes: [...config.notes, ...replacedBuiltIns(templates)],
  };
}

/** In the file they are relative to the folder of the file. */
function foldersOf(injector: Injector | undefined): readonly string[] {
  if (injector === undefined) return [];
  return injector.templateDirs.map((folder) => join(dirname(injector.path), folder));
}

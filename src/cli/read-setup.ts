import { dirname, join } from "node:path";
import type { Injector } from "../config/injector.ts";
import { readInjector } from "../config/read-injector.ts";
import type { Io } from "../io/io.ts";
import { readSource } from "../io/read-source.ts";
import { templateSources } from "../io/template-sources.ts";
import { rules } from "../rules/index.ts";
import { readTemplates } from "../template/read-template.ts";
import type { Template } from "../template/template.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { findConfig } from "./find-config.ts";

/** The user's own templates and config. */
export interface Setup {
  readonly injector?: Injector;
  readonly templates: readonly Template[];
  readonly problems: readonly DocumentProblem[];
  /** What the report has to name, such as a config file that was found. */
  readonly notes: readonly string[];
}

/** Returns the config that `--config` names or that is found, and the templates of its folders and of `--template-dir`. */
export function readSetup(
  io: Io,
  options: { readonly config?: string; readonly templateDir?: readonly string[] },
): Setup {
  const path = options.config ?? findConfig(io);
  const config = path === undefined ? { problems: [] } : readConfig(io, path);
  const found = path !== undefined && options.config === undefined;
  const folders = [...(options.templateDir ?? []), ...folderPaths(config.injector)];
  const read = templateSources(io, folders).map(readTemplates);
  return {
    ...(config.injector === undefined ? {} : { injector: config.injector }),
    templates: read.flatMap(({ templates }) => templates),
    problems: [...config.problems, ...read.flatMap(({ problems }) => problems)],
    notes: found ? [`config: ${path}`] : [],
  };
}

function readConfig(io: Io, path: string): ReturnType<typeof readInjector> {
  return readInjector(
    readSource(io, path),
    rules.map(({ id }) => id),
  );
}

function folderPaths(injector: Injector | undefined): readonly string[] {
  if (injector === undefined) return [];
  return injector.templateDirs.map((folder) => join(dirname(injector.path), folder));
}

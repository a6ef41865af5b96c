import type { Injector } from "../config/injector.ts";
import { readInjector } from "../config/read-injector.ts";
import type { Io } from "../io/io.ts";
import { readSource } from "../io/read-source.ts";
import { settableRuleIds } from "../pipeline/rule-texts.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { findConfig } from "./find-config.ts";

/** The config of a run. */
export interface Config {
  readonly injector?: Injector;
  readonly problems: readonly DocumentProblem[];
  /** Names a config file that was found, which nobody has named. */
  readonly notes: readonly string[];
}

/** Returns the config of the file that `--config` names, or of the one that is found, if there is one. */
export function readConfig(io: Io, named: string | undefined): Config {
  const path = named ?? findConfig(io);
  if (path === undefined) return { problems: [], notes: [] };
  const notes = named === undefined ? [`the config is ${path}`] : [];
  return { ...readInjector(readSource(io, path), settableRuleIds()), notes };
}

import type { Injector } from "../config/injector.ts";
import { readInjector } from "../config/read-injector.ts";
import type { Bound } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import { readFound, readNamed } from "../io/read-source.ts";
import { settableRuleIds } from "../pipeline/rule-texts.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { findConfig } from "./find-config.ts";
import type { ReachOptions } from "./options.ts";
import { reachOf } from "./reach.ts";

/** Which config is read, and how far the reading goes. */
export interface ConfigOptions extends ReachOptions {
  readonly config?: string;
}

/** The config of a run. */
export interface Config {
  readonly injector?: Injector;
  readonly problems: readonly DocumentProblem[];
  /** Names a config file that was found, which nobody has named. */
  readonly notes: readonly string[];
  /** What the folders that it names have to be in; a config that the operator names may name any. */
  readonly bound?: Bound;
  /** Set for a config that was found, which nobody has named: it may be a stranger's. */
  readonly isFound?: true;
}

/** Returns the config of the file that `--config` names, or of the one that is found, if there is one. */
export function readConfig(io: Io, options: ConfigOptions): Config {
  const reach = reachOf(io, options);
  if (options.config !== undefined) {
    const source = readNamed(io, options.config, reach);
    const bound = reach.root === undefined ? {} : { bound: reach.root };
    return { ...readInjector(source, settableRuleIds()), notes: [], ...bound };
  }
  const found = findConfig(io, reach);
  if (found === undefined) return { problems: [], notes: [] };
  const source = readFound(io, found.path, found.bound, reach);
  const notes = [`the config is ${found.path}`];
  return { ...readInjector(source, settableRuleIds()), notes, bound: found.bound, isFound: true };
}

import type { Command } from "commander";
import type { OnEdit } from "../inject/reconciliation.ts";

/** What to do with what was injected and has been edited since. */
export interface EditOptions {
  readonly force?: true;
}

/** Adds `--force`; `effect` is what becomes of an edited part then. */
export function addEditOption(command: Command, effect: string): Command {
  return command.option("--force", `${effect} what was injected and has been edited by hand since`);
}

/** Returns what the options say of edited parts. */
export function onEditOf({ force }: EditOptions): OnEdit {
  return force ? "overwrite" : "keep";
}

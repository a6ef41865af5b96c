import type { Container } from "../../manifest/pod.ts";
import { asMap } from "../../manifest/value.ts";
import { type Word, wordsIn, wordsOf } from "../containers/words.ts";
import { rawProbesOf } from "./handlers.ts";
import { hooksOf } from "./hook.ts";

/** A command that a container runs: its own, or that of a probe or lifecycle hook. */
export interface Command {
  /** Each word or script with its place, in the order in which they are run. */
  readonly words: readonly Word[];
}

/** Returns the commands of a container; what it runs by its image alone is not known. */
export function commandsOf(container: Container): readonly Command[] {
  const ofHandlers = [...rawProbesOf(container), ...hooksOf(container)].map(({ at, value }) =>
    wordsIn(asMap(value["exec"])["command"], [...at, "exec", "command"]),
  );
  return [wordsOf(container), ...ofHandlers]
    .filter((words) => words.length > 0)
    .map((words) => ({ words }));
}

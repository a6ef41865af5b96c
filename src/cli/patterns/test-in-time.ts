import { type Context, createContext, Script } from "node:vm";

/** Tells of each text whether it matches a pattern; undefined where all of that takes longer than a number of milliseconds. */
export type TestInTime = (
  pattern: RegExp,
  texts: readonly string[],
  limit: number,
) => readonly boolean[] | undefined;

/** Returns what tests patterns with a limit of time: only V8 itself can stop a match, and `node:vm` asks for that. */
export function patternTester(): TestInTime {
  const values: { pattern?: RegExp; texts?: readonly string[] } = {};
  // Both take a millisecond to make, and most runs match nothing.
  let made: { readonly script: Script; readonly context: Context } | undefined;
  return (pattern, texts, limit) => {
    made ??= { script: new Script(SCRIPT), context: createContext(values) };
    Object.assign(values, { pattern, texts });
    try {
      return made.script.runInContext(made.context, { timeout: limit }) as readonly boolean[];
    } catch (error) {
      if (!isTimeout(error)) throw error;
      return undefined;
    }
  };
}

const SCRIPT = `texts.map((text) => {
  pattern.lastIndex = 0;
  return pattern.test(text);
})`;

/** The error is one of the context, and not an `Error` of this one. */
function isTimeout(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

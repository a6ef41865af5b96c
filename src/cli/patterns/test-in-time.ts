import { createContext, Script } from "node:vm";

/** Tells whether a text matches a pattern; undefined where that takes longer than a number of milliseconds. */
export type TestInTime = (pattern: RegExp, text: string, limit: number) => boolean | undefined;

/** Returns what tests patterns with a limit of time: only V8 itself can stop a match, and `node:vm` asks for that. */
export function patternTester(): TestInTime {
  const values: { pattern?: RegExp; text?: string } = {};
  const script = new Script("pattern.lastIndex = 0; pattern.test(text)");
  const context = createContext(values);
  return (pattern, text, limit) => {
    Object.assign(values, { pattern, text });
    try {
      return script.runInContext(context, { timeout: limit }) as boolean;
    } catch (error) {
      if (!isTimeout(error)) throw error;
      return undefined;
    }
  };
}

/** The error is one of the context, and not an `Error` of this one. */
function isTimeout(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

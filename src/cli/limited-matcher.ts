import { createContext, Script } from "node:vm";
import { type PatternMatcher, SlowPattern } from "../manifest/pattern-matcher.ts";

/** In milliseconds. What is linear takes microseconds. */
const LIMIT = 300;

const MATCH = "pattern.test(text)";

/** Returns a matcher that gives a pattern up which takes too long: only V8 itself can stop it, and `node:vm` asks for that. */
export function limitedMatcher(): PatternMatcher {
  const known = new Map<string, boolean>();
  const values: { pattern?: RegExp; text?: string } = {};
  const script = new Script(MATCH);
  const context = createContext(values);
  const attempt = (pattern: RegExp, text: string): boolean | undefined => {
    Object.assign(values, { pattern, text });
    try {
      return script.runInContext(context, { timeout: LIMIT });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      return undefined;
    }
  };
  return (pattern, text) => {
    const key = `${pattern.source}\0${text}`;
    // A busy machine may stand still for as long, but not twice.
    const matches = known.get(key) ?? attempt(pattern, text) ?? attempt(pattern, text);
    if (matches === undefined) throw new SlowPattern(pattern, text);
    known.set(key, matches);
    return matches;
  };
}

/** The error is one of the context, and no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

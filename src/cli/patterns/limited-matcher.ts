import { type PatternMatcher, SlowPattern } from "../../manifest/pattern-matcher.ts";
import { patternTester } from "./test-in-time.ts";

/** In milliseconds. What is linear takes microseconds; a busy machine may stand still for as long, but not twice. */
const LIMITS = [30, 300];

/** Returns a matcher that gives up a pattern that takes too long. */
export function limitedMatcher(): PatternMatcher {
  const known = new Map<string, boolean>();
  const test = patternTester();
  return (pattern, text) => {
    const key = `${pattern.source}\0${text}`;
    const matches = known.get(key) ?? tested(pattern, text);
    if (matches === undefined) throw new SlowPattern(pattern, text);
    known.set(key, matches);
    return matches;
  };

  function tested(pattern: RegExp, text: string): boolean | undefined {
    for (const limit of LIMITS) {
      const [matches] = test(pattern, [text], limit) ?? [];
      if (matches !== undefined) return matches;
    }
    return undefined;
  }
}

import { type PatternMatcher, SlowPattern } from "../../manifest/pattern-matcher.ts";
import { patternTester } from "./test-in-time.ts";

/** In milliseconds. What is linear takes microseconds. */
const LIMIT = 300;

/** Returns a matcher that gives up a pattern that takes too long. */
export function limitedMatcher(): PatternMatcher {
  const known = new Map<string, boolean>();
  const test = patternTester();
  return (pattern, text) => {
    const key = `${pattern.source}\0${text}`;
    // A busy machine may stand still for as long, but not twice.
    const matches = known.get(key) ?? test(pattern, text, LIMIT) ?? test(pattern, text, LIMIT);
    if (matches === undefined) throw new SlowPattern(pattern, text);
    known.set(key, matches);
    return matches;
  };
}

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellWord } from "../../src/report/shell-word.ts";

describe("shellWord", () => {
  it.each([
    ["envoy.port=8080", "envoy.port=8080"],
    ["", "''"],
    ["it's", "'it'\\''s'"],
    ['a.b={"c":1}', `'a.b={"c":1}'`],
  ])("writes %s as %s", (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it.skipIf(process.platform === "win32")("is what a shell reads", () => {
    const text = fc.string().filter((value) => !value.includes("\0"));
    fc.assert(
      fc.property(text, (value) => {
        const script = `printf %s ${shellWord(value)}`;
        expect(execFileSync("sh", ["-c", script]).toString()).toBe(value);
      }),
      { numRuns: 30 },
    );
  });
});

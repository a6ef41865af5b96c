import { describe, expect, it } from "vitest";
import { shellWord } from "../../src/text/shell-word.ts";

describe("shellWord", () => {
  it.each(["sidecars/a.yaml", "../a", "/a_b/c@1+2=3:4,5%"])("leaves %s as it is", (word) => {
    expect(shellWord(word)).toBe(word);
  });

  it.each([
    ["my sidecars", "'my sidecars'"],
    ["it's", "'it'\\''s'"],
    ["$HOME", "'$HOME'"],
    ["~/a", "'~/a'"],
    ["", "''"],
  ])("quotes %j", (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });
});

import { describe, expect, it } from "vitest";
import { COLOUR_STYLE } from "../../src/report/colour-style.ts";
import { logText, withoutCommands } from "../../src/text/log-text.ts";

describe("logText", () => {
  it("shows what nobody has made printable, but for tabs and line ends", () => {
    expect(logText("a\tb\u001b[2J\u202e\r\nc\u2028", {})).toBe(
      "a\tb\\u001b[2J\\u202e\\r\nc\\u2028",
    );
  });

  it.each(Object.entries(COLOUR_STYLE))("keeps the marks of a text that is %s", (_, paint) => {
    expect(paint("a")).toContain("\u001b");
    expect(logText(paint("a"), {})).toBe(paint("a"));
  });

  it.each(["\u001b[31", "\u001b[8m", "\u001b[31;8m", "\u001b]0;x\u0007", "\u001b[331m"])(
    "keeps no other sequence: %j",
    (sequence) => {
      expect(logText(sequence, {})).not.toContain("\u001b");
    },
  );

  it("breaks commands where GitHub reads the log alone", () => {
    const text = "a\n::error::b\n";
    expect(logText(text, {})).toBe(text);
    expect(logText(text, { GITHUB_ACTIONS: "" })).toBe(text);
    expect(logText(text, { GITHUB_ACTIONS: "true" })).toBe("a\n\\::error::b\n");
  });
});

/**
 * What the runner takes for a command: `ActionCommand.TryParseV2` and `TryParse` of actions/runner, which compare by culture,
 * and so see no characters that are ignored.
 */
function isCommand(line: string): boolean {
  const seen = line.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, "");
  const start = /^\s*::(?<info>.*?)::/u.exec(seen);
  const old = /##\[(?<info>[^\]]*)\]/u.exec(seen);
  return start !== null || old !== null;
}

describe("withoutCommands", () => {
  it.each([
    ["::error::a", "\\::error::a"],
    ["  ::error::a", "  \\::error::a"],
    ["\t\u00a0\u3000::error::a", "\t\u00a0\u3000\\::error::a"],
    ["\ufe0f:\ufe0f:error::a", "\ufe0f\\:\ufe0f:error::a"],
    ["a\n::error::b", "a\n\\::error::b"],
    ["a ##[error]b", "a ##\\[error]b"],
    ["##[group]##[endgroup]", "##\\[group]##\\[endgroup]"],
    ["###[error]", "###\\[error]"],
    ["#\ufe0f#\u034f[error]b", "#\ufe0f#\u034f\\[error]b"],
  ])("breaks %j", (text, broken) => {
    expect(text.split("\n").some(isCommand)).toBe(true);
    expect(withoutCommands(text)).toBe(broken);
    expect(broken.split("\n").some(isCommand)).toBe(false);
  });

  it.each(["a ::error::b", "a: b", "std::vector", "# [a]", "#[a]", "a\n\n  b", ": :a"])(
    "leaves %j as it is",
    (text) => {
      expect(withoutCommands(text)).toBe(text);
    },
  );

  it("takes time in proportion to the text", () => {
    const long =
      `${" ".repeat(200_000)}\n`.repeat(5) + "#".repeat(200_000) + "\ufe0f".repeat(200_000);
    const start = performance.now();
    withoutCommands(long);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

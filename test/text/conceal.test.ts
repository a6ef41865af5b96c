import { describe, expect, it } from "vitest";
import { conceal } from "../../src/text/conceal.ts";

const LONG = "abcdefghijklmnopqrstuvwxyz";

describe("conceal", () => {
  it.each([
    ["a secret", "is s3cret, s3cret", ["s3cret"], "is ***, ***"],
    ["one with escapes", 'is a\\n"b\\u202e"', ['a\n"b\u202e"'], "is ***"],
    ["one as JSON writes it", '{"a": "x\\"\\ny"}', ['x"\ny'], '{"a": "***"}'],
    ["one as XML writes it", "is &lt;a&amp;&quot;&gt;", ['<a&">'], "is ***"],
    ["one in single quotes", "token: 'it''s a b'", ["it's a b"], "token: '***'"],
    ["one with escapes of YAML", '"a\\u00a0b c"', ["a\u00a0b c"], '"***"'],
    ["one of a JSON file in single quotes", `'{"k":"it''s \\"x"}'`, ["it's \"x"], `'{"k":"***"}'`],
    [
      "one as a message and a report in JSON write it",
      String.raw`"is \"it's a\\\"b\""`,
      [`it's a"b`],
      String.raw`"is \"***\""`,
    ],
    [
      "one of a JSON file in double quotes",
      String.raw`"{\"k\":\"aa\\\"bb\"}"`,
      ['aa"bb'],
      String.raw`"{\"k\":\"***\"}"`,
    ],
    ["one in single quotes, as XML", "it''s &lt;b", ["it's <b"], "***"],
    ["one as SARIF writes it", String.raw`"is a\\[b\\]\\\\\"c"`, ['a[b]\\"c'], '"is ***"'],
    ["one as Markdown", String.raw`is a\_b\_c`, ["a_b_c"], "is ***"],
    ["one as a workflow command writes it", "is 50%25off", ["50%off"], "is ***"],
    ["each line of a long one", "  3 | line one", ["line one\nline two\n"], "  3 | ***"],
    ["one within another", "abcdef abcd", ["abcd", "abcdef"], "*** ***"],
    ["the start of one that is cut off", "is abcdefghij...", [LONG], "is ***..."],
    ["the start before another mark", "is abcdefghij…", [LONG], "is ***…"],
    ["the end of one", "…uvwxyz is", [LONG], "…*** is"],
    ["six characters of one that is cut off", "is abcdef...", [LONG], "is ***..."],
    ["no fewer", "is abcde...", [LONG], "is abcde..."],
    ["nothing else before a mark", "abcdefgX… xabcdef", [LONG], "abcdefgX… xabcdef"],
    ["nothing else after a mark", "…Xuvwxyz", [LONG], "…Xuvwxyz"],
    ["nothing of three characters", "a tab", ["tab", "a"], "a tab"],
    ["what has four", "a tabs", ["tabs"], "a ***"],
  ])("leaves out %s", (_, text, secrets, shown) => {
    expect(conceal(text, secrets)).toBe(shown);
  });
});

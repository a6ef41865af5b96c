import { describe, expect, it } from "vitest";
import { joinSources } from "../../src/text/join.ts";
import { encodeText, textOfBytes } from "../../src/text/source.ts";

const MARK = "\xef\xbb\xbf";

describe("joinSources", () => {
  it.each<[name: string, texts: string[], stream: string]>([
    ["nothing", [], ""],
    ["one source, whatever it looks like", [`${MARK}a: 1\r\nb: 2`], `${MARK}a: 1\r\nb: 2`],
    ["two documents", ["a: 1\n", "b: 2\n"], "a: 1\n---\nb: 2\n"],
    ["a missing end of line", ["a: 1", "b: 2"], "a: 1\n---\nb: 2"],
    ["CRLF", ["a: 1\r\nc: 3", "b: 2\r\n"], "a: 1\r\nc: 3\r\n---\r\nb: 2\r\n"],
    ["a separator that is there", ["a: 1\n", "---\nb: 2\n"], "a: 1\n---\nb: 2\n"],
    ["one with a comment", ["a: 1\n", "--- # b\nb: 2\n"], "a: 1\n--- # b\nb: 2\n"],
    ["one behind comments", ["a: 1\n", "# b\n\n---\nb: 2\n"], "a: 1\n# b\n\n---\nb: 2\n"],
    ["text that only looks like one", ["a: 1\n", "---b\n"], "a: 1\n---\n---b\n"],
    ["an empty source", ["a: 1\n", "", "b: 2\n"], "a: 1\n---\nb: 2\n"],
    ["a source of comments", ["a: 1\n", "# none\n"], "a: 1\n---\n# none\n"],
    ["JSON and JSON", ['{"a": 1}', '{"b": 2}\n'], '{"a": 1}\n{"b": 2}\n'],
    ["JSON and YAML", ['{"a": 1}\n', "b: 2\n"], '{"a": 1}\n---\nb: 2\n'],
    ["YAML and JSON", ["a: 1\n", '{"b": 2}\n'], 'a: 1\n---\n{"b": 2}\n'],
    [
      "YAML that ends in JSON, and JSON",
      ['a: 1\n---\n{"c": 3}\n', '{"b": 2}\n'],
      'a: 1\n---\n{"c": 3}\n{"b": 2}\n',
    ],
    [
      "JSON behind a separator with a comment, and JSON",
      ['a: 1\n--- # c\n{"c": 3}\n', '{"b": 2}\n'],
      'a: 1\n--- # c\n{"c": 3}\n{"b": 2}\n',
    ],
    ["a separator at the end", ["a: 1\n---", "b: 2\n"], "a: 1\n---\n---\nb: 2\n"],
    [
      "JSON with a separator at its end, and JSON",
      ['{"a": 1}\n---', '{"b": 2}\n'],
      '{"a": 1}\n---\n{"b": 2}\n',
    ],
    ["a directive", ["a: 1\n", "%YAML 1.2\n---\nb: 2\n"], "a: 1\n...\n%YAML 1.2\n---\nb: 2\n"],
    ["a later byte order mark", ["a: 1\n", `${MARK}b: 2\n`], "a: 1\n---\nb: 2\n"],
  ])("joins %s", (_name, texts, stream) => {
    const latin1 = (text: string) => textOfBytes(Buffer.from(text, "latin1"));
    expect(joinSources(texts.map(latin1))).toBe(stream);
  });

  it("keeps bytes that are not UTF-8", () => {
    const text = textOfBytes(Uint8Array.of(0x23, 0xff, 0x0a));
    expect(joinSources([text, encodeText("---\nb: 2\n")])).toBe("#\xff\n---\nb: 2\n");
  });
});

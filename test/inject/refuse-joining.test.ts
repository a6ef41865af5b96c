// Files that stdout puts one after another keep their values.

import { describe, expect, it } from "vitest";
import { refuseJoining } from "../../src/inject/refuse-joining.ts";
import { encodeText } from "../../src/text/source.ts";

const source = (path: string, text: string) => ({ path, text: encodeText(text) });
const next = source("next.yaml", "kind: ConfigMap\n");

describe("a file that another one follows on stdout", () => {
  it.each([
    ["at its root", "text: |\n  a", "1:7"],
    ["in a mapping", "data:\n  text: |\n    a\n    b", "2:9"],
    ["in a list", "- |\n  a", "1:3"],
    ["that keeps line breaks", "text: |+\n  a", "1:7"],
    ["that is folded", "text: >\n  a", "1:7"],
    ["in its last document", "a: 1\n---\ntext: |\n  a", "3:7"],
    ["with Windows line ends", "data:\r\n  text: |\r\n    a", "2:9"],
  ])("may not end in a block scalar %s without a line break", (_name, text, at) => {
    const sources = [source("a.yaml", text), next];
    expect(() => refuseJoining(sources)).toThrow(
      `a.yaml:${at}: the file ends in this block scalar`,
    );
  });

  it.each([
    ["with a line break", "text: |\n  a\n"],
    ["that strips line breaks", "text: |-\n  a"],
    ["before something else", "text: |\n  a\nb: 1"],
    ["in another document", "text: |\n  a\n---\nb: 1"],
    ["in text only", 'text: "|\\n  a"'],
    ["and a comment", "text: |\n  a\n# |"],
  ])("may end in a block scalar %s", (_name, text) => {
    expect(() => refuseJoining([source("a.yaml", text), next])).not.toThrow();
  });

  it("may do so where nothing follows", () => {
    expect(() => refuseJoining([next, source("a.yaml", "text: |\n  a")])).not.toThrow();
  });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/text/diff.ts";
import { applyEdits, type TextEdit } from "../../src/text/edit.ts";
import {
  type ByteText,
  bytesOfText,
  decodeText,
  encodeText,
  textOfBytes,
} from "../../src/text/source.ts";
import { tryProperty } from "../try-property.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-diff-"));
afterAll(() => rmSync(folder, { recursive: true }));

const edit = (start: number, end: number, insert: string): TextEdit => ({
  start,
  end,
  insert: encodeText(insert),
});

const diffOf = (text: string, edits: readonly TextEdit[]): string =>
  unifiedDiff({ path: "deploy.yaml", text: encodeText(text) }, edits);

/** Returns what a tool that applies patches makes of the text. */
function patched(tool: "git" | "patch", text: ByteText, edits: readonly TextEdit[]): ByteText {
  const file = join(folder, "deploy.yaml");
  writeFileSync(file, bytesOfText(text));
  const input = bytesOfText(unifiedDiff({ path: "deploy.yaml", text }, edits));
  const command = {
    git: ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
    patch: ["patch", "--binary", "--quiet", "-p1", "--fuzz=0"],
  }[tool];
  execFileSync(command[0] as string, command.slice(1), { cwd: folder, input });
  return textOfBytes(readFileSync(file));
}

describe("unifiedDiff", () => {
  it("shows new lines alone, wherever their line break is inserted", () => {
    const expected = [
      "--- a/deploy.yaml",
      "+++ b/deploy.yaml",
      "@@ -1,3 +1,4 @@",
      " a: 1",
      " b: 2",
      "+x: 9",
      " c: 3",
      "",
    ].join("\n");
    expect(diffOf("a: 1\nb: 2\nc: 3\n", [edit(10, 10, "x: 9\n")])).toBe(expected);
    expect(diffOf("a: 1\nb: 2\nc: 3\n", [edit(9, 9, "\nx: 9")])).toBe(expected);
  });

  it("keeps carriage returns", () => {
    const diff = diffOf("a: 1\r\nb: 2\r\n", [edit(4, 4, "\r\nx: 9")]);
    expect(diff).toContain("@@ -1,2 +1,3 @@\n a: 1\r\n+x: 9\r\n b: 2\r\n");
  });

  it("marks a missing end of line on both sides", () => {
    expect(diffOf("a: 1\nb: 2", [edit(9, 9, "\nc: 3")])).toBe(
      [
        "--- a/deploy.yaml",
        "+++ b/deploy.yaml",
        "@@ -1,2 +1,3 @@",
        " a: 1",
        "-b: 2",
        "\\ No newline at end of file",
        "+b: 2",
        "+c: 3",
        "\\ No newline at end of file",
        "",
      ].join("\n"),
    );
  });

  it("makes one hunk of near changes and two of far ones", () => {
    const text = Array.from({ length: 20 }, (_, i) => `line: ${i}\n`).join("");
    const at = (line: number) => text.indexOf(`line: ${line}\n`);
    const insertAt = (line: number) => edit(at(line), at(line), "new\n");
    const heads = (edits: readonly TextEdit[]) => diffOf(text, edits).match(/^@@.*@@$/gm);
    expect(heads([insertAt(3), insertAt(9)])).toEqual(["@@ -1,12 +1,14 @@"]);
    expect(heads([insertAt(3), insertAt(10)])).toEqual(["@@ -1,6 +1,7 @@", "@@ -8,6 +9,7 @@"]);
  });

  it("is empty for edits that change nothing", () => {
    expect(diffOf("a: 1\n", [])).toBe("");
    expect(diffOf("a: 1\n", [edit(0, 4, "a: 1")])).toBe("");
  });

  it("ends a name that holds a space with a tab, and has no root", () => {
    const source = { path: "/k8s/my app.yaml", text: encodeText("a\n") };
    expect(unifiedDiff(source, [edit(0, 0, "b\n")])).toContain("--- a/k8s/my app.yaml\t\n");
  });

  it.each([
    ["a\n+++ b", '"a/a\\012+++ b"'],
    ["\u001b[31m", '"a/\\033[31m"'],
    ['"\\', '"a/\\"\\\\"'],
    ["\u202eé", '"a/\\342\\200\\256é"'],
    ["é", "a/é"],
  ])("quotes the name %j as Git does", (path, shown) => {
    const source = { path, text: encodeText("a\n") };
    const [first] = decodeText(unifiedDiff(source, [edit(0, 0, "b\n")])).split("\n");
    expect(first).toBe(`--- ${shown}`);
  });

  const pieces = fc.array(fc.constantFrom("a", "b", "\n", "\r\n", "- x\n", "é", "\xff"), {
    maxLength: 30,
  });
  const bytes = pieces.map((parts) => textOfBytes(Buffer.from(parts.join(""), "latin1")));
  const cases = fc
    .tuple(bytes, fc.array(fc.tuple(fc.nat(60), fc.nat(4), bytes), { maxLength: 4 }))
    .map(([text, raw]) => ({ text, edits: orderedEdits(text, raw) }));

  it.each(["git", "patch"] as const)("is applied by %s to the same bytes", (tool) => {
    tryProperty(
      fc.property(cases, ({ text, edits }) => {
        const output = applyEdits(text, edits);
        // Neither tool is certain about files that come to be or cease to be.
        fc.pre(text !== output && text !== "" && output !== "");
        expect(patched(tool, text, edits)).toBe(output);
      }),
      15,
    );
  });
});

function orderedEdits(text: ByteText, raw: readonly [number, number, ByteText][]): TextEdit[] {
  let position = 0;
  return raw
    .map(([at, length, insert]) => ({ at: at % (text.length + 1), length, insert }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, length, insert }) => {
      const start = Math.max(at, position);
      position = Math.min(start + length, text.length);
      return { start, end: position, insert };
    });
}

import { describe, expect, it } from "vitest";
import { folderAround, nameInFolder, pathIn } from "../../src/text/file-path.ts";

describe("pathIn", () => {
  it.each([
    ["", "web.yaml", "web.yaml"],
    ["", "./a//web.yaml", "a/web.yaml"],
    ["a/b", "../web.yaml", "a/web.yaml"],
    ["a", "../../web.yaml", "../web.yaml"],
    ["..", "../web.yaml", "../../web.yaml"],
    ["/a", "../../web.yaml", "/web.yaml"],
    ["/a", "/b/./web.yaml", "/b/web.yaml"],
    ["C:/a", "../web.yaml", "C:/web.yaml"],
    ["a", "C:/web.yaml", "C:/web.yaml"],
    ["a", "..", ""],
  ])("of %j and %j is %j", (folder, name, path) => {
    expect(pathIn(folder, name)).toBe(path);
  });
});

describe("folderAround", () => {
  it.each([
    ["web.yaml", ""],
    ["a/b/web.yaml", "a/b"],
    ["/web.yaml", "/"],
    ["/a/web.yaml", "/a"],
    ["C:/web.yaml", "C:/"],
  ])("of %j is %j", (path, folder) => {
    expect(folderAround(path)).toBe(folder);
  });
});

describe("nameInFolder", () => {
  it("is the last part of a path", () => {
    expect(["web.yaml", "/a/b.yaml"].map(nameInFolder)).toEqual(["web.yaml", "b.yaml"]);
  });
});

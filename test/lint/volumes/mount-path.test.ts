import { describe, expect, it } from "vitest";
import { cleanPath, isWithin } from "../../../src/lint/volumes/mount-path.ts";

describe("cleanPath", () => {
  it.each([
    ["/data", "/data"],
    ["/data/", "/data"],
    ["//data///sub", "/data/sub"],
    ["/data/./sub/.", "/data/sub"],
    ["/data/sub/../other", "/data/other"],
    ["/../data", "/data"],
    ["data", "/data"],
    ["", "/"],
    ["/", "/"],
    ["/..data", "/..data"],
    ["/.hidden", "/.hidden"],
    ["C:\\logs\\", "C:\\logs\\"],
    ["c:/logs/", "c:/logs/"],
    ["\\\\.\\pipe\\x", "\\\\.\\pipe\\x"],
  ])("%j is %j", (path, expected) => {
    expect(cleanPath(path)).toBe(expected);
    expect(cleanPath(cleanPath(path))).toBe(expected);
  });
});

describe("isWithin", () => {
  it.each([
    ["/data", "/data", true],
    ["/data/sub", "/data", true],
    ["/data2", "/data", false],
    ["/data", "/data/sub", false],
    ["/data", "/", true],
    ["/", "/", true],
    ["/", "/data", false],
  ])("%s in %s: %s", (path, directory, expected) => {
    expect(isWithin(path, directory)).toBe(expected);
  });
});

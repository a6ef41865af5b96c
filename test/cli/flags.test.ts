import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { styleFor } from "../../src/cli/colour.ts";
import { parseOverheadLimits } from "../../src/cli/overhead-flag.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("--max-overhead", () => {
  it.each(["cpu", "memory", "ephemeral-storage"])("limits %s", (resource) => {
    expect(parseOverheadLimits([`${resource}=1`])).toEqual({ [resource]: "1" });
  });

  it.each(["gpu=1", "cpu", "cpu=", "cpu=-1", "cpu=lots"])("refuses %s", (limit) => {
    expect(() => parseOverheadLimits([limit])).toThrow("write it as RESOURCE=QUANTITY");
  });
});

describe("--color auto", () => {
  it.each([
    ["FORCE_COLOR", "1", true],
    ["FORCE_COLOR", "0", false],
    ["FORCE_COLOR", "false", false],
  ])("with %s=%s has colour: %s", async (name, value, expected) => {
    const terminals = expected ? [] : (["stdout"] as const);
    const io = fakeIo({ cwd: ".", env: { [name]: value }, terminals });
    const { error } = await styleFor("stdout", "auto", io);
    expect(error("x") !== "x").toBe(expected);
  });
});

describe("--report", () => {
  it.each([
    ["out.json", /^\{\n? *"kind"|^\{/],
    ["out.sarif", /"version": "2\.1\.0"/],
    ["out.sarif.json", /"version": "2\.1\.0"/],
    ["out.XML", /^<\?xml/],
    ["out.txt", /no findings/],
  ])("takes the format from the name %s", async (name, content) => {
    const cwd = temporaryFolder({ "a.yaml": "apiVersion: v1\nkind: ConfigMap\n" });
    await main(["lint", "a.yaml", "--report", name], fakeIo({ cwd }));
    expect(existsSync(join(cwd, name))).toBe(true);
    const text = readFileSync(join(cwd, name), "utf8");
    expect(text).toMatch(content);
    expect(text.includes("sarif")).toBe(name.includes("sarif"));
  });
});

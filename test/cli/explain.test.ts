import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { ruleTexts } from "../../src/pipeline/rule-texts.ts";
import { rules } from "../../src/rules/index.ts";
import { fakeIo } from "./fake-io.ts";

async function explain(...args: readonly string[]): Promise<string> {
  const io = fakeIo({ cwd: "." });
  expect(await main(["explain", ...args], io)).toBe(0);
  expect(io.stderr()).toBe("");
  return io.stdout();
}

describe("explain", () => {
  it.each(rules.map(({ id }) => id))("prints the page of %s", async (id) => {
    const page = join(import.meta.dirname, `../../docs/rules/${id}.md`);
    expect(await explain(id)).toBe(readFileSync(page, "utf8"));
  });

  it("knows all that findings can be about", async () => {
    for (const { id, fix } of ruleTexts()) {
      const page = await explain(id);
      expect(page).toMatch(new RegExp(`^# ${id}\\n`));
      expect(page).toContain(fix);
    }
  });

  it("lists them in a table, without a name", async () => {
    const lines = (await explain()).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^CHECK +SEVERITY +CATEGORY +WHAT SHOULD BE SO$/);
    expect(lines.slice(1).map((line) => line.split(" ")[0])).toEqual(
      ruleTexts().map(({ id }) => id),
    );
  });
});

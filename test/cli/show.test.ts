import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { textWidth } from "../../src/report/text-width.ts";
import { type FakeSurroundings, fakeIo } from "./fake-io.ts";

const cwd = join(import.meta.dirname, "../../fixtures/manifests");

async function shown(surroundings: Partial<FakeSurroundings>, ...args: readonly string[]) {
  const io = fakeIo({ cwd, ...surroundings });
  expect(await main(["show", "deploy.yaml", ...args], io)).toBe(0);
  return io.stdout();
}

function widest(text: string): number {
  return Math.max(...text.split("\n").map(textWidth));
}

describe("show", () => {
  it.each([
    { columns: 60, width: 60 },
    { columns: 100, width: 100 },
    { columns: 240, width: 100 },
  ])("fills $width columns of a terminal that has $columns", async ({ columns, width }) => {
    const text = await shown({ columns, terminals: ["stdout"], env: { NO_COLOR: "1" } });
    expect(widest(text)).toBe(width);
  });

  it("is 80 columns wide in a pipe", async () => {
    expect(widest(await shown({}))).toBe(80);
  });

  it("has colours in a terminal, where it is told so, and nowhere else", async () => {
    expect(await shown({ terminals: ["stdout"] })).toContain("\u001b[");
    expect(await shown({}, "--color", "always")).toContain("\u001b[");
    expect(await shown({})).not.toContain("\u001b[");
  });
});

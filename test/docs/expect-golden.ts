import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";

/** Expects a file to have this content, byte for byte; `UPDATE_GOLDENS=1` writes it. */
export function expectGolden(path: string, content: string): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (process.env["UPDATE_GOLDENS"] === "1" && before !== content) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  expect(existsSync(path) ? readFileSync(path, "utf8") : "", path).toBe(content);
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type RunLine, runDocument } from "../docs/run-document.ts";

const page = join(import.meta.dirname, "../../docs/hosts.md");

/**
 * Expects the section of docs/hosts.md under a heading of the second level to show what its commands print when they
 * run in the folder; `UPDATE_GOLDENS=1` writes it.
 */
export async function expectSection(
  heading: string,
  folder: string,
  runLine: RunLine,
): Promise<void> {
  const section = sectionOf(readFileSync(page, "utf8"), heading);
  const now = await runDocument(section, folder, runLine);
  if (process.env["UPDATE_GOLDENS"] === "1") {
    writeFileSync(
      page,
      readFileSync(page, "utf8").replace(section, () => now),
    );
    return;
  }
  expect(section).toBe(now);
}

function sectionOf(markdown: string, heading: string): string {
  const section = markdown.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`));
  if (section === undefined) throw new Error(`docs/hosts.md has no section "${heading}"`);
  return section;
}

// Every fixtures/cli/*.md is a transcript: a heading, a command line, what it printed. `vitest -u` writes them anew.

import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runShell, type ShellResult } from "./shell.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const fixtures = join(import.meta.dirname, "../../fixtures");
const transcripts = readdirSync(join(fixtures, "cli")).filter((file) => file.endsWith(".md"));

describe("transcripts", () => {
  it.each(transcripts)("%s", async (file) => {
    const path = join(fixtures, "cli", file);
    const cwd = temporaryFolder();
    cpSync(join(fixtures, "manifests"), cwd, { recursive: true });
    cpSync(join(fixtures, "cli/files"), cwd, { recursive: true });
    const before = readFileSync(path, "utf8");
    // A file snapshot takes CRLF for LF.
    expect(before).not.toContain("\r");
    await expect(await rerun(before, cwd)).toMatchFileSnapshot(path);
  });
});

/** Returns the transcript with what its commands print now; what stands behind a command is made anew. */
async function rerun(transcript: string, cwd: string): Promise<string> {
  let result = "";
  for (const section of transcript.split(/^(?=## )/m)) {
    const [, introduction, command] = /^(.*?)```sh\n(.*?)\n```\n/s.exec(section) ?? [];
    if (introduction === undefined || command === undefined) {
      result += section;
      continue;
    }
    result += `${introduction}\`\`\`sh\n${command}\n\`\`\`\n\n`;
    result += `${render(await runShell(command, cwd))}\n`;
  }
  return `${result.trimEnd()}\n`;
}

function render({ stdout, stderr, code }: ShellResult): string {
  const parts = [block("stdout", stdout.toString()), block("stderr", stderr)];
  return `${parts.join("")}Exit code: ${code}\n`;
}

function block(name: string, text: string): string {
  if (text === "") return "";
  const end = text.endsWith("\n") ? "" : "\n(no end of line)\n";
  return `${name}:\n\n\`\`\`\n${text}${end}\`\`\`\n\n`;
}

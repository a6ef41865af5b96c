import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runShell, type ShellResult } from "../cli/shell.ts";

/** Runs one command line in a folder. */
export type RunLine = (line: string, folder: string) => ShellResult | Promise<ShellResult>;

/**
 * Returns a Markdown document with what its commands print now. A block's words behind the language say what it is:
 *
 * - `sh`: command lines that are run, one after the other; they succeed, unless `exit=N` says otherwise;
 * - `sh skip`: commands that are not run, because they need a cluster, a registry or another program;
 * - `stdout`, `stderr`, `output` (one behind the other): what the last `sh` block printed;
 * - `file=NAME`: the content of a file of the folder;
 * - `write=NAME`: a file that is written to the folder, for the commands behind it.
 */
export async function runDocument(
  markdown: string,
  folder: string,
  runLine: RunLine = runShell,
): Promise<string> {
  let result = "";
  let printed: Printed = NOTHING;
  for (const part of markdown.split(/^(```\w+.*\n[\s\S]*?^```\n)/m)) {
    const block = readBlock(part);
    if (block === undefined) {
      result += part;
      continue;
    }
    if (block.language === "sh") printed = await runBlock(block, folder, runLine);
    const { write } = block.words;
    if (write !== undefined) {
      mkdirSync(dirname(join(folder, write)), { recursive: true });
      writeFileSync(join(folder, write), block.text);
    }
    result += `\`\`\`${block.head}\n${contentOf(block, printed, folder)}\`\`\`\n`;
  }
  return result;
}

interface Block {
  readonly head: string;
  readonly language: string;
  readonly words: Words;
  readonly text: string;
}

/** What stands behind the language; words without `=` are empty strings. */
type Words = Partial<
  Record<"skip" | "exit" | "stdout" | "stderr" | "output" | "file" | "write", string>
>;

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

const NOTHING: Printed = { stdout: "", stderr: "" };

function readBlock(part: string): Block | undefined {
  const [, head, text = ""] = /^```(\w+.*)\n([\s\S]*?)```\n$/.exec(part) ?? [];
  if (head === undefined) return undefined;
  const [language = "", ...words] = head.split(" ");
  const pairs = words.map((word) => word.split("=")).map(([key, value = ""]) => [key, value]);
  return { head, language, words: Object.fromEntries(pairs), text };
}

async function runBlock(
  { text, words }: Block,
  folder: string,
  runLine: RunLine,
): Promise<Printed> {
  if (words.skip !== undefined) return NOTHING;
  let printed = NOTHING;
  const lines = text.replaceAll("\\\n", " ").split("\n");
  for (const line of lines.filter((one) => one !== "" && !one.startsWith("#"))) {
    const { stdout, stderr, code } = await runLine(line.replace(/ +#.*/, ""), folder);
    const expected = Number(words.exit ?? 0);
    if (code !== expected) throw new Error(`exit code ${code} of: ${line}\n${stderr}`);
    printed = { stdout: printed.stdout + stdout.toString(), stderr: printed.stderr + stderr };
  }
  return printed;
}

function contentOf({ words, text }: Block, printed: Printed, folder: string): string {
  if (words.stdout !== undefined) return printed.stdout;
  if (words.stderr !== undefined) return printed.stderr;
  if (words.output !== undefined) return printed.stdout + printed.stderr;
  if (words.file !== undefined) return readFileSync(join(folder, words.file), "utf8");
  return text;
}

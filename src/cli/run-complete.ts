import type { Command } from "commander";
import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import { printable } from "../text/printable.ts";
import { complete } from "./completion/complete.ts";
import type { OwnFiles } from "./completion/own-files.ts";
import type { CommandLine } from "./completion/read-line.ts";
import { type Candidate, only, type Reply } from "./completion/reply.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readSetup } from "./read-setup.ts";

/**
 * Answers the completion scripts and kubectl in the protocol of cobra's `__complete`: candidates with a tab before what
 * they mean, one a line, and last the directive. Whatever goes wrong, a line that is being typed is no place for a message.
 */
export async function runComplete(
  io: Io,
  program: Command,
  words: readonly string[],
): Promise<ExitCode> {
  const isForKubectl = io.calledAs === "kubectl sidecar";
  if (isForKubectl && misleadsKubectl(words.at(-1) ?? "")) return answer(io, only([]));
  const expanded = words.map((word) => word.replace(/^~(?=\/)/, io.env["HOME"] ?? "~"));
  const reply = complete(program, expanded, (line) => readOwnFiles(io, line));
  return answer(io, await reply.catch(() => only([])));
}

function answer(io: Io, { candidates, directive }: Reply): ExitCode {
  const lines = [...candidates.filter(isOneLine).map(lineOf), `:${directive}`];
  printText(io, lines.map((line) => `${line}\n`).join(""));
  return EXIT.ok;
}

/**
 * kubectl's scripts for zsh and fish take `-bit.auth=` of `fluent-bit.auth=` for a flag, and would put it before each
 * candidate; better none than a line that is spoilt.
 */
function misleadsKubectl(word: string): boolean {
  const dash = word.indexOf("-");
  return dash !== -1 && word.includes("=", dash) && !/^--[^=]+=[^=]*$/s.test(word);
}

/** With files that cannot be read, what is built in is offered still. */
async function readOwnFiles(io: Io, { given }: CommandLine): Promise<OwnFiles> {
  const config = given.get("config")?.at(-1);
  const templateDir = given.get("templateDir") ?? [];
  const options = { templateDir, ...(config === undefined ? {} : { config }) };
  return readSetup(io, options).catch(() => ({ templates: [] }));
}

function isOneLine({ value }: Candidate): boolean {
  return printable(value) === value;
}

function lineOf({ value, about }: Candidate): string {
  return about === undefined
    ? value
    : `${value}\t${printable(about.trim().replaceAll(/\s+/g, " "))}`;
}

import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";

/** What a command line printed, and how it ended. */
export interface ShellResult {
  readonly stdout: Buffer;
  readonly stderr: string;
  /** The exit code of the last command. */
  readonly code: number;
}

interface Step {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stdin: Buffer | undefined;
}

type ShellCommand = (step: Step) => ShellResult | Promise<ShellResult>;

const COMMANDS: Readonly<Record<string, ShellCommand>> = {
  "kube-sidecar": runMain,
  cat: ({ args, cwd }) => done(Buffer.concat(args.map((file) => readFileSync(join(cwd, file))))),
  cp: ({ args: [from = "", to = ""], cwd }) => {
    copyFileSync(join(cwd, from), join(cwd, to));
    return done(Buffer.alloc(0));
  },
  printf: ({ args: [text = ""] }) => done(Buffer.from(bytesOf(text), "latin1")),
  kubectl: runKubectl,
};

/**
 * Runs one line of what a POSIX shell understands: words, quotes, pipes, `<` and `>`. `kube-sidecar` runs in this
 * process; `kubectl apply` takes what it gets, since there is no cluster.
 */
export async function runShell(line: string, cwd: string): Promise<ShellResult> {
  let result: ShellResult | undefined;
  let stderr = "";
  for (const words of pipeline(line)) {
    const { args, input, output } = redirections(words);
    const [name = "", ...rest] = args;
    const command = COMMANDS[name];
    if (command === undefined) throw new Error(`the shell of the tests has no ${name}`);
    const stdin = input === undefined ? result?.stdout : readFileSync(join(cwd, input));
    result = await command({ args: rest, cwd, stdin });
    stderr += result.stderr;
    if (output !== undefined) {
      writeFileSync(join(cwd, output), result.stdout);
      result = { ...result, stdout: Buffer.alloc(0) };
    }
  }
  if (result === undefined) throw new Error("an empty command line");
  return { ...result, stderr };
}

/** Returns what `printf` of a shell makes of `\n` and of bytes in octal. */
function bytesOf(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|n)/g, (_escape, octal) =>
    octal === undefined ? "\n" : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function done(stdout: Buffer): ShellResult {
  return { stdout, stderr: "", code: 0 };
}

/** Without a pipe or `<`, standard input is a terminal, as it is for whoever types the line. */
async function runMain({ args, cwd, stdin }: Step): Promise<ShellResult> {
  const io = fakeIo({ cwd, ...(stdin === undefined ? { terminals: ["stdin"] } : { stdin }) });
  const code = await main(args, io);
  return { stdout: io.stdoutBytes(), stderr: io.stderr(), code };
}

function runKubectl({ args, cwd, stdin }: Step): ShellResult {
  if (args[0] === "apply") return done(Buffer.from(stdin?.length ? "applied\n" : ""));
  return done(execFileSync("kubectl", args, { cwd, input: stdin ?? "" }));
}

function pipeline(line: string): readonly (readonly string[])[] {
  const words = line.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === "|") commands.push([]);
    else commands.at(-1)?.push(word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
  }
  return commands;
}

function redirections(words: readonly string[]) {
  const target = (sign: string) => {
    const index = words.indexOf(sign);
    return index === -1 ? undefined : words[index + 1];
  };
  const first = words.findIndex((word) => word === "<" || word === ">");
  const args = first === -1 ? words : words.slice(0, first);
  return { args, input: target("<"), output: target(">") };
}

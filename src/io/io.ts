// All that the program asks of the machine. The commands get it as a value, so that tests can hand in another.

import * as nodeFs from "node:fs";
import { readAll } from "./read-all.ts";
import { writeAll } from "./write-all.ts";

/** The calls to the file system that the program makes; a test replaces single ones. */
export type FileSystem = Pick<
  typeof nodeFs,
  | "accessSync"
  | "closeSync"
  | "existsSync"
  | "fchmodSync"
  | "fchownSync"
  | "fsyncSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readdirSync"
  | "readlinkSync"
  | "readFileSync"
  | "readSync"
  | "realpathSync"
  | "renameSync"
  | "rmdirSync"
  | "statSync"
  | "symlinkSync"
  | "unlinkSync"
  | "writeSync"
>;

/** One of the three streams that a process starts with. */
export type StandardStream = "stdin" | "stdout" | "stderr";

/** The surroundings of one run: streams, files, environment. */
export interface Io {
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The file that was started, absolute; it may be a link. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fs: FileSystem;
  isTerminal(stream: StandardStream): boolean;
  /** Returns how many columns the terminal has that standard output is; undefined where it is none. */
  stdoutColumns(): number | undefined;
  /** Returns all that comes on standard input. */
  readStdin(): Uint8Array;
  writeStdout(bytes: Uint8Array): void;
  writeStderr(text: string): void;
  /** Does work that Ctrl-C must not cut in two, and returns what it returns. */
  uninterrupted<T>(work: () => T): T;
}

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Returns the surroundings of this process. */
export function nodeIo(): Io {
  return {
    cwd: process.cwd(),
    program: process.argv[1] ?? "",
    env: process.env,
    fs: nodeFs,
    isTerminal: (stream) => isTerminal(DESCRIPTORS[stream]),
    stdoutColumns: () => (isTerminal(DESCRIPTORS.stdout) ? process.stdout.columns : undefined),
    readStdin: () => readAll(nodeFs, DESCRIPTORS.stdin),
    writeStdout: (bytes) => writeAll(nodeFs, DESCRIPTORS.stdout, bytes),
    writeStderr: (text) => writeAll(nodeFs, DESCRIPTORS.stderr, Buffer.from(text)),
    uninterrupted,
  };
}

/** `node:tty` costs 2 ms at start-up, so it is loaded only where a terminal is possible at all. */
function isTerminal(descriptor: number): boolean {
  try {
    if (!nodeFs.fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false; // The stream is closed.
  }
  return process.getBuiltinModule("node:tty").isatty(descriptor);
}

function uninterrupted<T>(work: () => T): T {
  const wait = (): void => {};
  for (const signal of SIGNALS) process.on(signal, wait);
  try {
    return work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, wait);
  }
}

// All that the program asks of the machine. The commands get it as a value, so that tests can hand in another.

import * as nodeFs from "node:fs";
import { basename } from "node:path";
import { UserError } from "../text/user-error.ts";
import { SIGNALS, type Signal } from "./interrupted.ts";
import { readAll } from "./read-all.ts";
import { errorCode, isClosedPipe, reasonOf } from "./system-error.ts";
import type { RunId } from "./temporaries.ts";
import { writeAll } from "./write-all.ts";

/** The calls to the file system that the program makes; a test replaces single ones. */
export type FileSystem = Pick<
  typeof nodeFs,
  | "accessSync"
  | "closeSync"
  | "existsSync"
  | "fchmodSync"
  | "fchownSync"
  | "fstatSync"
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
  /** How the program was called: `kube-sidecar`, or `kubectl sidecar` as a plugin of kubectl. */
  readonly calledAs: string;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The file that was started, absolute; it may be a link. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fs: FileSystem;
  isTerminal(stream: StandardStream): boolean;
  /** Returns how many columns the terminal has that standard output is; undefined where it is none. */
  stdoutColumns(): number | undefined;
  /** Returns device and inode of the regular file that the stream is redirected to or from; undefined for any other stream. */
  fileOf(stream: StandardStream): string | undefined;
  /** Device and inode of each file that is input of this run. */
  readonly inputs: Set<string>;
  /** Texts that nothing may show that is said of this run. */
  readonly secrets: Set<string>;
  /** Returns all that comes on standard input. */
  readStdin(): Uint8Array;
  writeStdout(bytes: Uint8Array): void;
  /** Throws a `UserError` where that fails, as on a full disk. */
  writeStderr(text: string): void;
  /** Shows text on the line of the terminal where standard error stands, in place of what it shows there; empty clears it. */
  drawStatus(text: string): void;
  /** Returns the time, in milliseconds since 1970. */
  now(): number;
  /** When this run began, by the same clock. */
  readonly startedAt: number;
  readonly runId: RunId;
  /** Tells whether there is a process of that id on this machine. */
  isRunning(pid: number): boolean;
  /**
   * Does work that signals such as Ctrl-C do not end, and returns what it returns. The work can ask for the first signal
   * that has come, and obey it.
   */
  holdingSignals<T>(work: (signalled: () => Promise<Signal | undefined>) => Promise<T>): Promise<T>;
}

const TO_LINE_START = "\r";
const CLEAR_TO_LINE_END = "\u001b[K";

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Returns the surroundings of this process. */
export function nodeIo(): Io {
  return {
    calledAs: calledAs(process.argv[1] ?? ""),
    get cwd() {
      return workingFolder();
    },
    program: process.argv[1] ?? "",
    env: process.env,
    fs: nodeFs,
    isTerminal: (stream) => isTerminal(DESCRIPTORS[stream]),
    stdoutColumns: () => (isTerminal(DESCRIPTORS.stdout) ? process.stdout.columns : undefined),
    fileOf: (stream) => regularFile(DESCRIPTORS[stream]),
    inputs: new Set(),
    secrets: new Set(),
    readStdin: () => readAll(nodeFs, DESCRIPTORS.stdin),
    writeStdout: (bytes) => writeAll(nodeFs, DESCRIPTORS.stdout, bytes),
    writeStderr,
    drawStatus: (text) => writeStderr(TO_LINE_START + text + CLEAR_TO_LINE_END),
    now: Date.now,
    startedAt: performance.timeOrigin,
    runId: { pid: process.pid, token: Math.random().toString(16).slice(2, 10).padEnd(8, "0") },
    isRunning,
    holdingSignals,
  };
}

/** Somebody may have removed it since the shell went there. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new UserError(`cannot find the working folder: ${reasonOf(error)}`);
  }
}

function writeStderr(text: string): void {
  try {
    writeAll(nodeFs, DESCRIPTORS.stderr, Buffer.from(text));
  } catch (error) {
    if (isClosedPipe(error)) throw error; // The program ends quietly.
    throw new UserError(`cannot write to standard error: ${reasonOf(error)}`);
  }
}

/** npm and krew link the plugin under the name that kubectl looks for. */
function calledAs(path: string): string {
  return /^kubectl(?:_complete)?-sidecar/.test(basename(path)) ? "kubectl sidecar" : "kube-sidecar";
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

function regularFile(descriptor: number): string | undefined {
  try {
    const stats = nodeFs.fstatSync(descriptor, { bigint: true });
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined; // The stream is closed.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) !== "ESRCH"; // It is somebody else's.
  }
}

async function holdingSignals<T>(
  work: (signalled: () => Promise<Signal | undefined>) => Promise<T>,
): Promise<T> {
  let first: Signal | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    first ??= signal as Signal;
  };
  // Node hears of signals only where it waits for events, which it does before it calls back here.
  const signalled = () =>
    new Promise<Signal | undefined>((resolve) => setImmediate(() => resolve(first)));
  for (const signal of Object.keys(SIGNALS)) process.on(signal, hold);
  try {
    return await work(signalled);
  } finally {
    for (const signal of Object.keys(SIGNALS)) process.off(signal, hold);
  }
}

import * as nodeFs from "node:fs";
import type { FileSystem, Io, StandardStream } from "../../src/io/io.ts";

/** What a test gives to a run; everything else is that of a process in a pipe. */
export interface FakeSurroundings {
  readonly cwd: string;
  readonly calledAs?: string;
  readonly stdin?: Uint8Array | string;
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminals?: readonly StandardStream[];
  /** Of the terminal that standard output is. */
  readonly columns?: number;
  /** Calls to the file system that behave differently. */
  readonly fs?: Partial<FileSystem>;
  /** The clock, the id of this run, the processes beside it, its signals and the files behind its streams. */
  readonly run?: Partial<Pick<Io, "fileOf" | "holdingSignals" | "isRunning" | "now" | "runId">>;
}

/** An `Io` that keeps what is written. */
export interface FakeIo extends Io {
  stdout(): string;
  stdoutBytes(): Buffer;
  stderr(): string;
}

/** Returns surroundings that are a folder on the disk, and streams in memory. */
export function fakeIo({
  cwd,
  calledAs = "kube-sidecar",
  stdin = "",
  program = "/opt/kube-sidecar/bin/kube-sidecar.cjs",
  env = {},
  terminals = [],
  columns,
  fs,
  run,
}: FakeSurroundings): FakeIo {
  const output: Uint8Array[] = [];
  let errors = "";
  return {
    calledAs,
    cwd,
    program,
    env,
    fs: { ...nodeFs, ...fs },
    isTerminal: (stream) => terminals.includes(stream),
    stdoutColumns: () => columns,
    fileOf: () => undefined,
    inputs: new Set(),
    secrets: new Set(),
    readStdin: () => Buffer.from(stdin as string),
    writeStdout: (bytes) => output.push(bytes),
    writeStderr: (text) => {
      errors += text;
    },
    drawStatus: (text) => {
      errors += `\r${text}\u001b[K`;
    },
    now: Date.now,
    startedAt: 0,
    runId: { pid: 100, token: "0123abcd" },
    isRunning: () => false,
    holdingSignals: (work) => work(async () => undefined),
    ...run,
    stdout: () => Buffer.concat(output).toString(),
    stdoutBytes: () => Buffer.concat(output),
    stderr: () => errors,
  };
}

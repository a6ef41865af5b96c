// The readers of YAML that manifests end up in: that of kubectl (go-yaml 2, `sigs.k8s.io/yaml`) and that of kustomize (go-yaml 3).
// A small Go program holds both. It is built once on a machine, and reads many streams in one run.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findClient } from "../hosts/clients.ts";
import type { Json } from "./json-patch.ts";

/** What a reader makes of a stream: the values that are not null before the first fault, and the fault. */
export interface Reading {
  /** Integers that JavaScript does not hold exactly are `{"integer": "18446744073709551615"}`. */
  readonly values: readonly Json[];
  readonly error?: string;
}

/** What both readers make of a stream. */
export interface Readings {
  readonly kubectl: Reading;
  readonly kustomize: Reading;
}

const SOURCES = join(import.meta.dirname, "readers");
const FILES = ["main.go", "go.mod", "go.sum"];

/** Returns the path of the program, which is built if this machine has not got it; undefined where there is no Go. */
export function goReaders(): string | undefined {
  const go = findClient("go");
  if (go === undefined) return undefined;
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(join(SOURCES, file)));
  const program = join(tmpdir(), `kube-sidecar-readers-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(program)) build(go, program);
  return program;
}

/** Of several that build it at the same time each puts a whole program there. */
function build(go: string, program: string): void {
  const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-go-"));
  try {
    for (const file of FILES) cpSync(join(SOURCES, file), join(folder, file));
    execFileSync(go, ["build", "-o", "readers", "."], { cwd: folder, stdio: "pipe" });
    renameSync(join(folder, "readers"), program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns what the program makes of each stream. */
export function readWithGo(program: string, streams: readonly Uint8Array[]): readonly Readings[] {
  const input = Buffer.concat(
    streams.flatMap((stream) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(stream.length);
      return [length, stream];
    }),
  );
  const { stdout, stderr, status } = spawnSync(program, { input, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`the Go program has failed: ${stderr}`);
  const lines = stdout.toString().trimEnd().split("\n");
  // JSON has one zero; that of JavaScript with a sign is none of its own.
  return lines.map((line): Readings => JSON.parse(line, (_, value) => (value === 0 ? 0 : value)));
}

import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { inject } from "vitest";

const root = join(import.meta.dirname, "../..");

/** The command as it is installed. */
export interface BuiltCommand {
  /** What `node` is started with. */
  readonly command: string;
  readonly bundle: string;
}

/** Puts the command as it is now into a folder; each thread that runs tests builds it once. */
export function buildCommand(folder: string): BuiltCommand {
  cpSync(builtFiles(), join(folder, "dist"), { recursive: true });
  cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  return {
    command: join(folder, "bin/kube-sidecar.cjs"),
    bundle: join(folder, "dist/cli.cjs"),
  };
}

function builtFiles(): string {
  const folder = join(inject("buildsFolder"), String(threadId));
  if (!existsSync(folder)) {
    execFileSync(process.execPath, [join(root, "scripts/build.mjs"), join(folder, "cli.cjs")]);
  }
  return folder;
}

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** The command as it is installed. */
export interface BuiltCommand {
  /** What `node` is started with. */
  readonly command: string;
  readonly bundle: string;
}

/** Builds the command into a folder. */
export function buildCommand(folder: string): BuiltCommand {
  const command = join(folder, "bin/kube-sidecar.cjs");
  const bundle = join(folder, "dist/cli.cjs");
  mkdirSync(join(folder, "bin"));
  cpSync(join(root, "bin/kube-sidecar.cjs"), command);
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), bundle]);
  return { command, bundle };
}

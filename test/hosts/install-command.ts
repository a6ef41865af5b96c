import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * Builds the command as it is now and installs it into an empty folder, as npm would.
 * Returns the folder to put on PATH, which has a link for each name of the command.
 */
export function installCommand(folder: string): string {
  const command = join(folder, "lib/bin/kube-sidecar.cjs");
  mkdirSync(join(folder, "lib/bin"), { recursive: true });
  cpSync(join(root, "bin"), join(folder, "lib/bin"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "lib/package.json"));
  execFileSync(process.execPath, [
    join(root, "scripts/build.mjs"),
    join(folder, "lib/dist/cli.cjs"),
  ]);
  const path = join(folder, "path");
  mkdirSync(path);
  for (const name of ["kube-sidecar", "kubectl-sidecar"]) symlinkSync(command, join(path, name));
  return path;
}

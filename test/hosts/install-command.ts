import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * Builds the command as it is now and installs it into an empty folder, as npm would.
 * Returns the folder to put on PATH, which has a link for each name of the command.
 */
export function installCommand(folder: string): string {
  mkdirSync(join(folder, "lib/bin"), { recursive: true });
  cpSync(join(root, "bin"), join(folder, "lib/bin"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "lib/package.json"));
  execFileSync(process.execPath, [
    join(root, "scripts/build.mjs"),
    join(folder, "lib/dist/cli.cjs"),
  ]);
  const path = join(folder, "path");
  mkdirSync(path);
  const names: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ).bin;
  for (const [name, file] of Object.entries(names)) {
    symlinkSync(join(folder, "lib", file), join(path, name));
  }
  return path;
}

import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { buildCommand } from "../cli/build-command.ts";

const root = join(import.meta.dirname, "../..");

/**
 * Installs the command as it is now into an empty folder, as npm would.
 * Returns the folder to put on PATH, which has a link for each name of the command.
 */
export function installCommand(folder: string): string {
  buildCommand(join(folder, "lib"));
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

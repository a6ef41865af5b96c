import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

const root = join(import.meta.dirname, "../..");

/** The command as it is installed. */
export interface BuiltCommand {
  /** What `node` is started with. */
  readonly command: string;
  readonly bundle: string;
}

/** Puts the command as it is now into a folder; the first test that asks for it builds it. */
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
  const builds = inject("buildsFolder");
  const built = join(builds, "built");
  if (!existsSync(built)) {
    const folder = mkdtempSync(join(builds, "building-"));
    execFileSync(process.execPath, [join(root, "scripts/build.mjs"), join(folder, "cli.cjs")]);
    try {
      renameSync(folder, built);
    } catch (error) {
      // Another worker may have been at it as well, and faster.
      if (!existsSync(built)) throw error;
    }
  }
  return built;
}

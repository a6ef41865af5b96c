import { spawnSync } from "node:child_process";
import type { ShellResult } from "../cli/shell.ts";

/** What the command lines of a document find around them. */
export interface Surroundings {
  /** Folders that come first on PATH. */
  readonly path: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Returns what runs command lines with bash, real programs and all. */
export function realShell({ path, env = {} }: Surroundings) {
  return (line: string, cwd: string): ShellResult => {
    const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", line], {
      cwd,
      env: {
        ...process.env,
        HOME: cwd,
        NO_COLOR: "1",
        ...env,
        PATH: [...path, process.env["PATH"]].join(":"),
      },
    });
    return { stdout, stderr: stderr.toString(), code: status ?? 128 };
  };
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShellResult } from "../cli/shell.ts";
import { realShell, type Surroundings } from "./real-shell.ts";

/**
 * Returns what runs command lines with `helm` as the given command, for which it makes a script in the folder. Their
 * stderr is a pipe, as in CI, and not a socket, which is what Node gives to its children.
 */
export function helmShell(
  helm: string,
  folder: string,
  { path, env }: Required<Surroundings>,
): (line: string, cwd: string) => ShellResult {
  const shims = join(folder, helm);
  mkdirSync(shims);
  if (helm !== "helm") {
    writeFileSync(join(shims, "helm"), `#!/bin/sh\nexec ${helm} "$@"\n`, { mode: 0o755 });
  }
  const run = realShell({ path: [shims, ...path], env });
  return (line, cwd) => {
    const result = run(`{ { ${line}\n} 2>&1 1>&3 3>&- | cat >&2; } 3>&1`, cwd);
    // Helm 3 names the path of the command.
    return { ...result, stderr: result.stderr.replaceAll(path[0] ?? "", "/usr/local/bin") };
  };
}

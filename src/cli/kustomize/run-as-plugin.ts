import { resolve } from "node:path";
import { DEFAULT_REACH } from "../../io/bound.ts";
import type { Io } from "../../io/io.ts";
import { readNamed } from "../../io/read-source.ts";
import type { ExitCode } from "../exit-codes.ts";

/**
 * Runs as the plugin of kustomize that the program was started as, and returns its exit code: a legacy exec plugin gets
 * the file of its config, a KRM function a ResourceList on standard input. Undefined for a command of a user.
 */
export async function runAsPlugin(argv: readonly string[], io: Io): Promise<ExitCode | undefined> {
  const [path] = argv;
  if (path !== undefined) {
    if (!isConfigFile(path, io)) return undefined;
    const { runExecPlugin } = await import("./run-exec-plugin.ts");
    return runExecPlugin(io, path);
  }
  if (io.isTerminal("stdin")) return undefined;
  const { readResourceList } = await import("./resource-list.ts");
  const list = readResourceList(readNamed(io, "-", DEFAULT_REACH));
  if (list === undefined) return undefined;
  const { runFunction } = await import("./run-function.ts");
  return runFunction(io, list);
}

/** The name of a command has no slash. */
function isConfigFile(path: string, io: Io): boolean {
  return /[\\/]/.test(path) && io.fs.existsSync(resolve(io.cwd, path));
}

import { posix } from "node:path";
import { DEFAULT_REACH } from "../../io/bound.ts";
import type { Io } from "../../io/io.ts";
import { print } from "../../io/print.ts";
import { readNamed } from "../../io/read-source.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readPluginConfig } from "./plugin-config.ts";
import { runBuild } from "./run-build.ts";

/** Runs as a legacy exec plugin of kustomize, with the file of its config, and returns the exit code. */
export async function runExecPlugin(io: Io, path: string): Promise<ExitCode> {
  const config = readPluginConfig(readNamed(io, posix.normalize(path), DEFAULT_REACH).text);
  const { output, failure, placement } = await runBuild({
    io,
    config,
    input: readNamed(io, "-", DEFAULT_REACH),
  });
  if (failure !== undefined) return EXIT.findings;
  // kustomize takes whatever a validator prints for a change of the build, even the same bytes.
  if (placement !== "validators") print(io, output);
  return EXIT.ok;
}

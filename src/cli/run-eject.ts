import type { Io } from "../io/io.ts";
import { secretKeeper } from "../io/print.ts";
import { ejectSources } from "../pipeline.ts";
import { hasErrors } from "../text/has-errors.ts";
import { checkOptions } from "./check-options.ts";
import { onEditOf } from "./edit-options.ts";
import type { EjectOptions } from "./eject.ts";
import type { ExitCode } from "./exit-codes.ts";
import { finish } from "./finish.ts";
import { inputSources, namedPaths } from "./input-sources.ts";
import { leftOutFiles } from "./left-out-files.ts";
import { inclusionsOf } from "./options.ts";
import { withProgress } from "./progress.ts";
import { readSetup } from "./read-setup.ts";
import { workloadFilter } from "./workload-filter.ts";

/** Runs `eject` and returns its exit code; undefined where there is nothing to take out of but a terminal. */
export async function runEject(
  io: Io,
  paths: readonly string[],
  options: EjectOptions,
): Promise<ExitCode | undefined> {
  checkOptions("eject", options, namedPaths(paths, options));
  const filter = workloadFilter(options);
  const { injector, problems, notes, templates: available } = await readSetup(io, options);
  if (hasErrors(problems)) {
    return finish(io, { outcomes: [], warnings: [], problems, notes }, options);
  }
  const inputs = inputSources(io, paths, options);
  if (inputs === undefined) return undefined;
  const { sources, kustomizations } = inputs;
  const templates = options.template ?? [];
  const workloads = injector?.workloads ?? [];
  const result = await withProgress(io, options, (show) =>
    ejectSources({
      sources,
      templates,
      available,
      onEdit: onEditOf(options),
      filter,
      workloads,
      include: inclusionsOf(options),
      kustomizations,
      keepSecret: secretKeeper(io),
      observe: (stage, index) => show(stage, index, sources.length),
    }),
  );
  const all = {
    problems: [...problems, ...inputs.problems, ...result.problems],
    warnings: [...inputs.warnings, ...result.warnings],
  };
  return finish(io, { ...result, ...all, notes: [...notes, ...leftOutFiles(inputs)] }, options);
}

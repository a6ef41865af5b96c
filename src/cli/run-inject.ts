import type { Io } from "../io/io.ts";
import type { RunOutcome } from "../outcome.ts";
import { injectSources } from "../pipeline.ts";
import { checkOptions } from "./check-options.ts";
import type { ExitCode } from "./exit-codes.ts";
import { withFailureReport } from "./failure-report.ts";
import { finish } from "./finish.ts";
import type { InjectOptions } from "./inject.ts";
import { type InputsRead, inputSources, namedPaths } from "./input-sources.ts";
import { leftOutFiles } from "./left-out-files.ts";
import { withProgress } from "./progress.ts";
import { readRequest } from "./read-request.ts";
import { type Setup, shownChanges } from "./read-setup.ts";

/** Runs `inject` and returns its exit code; undefined where there is nothing to inject into but a terminal. */
export async function runInject(
  io: Io,
  paths: readonly string[],
  options: InjectOptions,
): Promise<ExitCode | undefined> {
  checkOptions("inject", options, namedPaths(paths, options));
  const inputs = inputSources(io, paths, options);
  if (inputs === undefined) return undefined;
  return withFailureReport(io, options.report, () => injectInto(io, inputs, options));
}

async function injectInto(io: Io, inputs: InputsRead, options: InjectOptions): Promise<ExitCode> {
  const { setup, request, problems } = await readRequest(io, inputs, options);
  const { injector } = setup;
  const changes = shownChanges(setup, options);
  const notes = [...setup.notes, ...leftOutFiles(inputs)];
  const ending = injector?.strict ? { ...options, strict: true as const } : options;
  if (request === undefined) {
    return finish(
      io,
      { outcomes: [], warnings: inputs.warnings, problems, notes, changes },
      ending,
    );
  }
  const result = await withProgress(io, options, (show) =>
    injectSources({
      ...request,
      observe: (stage, index) => show(stage, index, request.sources.length),
    }),
  );
  const remarks = [...notes, ...unaskedNotes(result, options, setup)];
  return finish(
    io,
    {
      ...result,
      problems: [...problems, ...result.problems],
      warnings: [...inputs.warnings, ...result.warnings],
      notes: remarks,
      changes,
    },
    ending,
  );
}

/** Whoever forgets `-t` learns it at once, rather than from each workload. */
function unaskedNotes(
  { outcomes }: RunOutcome,
  { template }: InjectOptions,
  { injector }: Setup,
): readonly string[] {
  const workloads = outcomes.flatMap((outcome) => outcome.workloads);
  const isAsked = template !== undefined || injector !== undefined;
  if (isAsked || outcomes.length === 0 || workloads.some(({ status }) => status !== "skipped"))
    return [];
  return ["no template was asked for: name one with -t; kube-sidecar templates list shows them"];
}

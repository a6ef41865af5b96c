import { kubeMinorOf } from "../config/kube-version.ts";
import { parseSet } from "../config/set-flag.ts";
import { readValuesFile } from "../config/values-file.ts";
import type { Io } from "../io/io.ts";
import { readSource } from "../io/read-source.ts";
import type { RunOutcome } from "../outcome.ts";
import { injectSources } from "../pipeline.ts";
import { checkOptions } from "./check-options.ts";
import type { ExitCode } from "./exit-codes.ts";
import { finish } from "./finish.ts";
import type { InjectOptions } from "./inject.ts";
import { inputSources, namedPaths } from "./input-sources.ts";
import { readSetup, type Setup } from "./read-setup.ts";
import { workloadFilter } from "./workload-filter.ts";

/** Runs `inject` and returns its exit code; undefined where there is nothing to inject into but a terminal. */
export async function runInject(
  io: Io,
  paths: readonly string[],
  options: InjectOptions,
): Promise<ExitCode | undefined> {
  checkOptions("inject", options, namedPaths(paths, options));
  const filter = workloadFilter(options);
  const kubeMinor = kubeMinorOf(options.kubeVersion);
  const sets = (options.set ?? []).map(parseSet);
  const setup = await readSetup(io, options);
  const values = (options.values ?? []).map((path) => readValuesFile(readSource(io, path)));
  const problems = [...setup.problems, ...values.flatMap((file) => file.problems)];
  const { notes } = setup;
  if (problems.some(({ severity }) => severity === "error")) {
    return finish(io, { outcomes: [], warnings: [], problems, notes }, options);
  }
  const sources = inputSources(io, paths, options);
  if (sources === undefined) return undefined;
  const result = injectSources({
    sources,
    templates: options.template ?? [],
    available: setup.templates,
    ...(setup.injector === undefined ? {} : { injector: setup.injector }),
    filter,
    sets,
    files: values.flatMap(({ file }) => file ?? []),
    ...(options.env === undefined ? {} : { environment: options.env }),
    kubeMinor,
    onPortConflict: options.onPortConflict,
  });
  const remarks = [...notes, ...unaskedNotes(result, options, setup)];
  return finish(
    io,
    { ...result, problems: [...problems, ...result.problems], notes: remarks },
    options,
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
  if (isAsked || workloads.some(({ status }) => status !== "skipped")) return [];
  return ["no template was asked for: name one with -t; kube-sidecar templates list shows them"];
}

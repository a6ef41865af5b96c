import { runSettings } from "../config/run-settings.ts";
import { parseSet } from "../config/set-flag.ts";
import { readValuesFile } from "../config/values-file.ts";
import type { Io } from "../io/io.ts";
import { readSource } from "../io/read-source.ts";
import { refuseOverwrite } from "../io/write-report.ts";
import type { InjectRequest } from "../pipeline.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import { inputSources } from "./input-sources.ts";
import type { FilterOptions, InputOptions, ReportOptions } from "./options.ts";
import { readSetup, type Setup } from "./read-setup.ts";
import type { TemplateOptions } from "./template-options.ts";
import { workloadFilter } from "./workload-filter.ts";

/** What a command reads before it can begin. */
export interface RequestRead {
  readonly setup: Setup;
  /** Of the config, templates and values; with an error among them there is no request. */
  readonly problems: readonly DocumentProblem[];
  readonly request?: InjectRequest;
}

/** Returns all that the options name, read and parsed; undefined where there is no input but a terminal. */
export async function readRequest(
  io: Io,
  paths: readonly string[],
  options: InputOptions & FilterOptions & TemplateOptions & Pick<ReportOptions, "report">,
): Promise<RequestRead | undefined> {
  const filter = workloadFilter(options);
  const sets = (options.set ?? []).map(parseSet);
  const setup = await readSetup(io, options);
  const settings = runSettings({ ...options, environment: options.env }, setup.injector);
  const values = (options.values ?? []).map((path) => readValuesFile(readSource(io, path)));
  const problems = [...setup.problems, ...values.flatMap((file) => file.problems)];
  if (hasErrors(problems)) return { setup, problems };
  const sources = inputSources(io, paths, options);
  if (sources === undefined) return undefined;
  if (options.report !== undefined) refuseOverwrite(io, options.report, sources);
  const request = {
    sources,
    templates: options.template ?? [],
    available: setup.templates,
    ...(setup.injector === undefined ? {} : { injector: setup.injector }),
    filter,
    sets,
    files: values.flatMap(({ file }) => file ?? []),
    ...settings,
  };
  return { setup, problems, request };
}

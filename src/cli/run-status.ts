import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import type { StatusOutcome } from "../outcome.ts";
import { statusSources } from "../pipeline/status-sources.ts";
import { fileName } from "../report/file-name.ts";
import { renderStatusJson } from "../report/status-json.ts";
import { renderStatus } from "../report/status-text.ts";
import { renderText } from "../report/text.ts";
import { hasErrors } from "../text/has-errors.ts";
import { refuseKustomize } from "./check-options.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { inputSources } from "./input-sources.ts";
import { leftOutFiles } from "./left-out-files.ts";
import { noWorkloadNote } from "./no-workload-note.ts";
import { readRequest } from "./read-request.ts";
import type { StatusOptions } from "./status.ts";

/** Runs `status` and returns its exit code; undefined where there is nothing to look at but a terminal. */
export async function runStatus(
  io: Io,
  paths: readonly string[],
  options: StatusOptions,
): Promise<ExitCode | undefined> {
  refuseKustomize("status", options);
  const inputs = inputSources(io, paths, options);
  if (inputs === undefined) return undefined;
  const read = await readRequest(io, inputs, options);
  const { request, setup } = read;
  const looked = request === undefined ? NOTHING : statusSources(request);
  const problems = [...read.problems, ...looked.problems];
  const outcome = { ...looked, problems, warnings: [...inputs.warnings, ...looked.warnings] };
  printText(io, await renderOutcome(io, outcome, options));
  const isEmpty = outcome.workloads.length + outcome.warnings.length + problems.length === 0;
  const notes = [
    ...setup.notes,
    ...leftOutFiles(inputs),
    ...outcome.notes.map(({ file, line, message }) => `${fileName(file)}:${line}  ${message}`),
    ...(isEmpty && request !== undefined ? [noWorkloadNote(request.sources)] : []),
  ];
  const report = renderText(
    {
      outcomes: [],
      findings: outcome.findings,
      problems,
      warnings: outcome.warnings,
      notes,
      changes: setup.changes,
      conclusion: "",
      stage: "planned",
      least: "info",
      workloads: "hidden",
    },
    await styleFor("stderr", options.color, io),
  );
  io.writeStderr(report);
  if (hasErrors(problems)) return EXIT.usage;
  return hasErrors(outcome.findings) ? EXIT.findings : EXIT.ok;
}

const NOTHING: StatusOutcome = {
  workloads: [],
  findings: [],
  problems: [],
  warnings: [],
  notes: [],
};

async function renderOutcome(
  io: Io,
  outcome: StatusOutcome,
  { format, explain, color }: StatusOptions,
): Promise<string> {
  if (format === "json") return renderStatusJson(outcome);
  const style = await styleFor("stdout", color, io);
  return renderStatus(outcome, explain ? "differences" : "lines", style);
}

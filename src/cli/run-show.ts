import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import { type ShowOutcome, showSources } from "../pipeline/show-sources.ts";
import { fileName } from "../report/file-name.ts";
import { drawPod } from "../report/pod-picture.ts";
import { renderText } from "../report/text.ts";
import { hasErrors } from "../text/has-errors.ts";
import { printable } from "../text/printable.ts";
import { refuseKustomize } from "./check-options.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { inputSources } from "./input-sources.ts";
import { leftOutFiles } from "./left-out-files.ts";
import { noWorkloadNote } from "./no-workload-note.ts";
import { readRequest } from "./read-request.ts";
import type { ShowOptions } from "./show.ts";
import { textColumns } from "./text-columns.ts";

/** Runs `show` and returns its exit code; undefined where there is nothing to show but a terminal. */
export async function runShow(
  io: Io,
  paths: readonly string[],
  options: ShowOptions,
): Promise<ExitCode | undefined> {
  refuseKustomize("show", options);
  const injects = options.template !== undefined || options.inject === true;
  const inputs = inputSources(io, paths, options);
  if (inputs === undefined) return undefined;
  const read = await readRequest(io, inputs, options);
  const { request, setup } = read;
  if (request === undefined) return report(io, { ...NOTHING, problems: read.problems }, options);
  const shown = showSources({ ...request, inject: injects ? "asked" : "none" });
  const problems = [...read.problems, ...shown.problems];
  const warnings = [...inputs.warnings, ...shown.warnings];
  await printPods(io, shown, options);
  const isEmpty = shown.pods.length + warnings.length + problems.length === 0;
  const notes = [
    ...setup.notes,
    ...leftOutFiles(inputs),
    ...shown.notes.map(({ file, line, message }) => `${fileName(file)}:${line}  ${message}`),
    ...(isEmpty && !shown.isStopped ? [noWorkloadNote(request.sources)] : []),
  ];
  const { changes } = setup;
  return report(io, { ...shown, problems, warnings, notes, changes }, options);
}

async function printPods(io: Io, { pods }: ShowOutcome, { color }: ShowOptions): Promise<void> {
  const style = await styleFor("stdout", color, io);
  const pictures = pods.map(({ object, file, pod }) => {
    const place = style.faint(`(${printable(fileName(file))})`);
    const heading = `${style.strong(printable(object))} ${place}`;
    return [heading, ...drawPod(pod, textColumns(io), style), ""].join("\n");
  });
  printText(io, pictures.join("\n"));
}

/** What is said of the run; of findings only what keeps sidecars out. */
interface Said extends Pick<ShowOutcome, "outcomes" | "problems" | "warnings" | "isStopped"> {
  readonly notes: readonly string[];
  readonly changes?: readonly string[];
}

const NOTHING: Said = { outcomes: [], problems: [], warnings: [], notes: [], isStopped: false };

async function report(io: Io, said: Said, { color }: ShowOptions): Promise<ExitCode> {
  const { isStopped, problems } = said;
  const text = renderText(
    {
      ...said,
      outcomes: isStopped ? said.outcomes : [],
      conclusion: isStopped ? "nothing is shown" : "",
      stage: "planned",
      least: isStopped ? "error" : "info",
      workloads: "hidden",
    },
    await styleFor("stderr", color, io),
  );
  io.writeStderr(text);
  if (hasErrors(problems)) return EXIT.usage;
  return isStopped ? EXIT.findings : EXIT.ok;
}

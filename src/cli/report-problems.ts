import type { Io } from "../io/io.ts";
import { renderText } from "../report/text.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { styleFor } from "./colour.ts";
import type { ReportOptions } from "./options.ts";

/** Writes what is wrong with files of ours to stderr. */
export async function reportProblems(
  io: Io,
  problems: readonly DocumentProblem[],
  { color }: Pick<ReportOptions, "color">,
): Promise<void> {
  const style = await styleFor("stderr", color, io);
  const run = { outcomes: [], warnings: [], notes: [], conclusion: "", stage: "done" } as const;
  if (problems.length > 0) {
    const text = renderText({ ...run, problems, least: "info", workloads: "shown" }, style);
    io.writeStderr(text);
  }
}

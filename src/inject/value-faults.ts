import { placeOfWritten } from "../manifest/written.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { UserError } from "../text/user-error.ts";
import type { WorkloadResult } from "./workload-result.ts";

/**
 * Returns what is wrong with values of files, each fault once. Throws a `UserError` for values of flags that no template
 * can take, which names all faults.
 */
export function valueFaults(
  results: readonly Pick<WorkloadResult, "valueProblems">[],
): readonly DocumentProblem[] {
  const faults = results.flatMap(({ valueProblems }) => valueProblems);
  const located = unique(faults.flatMap(locatedFault));
  const others = uniqueLines(faults.filter(({ written }) => written === undefined).map(linesOf));
  if (others.length === 0) return located;
  const lines = located.map(
    ({ place: { file, line, column }, message }) => `${file}:${line}:${column}: ${message}`,
  );
  const [first = "", ...more] = [...others, ...lines];
  throw new UserError(first, more);
}

function linesOf({ from, message, help }: RenderProblem): readonly string[] {
  const line = from === "" ? message : `${from}: ${message}`;
  return help === "" ? [line] : [line, `  help: ${help}`];
}

function uniqueLines(faults: readonly (readonly string[])[]): readonly string[] {
  return [...new Map(faults.map((lines) => [lines.join("\0"), lines])).values()].flat();
}

function locatedFault({ written, message, help }: RenderProblem): readonly DocumentProblem[] {
  if (written === undefined) return [];
  return [{ severity: "error", message, help, place: placeOfWritten(written) }];
}

function unique(problems: readonly DocumentProblem[]): readonly DocumentProblem[] {
  const key = ({ place, message }: DocumentProblem) =>
    `${place.file}\0${place.line}\0${place.column}\0${message}`;
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}

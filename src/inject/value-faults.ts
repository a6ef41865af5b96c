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
  const others = [...new Set(faults.filter(({ written }) => written === undefined).map(textOf))];
  if (others.length === 0) return located;
  const lines = located.map(
    ({ place: { file, line, column }, message }) => `${file}:${line}:${column}: ${message}`,
  );
  throw new UserError([...others, ...lines].join("\n"));
}

function textOf({ from, message, help }: RenderProblem): string {
  const origin = from === "" ? "" : `${from}: `;
  return `${origin}${message}${help === "" ? "" : `\n  help: ${help}`}`;
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

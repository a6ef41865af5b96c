import type { ValueMap } from "../manifest/value.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import type { Place } from "../text/place.ts";
import { fileName } from "./file-name.ts";

/** Returns what keeps something from being read, as JSON reports show it. */
export function problemJson({ severity, message, help, place }: DocumentProblem): ValueMap {
  return { severity, message, ...placeJson(place), help };
}

/** Returns a place as JSON reports show it; a file as a whole is the start of its first line. */
export function placeJson({ file, line, column, endColumn }: Place): ValueMap {
  return { file: fileName(file), line, column, endColumn };
}

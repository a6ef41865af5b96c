import { fileName } from "../report/file-name.ts";
import { nameFiles } from "../text/name-files.ts";
import type { Source } from "../text/source.ts";

/** Returns what is said of sources in which there is no workload. */
export function noWorkloadNote(sources: readonly Source[]): string {
  const names = nameFiles(sources.map(({ path }) => ({ path: fileName(path) })));
  const hasText = sources.some(({ text }) => /[^ \t\r\n]/.test(text));
  return hasText ? `there is no workload in ${names}` : `there is nothing in ${names}`;
}

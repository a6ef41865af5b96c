import type { SourcesRead } from "../io/read-sources.ts";
import { listWords } from "../text/list-words.ts";

/** Returns what is said of files in folders that are not looked at, because they hold only objects of ours. */
export function ownFilesNotes({ own }: Pick<SourcesRead, "own">): readonly string[] {
  if (own.length === 0) return [];
  const hold = own.length === 1 ? "holds" : "hold";
  const are = own.length === 1 ? "is" : "are";
  return [
    `${listWords(own)} ${hold} only templates or config of kube-sidecar, and ${are} left out`,
  ];
}

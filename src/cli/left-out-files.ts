import type { SourcesRead } from "../io/read-sources.ts";
import { listWords } from "../text/list-words.ts";

/** Returns what is said of files in folders that are not looked at: they hold only objects of ours, or are in a folder that is not searched. */
export function leftOutFiles({
  own,
  unsearched,
}: Pick<SourcesRead, "own" | "unsearched">): readonly string[] {
  return [...aboutOwn(own), ...aboutFolders(unsearched)];
}

function aboutOwn(files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  const [hold, are] = files.length === 1 ? ["holds", "is"] : ["hold", "are"];
  return [
    `${listWords(files)} ${hold} only templates or config of kube-sidecar, and ${are} left out`,
  ];
}

/** Where packages are installed there can be many. */
const FEW = 3;

function aboutFolders(folders: readonly string[]): readonly string[] {
  const [first] = folders;
  if (first === undefined) return [];
  const named =
    folders.length > FEW ? `${first} and ${folders.length - 1} more folders` : listWords(folders);
  const are = folders.length === 1 ? "is" : "are";
  return [
    `${named} ${are} not searched, as kubectl would do; what is to count there has to be named`,
  ];
}

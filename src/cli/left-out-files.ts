import type { SourcesRead } from "../io/read-sources.ts";
import { listWords } from "../text/list-words.ts";

/** Returns what is said of files in folders that are not looked at: they hold only objects of ours, are in a folder that is not searched, or belong to a Helm chart. */
export function leftOutFiles({
  own,
  unsearched,
  charts,
}: Pick<SourcesRead, "own" | "unsearched" | "charts">): readonly string[] {
  return [...aboutOwn(own), ...aboutFolders(unsearched), ...aboutCharts(charts)];
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

function aboutCharts(charts: readonly string[]): readonly string[] {
  const [first] = charts;
  if (first === undefined) return [];
  const others = charts.length - 1;
  const subject =
    others === 0
      ? `${first}/templates is left out`
      : `${first}/templates and those of ${others} more Helm charts are left out`;
  return [
    `${subject}: render a chart first, and pipe that in: helm template CHART | kube-sidecar ...`,
  ];
}

import type { Overhead, OverheadAmounts } from "../lint/resources/overhead.ts";
import { formatQuantity, parseQuantity } from "../manifest/quantity.ts";
import type { LintedWorkload } from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import type { Style } from "./style.ts";
import { renderTable } from "./table.ts";

/** More rows than this are summed up. */
const MOST_ROWS = 10;

interface Row {
  readonly object: string;
  readonly overhead: Overhead;
}

/** Returns a table of what the sidecars of the workloads request, the dearest first; empty where there are none. */
export function renderOverhead(
  workloads: readonly LintedWorkload[],
  style: Style,
): readonly string[] {
  const rows = workloads.flatMap(({ object, overhead }): readonly Row[] =>
    overhead === undefined ? [] : [{ object, overhead }],
  );
  if (rows.length === 0) return [];
  const dearest = rows.toSorted((a, b) => weight(b) - weight(a));
  const [head = "", ...lines] = renderTable([
    ["SIDECARS OF", "CPU", "MEMORY", "PODS", "TOTAL CPU", "TOTAL MEMORY", ""],
    ...dearest.slice(0, MOST_ROWS).map(cells),
    ...(rows.length > 1 ? [sumOf(rows)] : []),
  ]);
  const more = rows.length - MOST_ROWS;
  return [
    style.faint(head),
    ...lines,
    ...(more > 0 ? [style.faint(`(${count(more, "workload")} with less not shown)`)] : []),
  ];
}

function cells({ object, overhead }: Row): readonly string[] {
  const { perPod, replicas, total, withoutRequests } = overhead;
  return [
    printable(object),
    perPod.cpu,
    perPod.memory,
    replicas === undefined ? "one a node" : `${replicas}`,
    total?.cpu ?? "",
    total?.memory ?? "",
    withoutRequests === 0 ? "" : `plus ${count(withoutRequests, "sidecar")} without requests`,
  ];
}

/** Workloads with a pod on each node count with one. */
function sumOf(rows: readonly Row[]): readonly string[] {
  const sum = (resource: "cpu" | "memory") =>
    formatQuantity(
      rows.reduce((total, row) => total + amountOf(row, resource), 0n),
      resource,
    );
  return ["all", "", "", "", sum("cpu"), sum("memory"), ""];
}

function amountOf({ overhead }: Row, resource: keyof OverheadAmounts): bigint {
  const amounts = overhead.total ?? overhead.perPod;
  return parseQuantity(amounts[resource] ?? "0") ?? 0n;
}

/** A gigabyte counts as much as a quarter of a processor, as clouds price them. */
function weight(row: Row): number {
  return Number(amountOf(row, "cpu")) + Number(amountOf(row, "memory")) / 4 / 2 ** 30;
}

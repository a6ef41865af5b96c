import type { WorkloadReport, WorkloadStatus } from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import { driftLines } from "./drift-text.ts";
import { fileName } from "./file-name.ts";
import { fill } from "./fill.ts";
import { type Fold, foldWorkloads } from "./fold-workloads.ts";
import type { Report } from "./report.ts";
import type { Style } from "./style.ts";
import { textWidth } from "./text-width.ts";

interface StatusText {
  readonly mark: string;
  readonly look: keyof Style;
  say(workload: WorkloadReport): string;
}

const DONE: Readonly<Record<WorkloadStatus, StatusText>> = {
  injected: { mark: "✓", look: "success", say: (w) => `injected ${names(w)}` },
  updated: { mark: "✓", look: "success", say: (w) => `updated ${names(w)}` },
  ejected: { mark: "✓", look: "success", say: (w) => `ejected ${names(w)}` },
  kept: { mark: "=", look: "warning", say: (w) => `still has ${names(w)}` },
  unchanged: { mark: "=", look: "faint", say: (w) => `has ${names(w)} already` },
  skipped: { mark: "-", look: "faint", say: (w) => `skipped: ${w.reason ?? "nothing to do"}` },
  failed: { mark: "✗", look: "error", say: (w) => `failed: ${w.reason ?? "see above"}` },
};

const STATUS: Readonly<Record<Report["stage"], typeof DONE>> = {
  done: DONE,
  planned: {
    ...DONE,
    injected: { mark: "+", look: "info", say: (w) => `would get ${names(w)}` },
    updated: { mark: "~", look: "info", say: (w) => `would get ${names(w)} updated` },
    ejected: { mark: "~", look: "info", say: (w) => `would lose ${names(w)}` },
  },
};

/**
 * Returns one line per workload, its notes beneath it, and the notes on its source; of many workloads that nothing
 * happened to their number comes last.
 */
export function renderWorkloads(
  { outcomes, stage, workloads: detail }: Report,
  style: Style,
): readonly string[] {
  const workloads = outcomes.flatMap((outcome) => outcome.workloads);
  const folds = detail === "explained" ? [] : foldWorkloads(workloads);
  const folded = new Set(folds.flatMap((fold) => fold.workloads));
  const isListed = (workload: WorkloadReport) => !folded.has(workload);
  const objects = [...workloads.filter(isListed).map(({ object }) => object), ...folds.map(sizeOf)];
  const width = Math.min(40, Math.max(0, ...objects.map(textWidth)));
  const lines = outcomes.flatMap((outcome) => [
    ...outcome.workloads
      .filter(isListed)
      .flatMap((workload) => [
        workloadLine(workload, STATUS[stage][workload.status], width, style),
        ...workload.notes.map((note) => `    ${printable(note)}`),
        ...driftOf(workload, stage).map((line) => `    ${line}`),
        ...(detail === "explained" ? workload.explanation : []).map(
          (reason) => `    ${style.faint("·")} ${printable(reason)}`,
        ),
      ]),
    ...outcome.notes.map(({ line, message }) =>
      printable(`${fileName(outcome.source.path)}:${line}  note  ${message}`),
    ),
  ]);
  return [...lines, ...folds.map((fold) => foldLine(fold, width, style))];
}

function workloadLine(
  workload: WorkloadReport,
  { mark, look, say }: StatusText,
  width: number,
  style: Style,
): string {
  const gap = " ".repeat(Math.max(0, width - textWidth(workload.object)));
  const place = style.faint(`(${printable(fileName(workload.file))}:${workload.line})`);
  const object = style.strong(printable(workload.object));
  return `${style[look](mark)} ${object}${gap}  ${printable(say(workload))} ${place}`;
}

/** Said where a run only looks, of what is there and not as it should be. */
function driftOf({ drift, status }: WorkloadReport, stage: Report["stage"]): readonly string[] {
  const isThere = ["updated", "unchanged", "kept"].includes(status);
  return stage === "planned" && isThere ? drift.flatMap(driftLines) : [];
}

function sizeOf({ workloads }: Fold): string {
  return count(workloads.length, "workload");
}

function foldLine(fold: Fold, width: number, style: Style): string {
  const [first] = fold.workloads;
  if (first === undefined) return "";
  const { mark, look } = DONE[first.status];
  return `${style[look](mark)} ${fill(sizeOf(fold), width)}  ${printable(sayOf(first, fold.say))}`;
}

function sayOf(first: WorkloadReport, say: Fold["say"]): string {
  if (first.status === "unchanged") {
    return say === "the same" ? `have ${names(first)} already` : "have their sidecars already";
  }
  return say === "the same"
    ? DONE.skipped.say(first)
    : `skipped for various reasons, e.g. ${first.reason ?? "nothing to do"}`;
}

function names({ templates }: WorkloadReport): string {
  return templates.length === 0 ? "nothing" : templates.join(", ");
}

import type { WorkloadReport, WorkloadStatus } from "../outcome.ts";
import { driftLines } from "./drift-text.ts";
import { fileName } from "./file-name.ts";
import { printable, printableLine } from "./printable.ts";
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

/** Returns one line per workload, its notes beneath it, and the notes on its source. */
export function renderWorkloads(
  { outcomes, stage, workloads: detail }: Report,
  style: Style,
): readonly string[] {
  const objects = outcomes.flatMap(({ workloads }) => workloads.map((w) => textWidth(w.object)));
  const width = Math.min(40, Math.max(0, ...objects));
  return outcomes.flatMap((outcome) => [
    ...outcome.workloads.flatMap((workload) => [
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
}

function workloadLine(
  workload: WorkloadReport,
  { mark, look, say }: StatusText,
  width: number,
  style: Style,
): string {
  const gap = " ".repeat(Math.max(0, width - textWidth(workload.object)));
  const place = style.faint(`(${printable(fileName(workload.file))}:${workload.line})`);
  const object = style.strong(printableLine(workload.object));
  return `${style[look](mark)} ${object}${gap}  ${printableLine(say(workload))} ${place}`;
}

/** Said where a run only looks, of what is there and not as it should be. */
function driftOf({ drift, status }: WorkloadReport, stage: Report["stage"]): readonly string[] {
  const isThere = status === "updated" || status === "unchanged";
  return stage === "planned" && isThere ? drift.flatMap(driftLines) : [];
}

function names({ templates }: WorkloadReport): string {
  return templates.length === 0 ? "nothing" : templates.join(", ");
}

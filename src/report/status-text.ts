import type {
  SidecarDrift,
  SidecarStatus,
  StatusOutcome,
  WorkloadStatusReport,
} from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { count } from "./count.ts";
import { driftLines } from "./drift-text.ts";
import { fileName } from "./file-name.ts";
import type { Style } from "./style.ts";
import { renderTable } from "./table.ts";

type State = SidecarStatus["state"];

interface StateText {
  readonly word: string;
  readonly look: keyof Style;
}

/** In the order of the summary. */
const STATES: Readonly<Record<State, StateText>> = {
  current: { word: "current", look: "success" },
  outdated: { word: "outdated", look: "warning" },
  edited: { word: "edited", look: "warning" },
  missing: { word: "missing", look: "error" },
  unknown: { word: "unknown", look: "info" },
  foreign: { word: "not ours", look: "faint" },
};

/** How much is said of each sidecar: its line, or also what differs. */
export type StatusDetail = "lines" | "differences";

/** Returns the sidecars of workloads as a table, a line each, and a summary; empty where there are no workloads. */
export function renderStatus(
  { workloads }: StatusOutcome,
  detail: StatusDetail,
  style: Style,
): string {
  if (workloads.length === 0) return "";
  const isOneFile = new Set(workloads.map(({ file }) => file)).size === 1;
  const lines = workloads.flatMap((workload) => linesOf(workload, isOneFile));
  const head = ["WORKLOAD", "SIDECAR", "STATE", "IMAGE", isOneFile ? "LINE" : "PLACE"];
  const [header = "", ...rows] = renderTable([head, ...lines.map(({ cells }) => cells)]);
  const shown = rows.flatMap((row, index) => {
    const line = lines[index];
    if (line === undefined) return [];
    const differences = detail === "differences" ? line.differences : [];
    return [painted(row, line, style), ...differences.map((text) => `    ${text}`)];
  });
  return [style.faint(header), ...shown, "", summaryOf(workloads), ""].join("\n");
}

interface Line {
  readonly cells: readonly string[];
  readonly state: StateText | undefined;
  readonly differences: readonly string[];
}

function linesOf(workload: WorkloadStatusReport, isOneFile: boolean): readonly Line[] {
  const { object, file, line, sidecars, isReadable, optsOut } = workload;
  const place = isOneFile ? String(line) : `${printable(fileName(file))}:${line}`;
  const row = (sidecar: string, state: string, image: string) => [
    printable(object),
    sidecar,
    state,
    image,
    place,
  ];
  const lines = sidecars.map((sidecar): Line => {
    const state = STATES[sidecar.state];
    const words = [state.word, ...remarksOn(sidecar, workload)].join(", ");
    const images = sidecar.images.map(printable).join(", ") || "-";
    return {
      cells: row(printable(sidecar.name), words, images),
      state,
      differences: differencesOf(sidecar, workload),
    };
  });
  if (!isReadable) {
    const cells = row("-", "marker unreadable", "-");
    return [{ cells, state: STATES.missing, differences: [] }, ...lines];
  }
  const nothing = optsOut ? "none, opted out" : "none";
  const none: Line = { cells: row("-", nothing, "-"), state: STATES.foreign, differences: [] };
  return lines.length === 0 ? [none] : lines;
}

function remarksOn(
  { state, askedFor, required }: SidecarStatus,
  { optsOut }: WorkloadStatusReport,
): readonly string[] {
  const demand = required && state === "missing" ? ["required"] : [];
  if (state === "foreign" || askedFor !== false) return demand;
  return [...demand, optsOut ? "opted out" : "not asked for"];
}

function differencesOf(
  { name, state, differences }: SidecarStatus,
  { isReadable, isMade }: WorkloadStatusReport,
): readonly string[] {
  if (state === "foreign" || state === "missing") return [];
  if (state === "unknown") {
    const orOrigin = isMade
      ? ", or which workload the object was made from is not known, and its template names that"
      : "";
    const reason = isReadable
      ? `its template is not known here, or a parameter of it has no value${orOrigin}`
      : "what was injected is not known, as the marker cannot be read";
    return [`${name}: ${reason}`];
  }
  const drift: SidecarDrift = { template: name, state, differences };
  return driftLines(drift);
}

/** Only the word is painted, so that the columns stay as they are. */
function painted(row: string, { cells, state }: Line, style: Style): string {
  const word = cells[2] ?? "";
  const at = row.indexOf(`  ${word}`, (cells[0] ?? "").length);
  if (state === undefined || at === -1) return row;
  return `${row.slice(0, at + 2)}${style[state.look](word)}${row.slice(at + 2 + word.length)}`;
}

/** Returns e.g. `3 workloads, 1 without a sidecar, 1 with an unreadable marker; sidecars: 3 current, 1 outdated`. */
function summaryOf(all: readonly WorkloadStatusReport[]): string {
  // What controllers have made of a workload of the input has the sidecars of that one.
  const workloads = all.filter(({ owner }) => owner === undefined);
  const sidecars = workloads.flatMap((workload) => workload.sidecars);
  const number = (is: (workload: WorkloadStatusReport) => boolean) => workloads.filter(is).length;
  const none = number(({ sidecars: own, isReadable }) => own.length === 0 && isReadable);
  const unreadable = number(({ isReadable }) => !isReadable);
  const states = Object.entries(STATES).flatMap(([state, { word }]) => {
    const found = sidecars.filter((sidecar) => sidecar.state === state).length;
    return found === 0 ? [] : [`${found} ${word}`];
  });
  const without = none === 0 ? "" : `, ${none} without a sidecar`;
  const damaged = unreadable === 0 ? "" : `, ${unreadable} with an unreadable marker`;
  const made = all.length - workloads.length;
  const found = states.length === 0 ? "" : `; sidecars: ${states.join(", ")}`;
  const owned =
    made === 0
      ? ""
      : ` (and ${count(made, "object")} made from ${workloads.length === 1 ? "it" : "them"})`;
  return `${count(workloads.length, "workload")}${owned}${without}${damaged}${found}`;
}

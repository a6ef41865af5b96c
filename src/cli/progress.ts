import type { Io } from "../io/io.ts";
import { count } from "../report/count.ts";
import type { ReportOptions } from "./options.ts";

/** Shows e.g. `injecting 120 of 500 files`, where it is time for that. */
export type ShowProgress = (doing: string, done: number, total: number) => void;

/** In milliseconds: who waits no longer needs no explanation. */
const FIRST_AFTER = 1000;
const INTERVAL = 100;

/**
 * Does work that says how far it is, and returns what it returns. That is shown on standard error where it is a
 * terminal and the run takes its time, and is gone afterwards.
 */
export async function withProgress<T>(
  io: Io,
  { quiet }: Pick<ReportOptions, "quiet">,
  work: (show: ShowProgress) => T | Promise<T>,
): Promise<T> {
  let last = io.startedAt + FIRST_AFTER - INTERVAL;
  let isShown = false;
  const show: ShowProgress = (doing, done, total) => {
    const now = io.now();
    if (now - last < INTERVAL) return;
    last = now;
    if (quiet || !isWatched(io)) return;
    isShown = true;
    io.drawStatus(`${doing} ${done} of ${count(total, "file")}`);
  };
  try {
    return await work(show);
  } finally {
    if (isShown) io.drawStatus("");
  }
}

/** Logs of CI systems keep each state of a line. */
function isWatched(io: Io): boolean {
  const { CI, TERM } = io.env as Readonly<Record<"CI" | "TERM", string | undefined>>;
  return !CI && TERM !== "dumb" && io.isTerminal("stderr");
}

import type { Place } from "./place.ts";

/** What is wrong with a file of ours (a template, a config, values) at a place in it. */
export interface DocumentProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly place: Place;
  /** What to do; empty where the message says it. */
  readonly help: string;
}

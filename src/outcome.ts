import type { PatchOperation } from "./inject/json-patch.ts";
import type { Finding } from "./lint/finding.ts";
import type { DocumentProblem } from "./text/document-problem.ts";
import type { TextEdit } from "./text/edit.ts";
import type { Place } from "./text/place.ts";
import type { ByteText, Source } from "./text/source.ts";

/** What happened to one workload. */
export type WorkloadStatus =
  /** Something was added. */
  | "injected"
  /** What an earlier run had put in was changed. */
  | "updated"
  /** Everything was there already, or there was nothing to take out. */
  | "unchanged"
  | "ejected"
  /** Nothing was asked for it, or it opted out: `reason` says why. */
  | "skipped"
  /** Findings of severity error stop it. */
  | "failed";

/** What is said of one workload in a report. */
export interface WorkloadReport {
  /** e.g. `Deployment/web`. */
  readonly object: string;
  readonly file: string;
  /** 1-based line of the object. */
  readonly line: number;
  readonly status: WorkloadStatus;
  /** Names of the templates that it is about. */
  readonly templates: readonly string[];
  /** Why it was skipped. */
  readonly reason?: string;
  /** Things to know that are no problems, such as the port that a Service should go to. */
  readonly notes: readonly string[];
  /** What chose each template, value or omission. */
  readonly explanation: readonly string[];
  /** From the input object to the output object. */
  readonly patch: readonly PatchOperation[];
  /** 0-based place of the document in its source. */
  readonly document: number;
  /** 0-based place of the object in its list, if it is in one. */
  readonly item?: number;
}

/** What came of one source. */
export interface Outcome {
  readonly source: Source;
  /** The text to write; the source's own where nothing was to be changed. */
  readonly output: ByteText;
  readonly edits: readonly TextEdit[];
  readonly workloads: readonly WorkloadReport[];
  readonly findings: readonly Finding[];
  /** Remarks on the source as a whole, each with its 1-based line. */
  readonly notes: readonly { readonly line: number; readonly message: string }[];
}

/** A warning about a run as a whole, such as a selector that matches nothing. */
export interface RunWarning {
  readonly message: string;
  readonly help: string;
  /** Where it stands in a file of ours, if it does. */
  readonly place?: Place;
}

/** What came of a run. */
export interface RunOutcome {
  readonly outcomes: readonly Outcome[];
  /** What keeps documents, templates or values from being read. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
}

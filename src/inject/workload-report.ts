import type { ItemAddress } from "../manifest/objects.ts";
import type { SidecarDrift } from "./drift.ts";
import type { PatchOperation } from "./json-patch.ts";

/** What happened to one workload. */
export type WorkloadStatus =
  /** Something was added. */
  | "injected"
  /** What an earlier run had put in was changed. */
  | "updated"
  /** Everything was there already, or there was nothing to take out. */
  | "unchanged"
  | "ejected"
  /** What was to be taken out has been edited by hand, all of it, and stays. */
  | "kept"
  /** Nothing was asked for it, or it opted out: `reason` says why. */
  | "skipped"
  /** Findings of severity error stop it. */
  | "failed";

/** What is said of one workload in a report. */
export interface WorkloadReport {
  /** e.g. `Deployment/web`. */
  readonly object: string;
  readonly file: string;
  /** 1-based line of the object, or of the pod template where it has several. */
  readonly line: number;
  /** The way to the pod template in an object that has several: `spec.nodeSets[0].podTemplate`. */
  readonly template?: string;
  readonly status: WorkloadStatus;
  /** Names of the templates that it is about. */
  readonly templates: readonly string[];
  /** Why it was skipped. */
  readonly reason?: string;
  /** Names of templates of earlier runs whose sidecars stay in what was skipped. */
  readonly stillHas?: readonly string[];
  /** Things to know that are no problems, such as the port that a Service should go to. */
  readonly notes: readonly string[];
  /** What chose each template, value or omission. */
  readonly explanation: readonly string[];
  /** What has become of the sidecars since they were put in. */
  readonly drift: readonly SidecarDrift[];
  /** From the input object to the output object. */
  readonly patch: readonly PatchOperation[];
  /** 0-based place of the document in its source. */
  readonly document: number;
  /** 0-based place of the object in its list, if it is in one; of an object in nested lists, from the outermost list on. */
  readonly item?: ItemAddress;
}

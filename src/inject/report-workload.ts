import type { Finding } from "../lint/finding.ts";
import { formatPath } from "../manifest/field-path.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import type { Workload } from "../manifest/objects.ts";
import { listWords } from "../text/list-words.ts";
import { toJsonPatch } from "./json-patch.ts";
import type { WorkloadReport } from "./workload-report.ts";
import type { WorkloadResult } from "./workload-result.ts";

/** Returns what is said of a workload that was worked on. */
export function reportWorkload(
  workload: Workload,
  line: number,
  result: WorkloadResult,
  explanation: readonly string[],
): WorkloadReport {
  const { change, templates, notes, state } = result;
  const failed = result.findings.some(isStopping) || result.valueProblems.length > 0;
  const made = failed ? undefined : change;
  return {
    ...identityOf(workload, line),
    status: failed ? "failed" : result.status,
    templates,
    // They are about what comes in.
    notes: made === undefined ? [] : notes,
    explanation,
    drift: result.drift,
    patch: made === undefined ? [] : toJsonPatch(state.value, made, workload.templatePath),
  };
}

/** Why nothing is done to a workload, and what stays in it all the same. */
export interface Skip {
  readonly reason: string;
  /** Names of templates of earlier runs. */
  readonly stillHas: readonly string[];
}

/** Returns what is said of a workload that nothing is done to. */
export function reportSkipped(
  workload: Workload,
  line: number,
  { reason, stillHas }: Skip,
  explanation: readonly string[],
): WorkloadReport {
  const identity = identityOf(workload, line);
  const further = explanation.filter((text) => text !== reason);
  const report = { ...identity, ...NOTHING, status: "skipped", explanation: further } as const;
  if (stillHas.length === 0) return { ...report, reason };
  // Who leaves it out may not know that what was injected before stays until it is ejected.
  const rest = `still has ${listWords(stillHas)} of an earlier run, which eject takes out`;
  return { ...report, reason: `${reason}, and ${rest}`, stillHas };
}

/** Returns what is said of a workload that findings have kept from being worked on. */
export function reportFailed(
  workload: Workload,
  line: number,
  explanation: readonly string[],
): WorkloadReport {
  return { ...identityOf(workload, line), ...NOTHING, status: "failed", explanation };
}

const NOTHING = { templates: [], notes: [], drift: [], patch: [] };

/** Tells whether a finding keeps anything from being written. */
export function isStopping({ severity, introduced }: Finding): boolean {
  return severity === "error" && introduced;
}

function identityOf(
  workload: Workload,
  line: number,
): Pick<WorkloadReport, "object" | "file" | "line" | "template" | "document" | "item"> {
  const { document, item, templateLabel, templatePath } = workload;
  return {
    object: nameOfWorkload(workload),
    file: document.source.path,
    line,
    ...(templateLabel === undefined ? {} : { template: formatPath(templatePath) }),
    document: document.index,
    ...(item === undefined ? {} : { item }),
  };
}

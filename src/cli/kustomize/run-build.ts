import type { ConfigKind } from "../../config/read-injector.ts";
import { appendReport } from "../../io/write-report.ts";
import { PLAIN_STYLE } from "../../report/style.ts";
import { printable } from "../../text/printable.ts";
import { UserError } from "../../text/user-error.ts";
import { styleFor } from "../colour.ts";
import { injectBuild } from "./inject-build.ts";
import { lintBuild } from "./lint-build.ts";
import { type Placement, placementOf } from "./placement.ts";
import type { PluginJob, PluginOutcome } from "./plugin-outcome.ts";

/** What came of a job, and where kustomize has found it. */
export interface PlacedOutcome extends PluginOutcome {
  readonly placement: Placement;
}

const BUILDS: Readonly<Record<ConfigKind, (job: PluginJob) => Promise<PluginOutcome>>> = {
  SidecarInjector: injectBuild,
  SidecarLint: lintBuild,
};

/** Does what kustomize asks for, reports it, and returns what came of it. */
export async function runBuild(job: PluginJob): Promise<PlacedOutcome> {
  const { io, config } = job;
  const outcome = await outcomeOf(job);
  const failure = outcome.failure === undefined ? "" : headline(config.label, outcome.failure);
  io.writeStderr(failure + outcome.summary(await styleFor("stderr", "auto", io)));
  const file = io.env["KUBE_SIDECAR_REPORT"];
  if (file) {
    // The plugins of one build write to one file, each its part.
    const head = failure === "" ? `kube-sidecar: ${printable(config.label)}\n` : failure;
    appendReport(io, file, head + outcome.report(PLAIN_STYLE));
  }
  return outcome;
}

async function outcomeOf(job: PluginJob): Promise<PlacedOutcome> {
  const { io, config } = job;
  try {
    const placement = placementOf(io, config.kind);
    return { ...(await BUILDS[config.kind](job)), placement };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...failedOutcome(job.input.text, error.message), placement: "unknown" };
  }
}

/** Returns the outcome of a job that could not begin. */
function failedOutcome(output: PluginOutcome["output"], failure: string): PluginOutcome {
  const remarks = { findings: [], problems: [], warnings: [] };
  return { output, failure, remarks, summary: () => "", report: () => "" };
}

/** kustomize shows the first line behind its own `Error: `, so it has to say all. */
function headline(label: string, failure: string): string {
  return `kube-sidecar: ${printable(label)} stops the build: ${failure}\n`;
}

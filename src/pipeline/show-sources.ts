// How a manifest goes through `show`: read → split → locate → (inject in memory) → draw.

import { filterMismatches } from "../config/workload-filter.ts";
import { isStopping } from "../inject/report-workload.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import type { Pod } from "../manifest/pod.ts";
import { podsOfWorkloads } from "../manifest/pods-of-workloads.ts";
import type { RunOutcome, SourceNote } from "../outcome.ts";
import { type InjectRequest, injectSources } from "../pipeline.ts";
import { hasErrors } from "../text/has-errors.ts";
import { leftOutNotes } from "./left-out.ts";
import { lookalikeNotes } from "./lookalike-notes.ts";
import { type ReadRequest, readAndChoose } from "./read-and-choose.ts";
import { withoutInjection } from "./without-injection.ts";

/** Everything that is needed to show pods, read and parsed. */
export interface ShowRequest extends InjectRequest {
  /** `asked`: the sidecars that are asked for are injected in memory first. */
  readonly inject: "asked" | "none";
}

/** A pod to show, and whose it is. */
export interface ShownPod {
  /** e.g. `Deployment/web`. */
  readonly object: string;
  readonly file: string;
  readonly pod: Pod;
}

/** What there is to show. */
export interface ShowOutcome extends RunOutcome {
  /** Whether an error keeps the injection from being made; then there is no pod to show. */
  readonly isStopped: boolean;
  readonly pods: readonly ShownPod[];
  readonly notes: readonly SourceNote[];
}

/** Returns the pods of the sources. Throws a `UserError` for what flags ask for and cannot be had. */
export function showSources(request: ShowRequest): ShowOutcome {
  if (request.inject === "none") return podsOf(request);
  const { outcomes, problems, warnings } = injectSources(request);
  // A file that cannot be read costs itself alone; what is wrong with the config is wrong with all of them.
  const files = new Set(request.sources.map(({ path }) => path));
  const isStopped =
    hasErrors(problems.filter(({ place }) => !files.has(place.file))) ||
    outcomes.some(({ findings }) => findings.some(isStopping));
  if (isStopped) return { outcomes, problems, warnings, isStopped, pods: [], notes: [] };
  const unread = new Set(problems.map(({ place }) => place.file));
  const sources = outcomes
    .filter(({ source }) => !unread.has(source.path))
    .map(({ source, output }) => ({ ...source, text: output }));
  return { ...podsOf({ ...request, sources }), outcomes, problems, warnings };
}

function podsOf(request: ReadRequest): ShowOutcome {
  const { contents, chosen, problems, warnings } = readAndChoose(
    withoutInjection({ ...request, alsoRead: ["owned"] }),
  );
  const shown = chosen
    .flat()
    .filter(({ choice }) => filterMismatches(request.filter, choice.identity).length === 0);
  return {
    outcomes: [],
    problems: [...problems, ...contents.flatMap((content) => content.problems)],
    warnings,
    isStopped: false,
    pods: shown.flatMap(({ workload }) =>
      podsOfWorkloads([workload]).map((pod) => ({
        object: nameOfWorkload(workload),
        file: workload.document.source.path,
        pod,
      })),
    ),
    notes: [...lookalikeNotes(contents, "not shown"), ...leftOutNotes(contents, "not shown")],
  };
}

import type { Choice } from "../config/choose.ts";
import type { Difference, SidecarDrift } from "../inject/drift.ts";
import { injectWorkload } from "../inject/inject-workload.ts";
import type { RuleContext } from "../lint/rule.ts";
import type { MadeFrom } from "../manifest/made-from.ts";
import type { Workload } from "../manifest/objects.ts";
import type { ObjectReference } from "../manifest/recognise.ts";
import type { InjectRequest } from "../pipeline.ts";
import { workloadInjection } from "./workload-injection.ts";

/** A workload, and what it was made from, if a controller has made it. */
export interface DriftSubject {
  readonly workload: Workload;
  readonly choice: Choice;
  readonly madeFrom?: MadeFrom | undefined;
}

/** Returns what has become of the sidecars that a workload is to have since they were put in. */
export function workloadDrift(
  { workload, choice, madeFrom }: DriftSubject,
  request: InjectRequest,
  context: RuleContext,
): readonly SidecarDrift[] {
  if (choice.templates.length === 0) return [];
  const injection = workloadInjection({ workload, choice }, request);
  const driftAs = (renderFor: ObjectReference) =>
    injectWorkload({ ...injection, rules: [], context, settings: {}, renderFor }).drift;
  if (madeFrom === undefined) return driftAs(workload);
  const [first = workload] = madeFrom.candidates;
  if (madeFrom.isCertain) return driftAs(first);
  // With its own name, no sidecar was put into it: what is as it says whatever the name is does not depend on it.
  return agreed([...madeFrom.candidates, workload].map(driftAs));
}

/** What one of the candidates accounts for is current; what differs whichever of them it is, does; else nothing is known. */
function agreed(tried: readonly (readonly SidecarDrift[])[]): readonly SidecarDrift[] {
  const [first = [], ...others] = tried;
  return first.map((drift, index): SidecarDrift => {
    const rest = others.flatMap((other) => other[index] ?? []);
    const current = [drift, ...rest].find(({ state }) => state === "current");
    if (current !== undefined) return current;
    const seen = rest.map((other) => new Set(other.differences.map(textOf)));
    const common = drift.differences.filter((one) => seen.every((texts) => texts.has(textOf(one))));
    if (common.length === 0 && drift.differences.length > 0) {
      return { ...drift, state: "unknown", differences: [] };
    }
    return { ...drift, differences: common };
  });
}

function textOf(difference: Difference): string {
  return JSON.stringify(difference, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}

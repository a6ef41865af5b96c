import type { Place } from "../text/place.ts";
import type { InjectorRule } from "./injector.ts";
import { isNameOfKind } from "./kind-names.ts";
import { formatSelector, matches } from "./label-selector.ts";
import { mismatchesOf, namespacesOf } from "./match-workload.ts";
import type { Selection } from "./select.ts";
import type { SelectionRequest } from "./selection-request.ts";
import { FILTER_FLAGS, filterMismatches, type WorkloadFilter } from "./workload-filter.ts";
import type { WorkloadIdentity } from "./workload-identity.ts";

/** Something that a run asks for in vain. */
export interface RunWarning {
  readonly message: string;
  readonly help: string;
  /** The place in the config, if it stands there. */
  readonly place?: Place;
}

/** Something that can match a workload: one value of a flag, or a rule, with the warning if it never does. */
interface Choice {
  /** Unique in a request: `-n prod`, `rule 2 of kube-sidecar.yaml`. */
  readonly id: string;
  readonly warning: RunWarning;
}

const FILTER = "the filter as a whole";

/**
 * Returns the ids of what a workload meets of a request, to be collected over the run for `unusedChoices`.
 * Rules are held against workloads that the filter or an annotation leaves out as well: they do match something.
 */
export function usedChoices(
  request: SelectionRequest,
  workload: WorkloadIdentity,
  selection: Selection,
): readonly string[] {
  const { filter } = request;
  const namespaces = namespacesOf(workload, filter.namespaces);
  const used = (part: keyof WorkloadFilter, names: readonly string[]) =>
    names.map((name) => `${FILTER_FLAGS[part]} ${name}`);
  const chosen = filterMismatches(filter, workload).length === 0;
  const asked = new Set(selection.templates.map(({ name }) => name));
  return [
    ...used(
      "kinds",
      filter.kinds.filter((name) => isNameOfKind(name, workload.workloadKind)),
    ),
    ...used(
      "names",
      filter.names.filter((name) => name === workload.name),
    ),
    ...used(
      "namespaces",
      filter.namespaces.filter((name) => namespaces.includes(name)),
    ),
    ...(matches(filter.selector, workload.labels) ? [selectorId(filter)] : []),
    ...(chosen ? [FILTER] : []),
    ...request.templates.filter((name) => asked.has(name)).map((name) => `-t ${name}`),
    ...rulesOf(request)
      .filter(({ match }) => mismatchesOf(match, workload, namespaces).length === 0)
      .map(({ label }) => label),
  ];
}

/**
 * Returns a warning for each flag value and rule that no workload of the run meets. `workloads` is how many
 * workloads the run has seen (with none there is nothing to say of flags), `used` what they meet.
 */
export function unusedChoices(
  request: SelectionRequest,
  workloads: number,
  used: ReadonlySet<string>,
): readonly RunWarning[] {
  if (workloads === 0) return [];
  const unmet = filterChoices(request.filter).filter(({ id }) => !used.has(id));
  if (unmet.length > 0) return unmet.map(({ warning }) => warning);
  if (!used.has(FILTER)) return [nothingLeft(request.filter)];
  return [...templateChoices(request), ...ruleChoices(request)]
    .filter(({ id }) => !used.has(id))
    .map(({ warning }) => warning);
}

function filterChoices(filter: WorkloadFilter): readonly Choice[] {
  const parts = ["kinds", "names", "namespaces"] as const;
  const named = parts.flatMap((part) =>
    filter[part].map((name) => `${FILTER_FLAGS[part]} ${name}`),
  );
  const ids = filter.selector.length > 0 ? [...named, selectorId(filter)] : named;
  return ids.map((id) => ({
    id,
    warning: { message: `${id} matches no workload`, help: "check its spelling" },
  }));
}

function nothingLeft(filter: WorkloadFilter): RunWarning {
  const ids = filterChoices(filter).map(({ id }) => id);
  return {
    message: `no workload meets all of ${ids.join(", ")}`,
    help: "each of them alone matches some workload: leave one out",
  };
}

function templateChoices({ templates }: SelectionRequest): readonly Choice[] {
  return [...new Set(templates)].map((name) => ({
    id: `-t ${name}`,
    warning: {
      message: `-t ${name} is used by no workload: all that it is asked for opt out, are Helm hooks or do not stand for themselves`,
      help: "",
    },
  }));
}

function ruleChoices(request: SelectionRequest): readonly Choice[] {
  return rulesOf(request).map(({ label, place }) => ({
    id: label,
    warning: {
      message: `${label} matches no workload`,
      help: "check its `match`, or leave the rule out",
      place,
    },
  }));
}

function rulesOf({ templates, injector }: SelectionRequest): readonly InjectorRule[] {
  return templates.length > 0 || injector === undefined ? [] : injector.rules;
}

function selectorId(filter: WorkloadFilter): string {
  return `-l ${formatSelector(filter.selector)}`;
}

// What the config requires, held against what becomes of workloads.

import { identityOf } from "../config/choose.ts";
import type { Injector } from "../config/injector.ts";
import { type MissedRule, missedRules, requiredTemplates } from "../config/missed-rules.ts";
import { POLICY_RULES } from "../config/policy-rules.ts";
import { type Selection, select } from "../config/select.ts";
import type { SelectionRequest } from "../config/selection-request.ts";
import type { SidecarDrift } from "../inject/drift.ts";
import { findingAt } from "../inject/findings.ts";
import { podStateOf } from "../inject/pod-state.ts";
import type { OnEdit } from "../inject/reconciliation.ts";
import type { Finding } from "../lint/finding.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { isDamaged } from "../manifest/marker.ts";
import { nameOfWorkload } from "../manifest/object-name.ts";
import type { ManifestObject, Workload } from "../manifest/objects.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { listWords } from "../text/list-words.ts";
import { noteOn } from "./note-on.ts";

/** Tells whether a config has rules that manifests can be at odds with. */
export function hasPolicy(injector: Injector | undefined): boolean {
  return (injector?.rules ?? []).some(({ required, fixed }) => required || fixed.length > 0);
}

/** Returns an error for each rule that is required and that the author of a manifest keeps from an object. */
export function missedFindings(
  selection: Selection,
  object: Workload | ManifestObject,
): readonly Finding[] {
  return missedRules(selection)
    .filter(({ omission }) => omission.by === "manifest")
    .map(({ rule, omission }) => {
      const template = omission.level === "pod template" && "templatePath" in object;
      const at = [...(template ? object.templatePath : []), ...omission.at];
      const message = `${missed(rule)}, which does not reach it: ${omission.why}`;
      return requiredFinding(object, { rule, at, message, help: omission.help });
    });
}

/** Returns a remark for each rule that is required and that the operator keeps from an object. */
export function missedNotes(
  selection: Selection,
  object: Workload | ManifestObject,
): readonly SourceNote[] {
  return missedRules(selection)
    .filter(({ omission }) => omission.by === "operator")
    .map(({ rule, omission }) =>
      noteOn(
        object,
        `${nameOfWorkload(object)} goes without ${listWords(rule.templates)}: ${omission.why}`,
      ),
    );
}

/** What becomes of a workload whose sidecars were put in before. */
export interface Kept {
  readonly workload: Workload;
  readonly drift: readonly SidecarDrift[];
  readonly onEdit: OnEdit;
}

/**
 * Returns an error for each sidecar that is required and that somebody has edited, where the edit is to stay, or that cannot be
 * held against its template, such as for a parameter without a value: it could be anything.
 */
export function editedFindings(
  selection: Selection,
  { workload, drift, onEdit }: Kept,
): readonly Finding[] {
  if (onEdit === "overwrite") return [];
  const { marker } = podStateOf(workload);
  const at = workload.templateLabel === undefined ? ["metadata", "name"] : workload.templatePath;
  return [...requiredTemplates(selection)].flatMap(([template, rule]) => {
    const known = drift.find((one) => one.template === template);
    const { state, differences } = known ?? { state: "unknown", differences: [] };
    const requires = `${rule.label} requires ${template}, and`;
    if (state === "edited") {
      const paths = differences.map(({ path }) => path);
      const message = `${requires} what was injected of it has been edited: ${listWords(paths)}`;
      const help =
        "undo the edit, or inject with --force; what is to differ belongs in a parameter";
      return [requiredFinding(workload, { rule, at, message, help })];
    }
    const isThere = isDamaged(marker) || marker.templates.has(template);
    // What a controller has made is judged with what it was made from.
    const isMade = workload.standing.type === "owned";
    if (state !== "unknown" || !isThere || isMade) return [];
    const message = `${requires} whether what was injected of it is right cannot be told`;
    const help = "see what `inject --check` says of the workload, and correct that";
    return [requiredFinding(workload, { rule, at, message, help })];
  });
}

/** Returns what the config requires of objects of a source that only look as if they had pod templates. */
export function omittedFindings(
  { lookalikes, leftOut }: Pick<SourceContent, "lookalikes" | "leftOut">,
  request: SelectionRequest,
): readonly Finding[] {
  if (!hasPolicy(request.injector)) return [];
  return [
    ...lookalikes.flatMap(({ object }) =>
      missedFindings(select(request, identityOf(object)), object),
    ),
    ...leftOut.flatMap(({ object, standing }) =>
      missedFindings(select(request, identityOf(object, standing)), object),
    ),
  ];
}

function missed({ label, templates }: MissedRule["rule"]): string {
  return `${listWords(templates)} is required by ${label}`;
}

interface Demand {
  readonly rule: MissedRule["rule"];
  /** From the object on. */
  readonly at: FieldPath;
  readonly message: string;
  readonly help: string;
}

function requiredFinding(object: ManifestObject, { rule, at, message, help }: Demand): Finding {
  return findingAt(object, at, {
    rule: POLICY_RULES["sidecar-required"].id,
    severity: "error",
    message,
    related: [{ place: rule.place, message: "required here" }],
    help,
    introduced: true,
  });
}

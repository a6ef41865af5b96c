import type { RuleSetting } from "../lint/check.ts";
import type { Rule, RuleContext } from "../lint/rule.ts";
import type { Workload } from "../manifest/objects.ts";
import type { ObjectReference } from "../manifest/recognise.ts";
import type { AskedContainer, AssignedValue, Template } from "../template/template.ts";
import type { OnEdit } from "./reconciliation.ts";

/** What a workload is to get. */
export interface WorkloadRequest {
  readonly workload: Workload;
  /** Set where it may be a part of a workload of which the rest stands elsewhere. */
  readonly mayBePart?: true | undefined;
  readonly templates: readonly Template[];
  /** What templates name as the workload, where that is not the object that they go into. */
  readonly renderFor?: ObjectReference | undefined;
  /** Values of parameters, the strongest first. */
  readonly assigned: readonly AssignedValue[];
  /** The container that a flag or a rule names as the app. */
  readonly askedContainer?: AskedContainer | undefined;
  readonly onPortConflict: "fail" | "reassign";
  readonly onEdit: OnEdit;
  /** The registry that the images of sidecars are moved to. */
  readonly imageRegistry?: string | undefined;
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  readonly settings: Readonly<Record<string, RuleSetting>>;
}

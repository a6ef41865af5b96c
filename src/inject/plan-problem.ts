import type { Severity } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { TemplatePlace } from "../template/origin.ts";
import type { KeyedPath } from "./keyed-path.ts";

/** The id of a problem that planning finds. */
export type PlanRule =
  | "annotation-invalid"
  | "app-container-missing"
  | "app-container-unclear"
  | "edit-refused"
  | "field-ambiguous"
  | "field-conflict"
  | "field-malformed"
  | "injected-edited"
  | "injected-unclaimed"
  | "kind-restricted"
  | "marker-unreadable"
  | "object-incomplete"
  | "pod-refused"
  | "shared-directory-ambiguous"
  | "shared-directory-missing"
  | "shared-directory-subpath-expr"
  | "template-parameter";

/** What is said of a problem of the plan, beside its message. */
export interface PlanRuleText {
  /** What is wrong, in one sentence. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/**
 * What can keep a plan from being made or carried out; the checks (`src/rules/`) find the rest in its result.
 * In the order of their ids, with what reports and the documentation say of them.
 */
export const PLAN_RULES: Readonly<Record<PlanRule, PlanRuleText>> = {
  "annotation-invalid": {
    why: "An annotation of ours names a template or a parameter that does not exist, or stands where it has no effect.",
    fix: "Correct the annotation, or remove it.",
  },
  "app-container-missing": {
    why: "A template adds to an app container that the pod does not have.",
    fix: "Name a container of the pod, or use `main` or `all` in the template.",
  },
  "app-container-unclear": {
    why: "A template works for one container of the app, and what the pod says speaks for more than one, or for another one than the one that is named.",
    fix: "Name the container with `--app-container`, with `appContainer` of a rule of the config, or with the annotation `kube-sidecar.dev/app-container` of the pod template.",
  },
  "edit-refused": {
    why: "The text where something would be added also stands for another place (an alias, an anchor, a merge key), or it is one of two duplicate keys.",
    fix: "Write the part out where it stands, without aliases, merge keys or duplicate keys.",
  },
  "field-ambiguous": {
    why: "Several items of a list have the name that something would be added to, taken out of or compared with, or an item has no name. No severity and no suppression lets this pass.",
    fix: "Give each item of the list a name of its own, or delete the one that is there twice.",
  },
  "field-conflict": {
    why: "The pod has a container, volume, mount, variable, label or other field of that name already, and it says something else.",
    fix: "Change one of the two, or make the template's value a parameter and set it to the one that the pod has.",
  },
  "field-malformed": {
    why: "A field that something would be added to is neither a list nor a mapping, as the Kubernetes API has it.",
    fix: "Write the field in the form that the Kubernetes API has for it.",
  },
  "injected-edited": {
    why: "Something that was injected has been changed by hand since. It is kept as it is; an error it is only where the template has something new for the same place.",
    fix: "What is to differ belongs in the template or in a parameter of it; `--force` gives up the edit.",
  },
  "injected-unclaimed": {
    why: "The marker says that a container, or a field of the whole pod, was injected from a template, and the template as it is at hand has nothing of the kind. Anybody can write a marker, so it is kept.",
    fix: "Name the folder of the template with `--template-dir`, or remove it with `--force`.",
  },
  "kind-restricted": {
    why: "The kind of the workload does not allow what the sidecar is or has: a Knative Service takes no native sidecars, one port over all containers, and no probes on any but the one that has it.",
    fix: "Use a template with `lifecycle: classic`, without ports and probes, or leave the workload out.",
  },
  "marker-unreadable": {
    why: "The annotation that says what was injected is damaged, so nothing can be taken out or brought up to date.",
    fix: "Restore the annotation from version control, or remove it together with what was injected.",
  },
  "object-incomplete": {
    why: "An object has a pod template and cannot be applied as it stands: it is a patch, or lacks what the API server requires and does not add. `inject` leaves it alone; `lint` makes it an error where it is meant to be applied as it is: in a list, on standard input, beside complete workloads, and in a file that a kustomization lists under `resources`; and else a warning. Where `--include-incomplete` takes it, templates that share a directory do not go into what may be a patch, as the rest of the workload may mount a volume there.",
    fix: "Add what is missing; a patch belongs to a kustomization, whose base or build can be checked and injected into.",
  },
  "pod-refused": {
    why: "The template says that its sidecar does not go into such a pod: one in the network of its node (`hostNetwork: true`), or one for Windows.",
    fix: "Leave the workload out, or use another template.",
  },
  "shared-directory-ambiguous": {
    why: "Several app containers have the directory that a sidecar shares, on different volumes.",
    fix: "Mount the same volume in all of these containers, or let the template choose one of them.",
  },
  "shared-directory-missing": {
    why: "A sidecar works on a directory of the app for which the app must have a volume, and it has none there.",
    fix: "Mount a volume there in the app container, or set the parameter to the directory that the app really uses.",
  },
  "shared-directory-subpath-expr": {
    why: "The app mounts the shared directory with a subPathExpr, which depends on the environment of the container.",
    fix: "Use subPath in place of subPathExpr: the sidecar's environment would expand the expression to another path.",
  },
  "template-parameter": {
    why: "A parameter of a template must be set and is not, is unknown, or has a value that does not fit.",
    fix: "Set the parameter in a way that fits.",
  },
};

/** A problem that planning finds, at a path from the pod template on. */
export interface PlanProblem {
  readonly rule: PlanRule;
  readonly at: FieldPath;
  /** Set where `at` starts at the workload in place of its pod template. */
  readonly of?: "workload";
  readonly message: string;
  /** A better remedy than that of the rule. */
  readonly help?: string;
  readonly severity?: Severity;
  /** The other places that it is about. */
  readonly related?: readonly { readonly at: FieldPath; readonly message: string }[];
  /** The item whose name it is about; checks may find the same, and then it is said once. */
  readonly item?: KeyedPath;
  /** Where in which template the other side of it stands. */
  readonly template?: TemplatePlace;
}

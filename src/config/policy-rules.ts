import type { RuleText } from "../lint/rule-text.ts";

/** What a manifest can do against the config of the operator. */
export type PolicyRule = "parameter-fixed" | "parameter-protected" | "sidecar-required";

/** What is said of it. The config asks for these checks, so no setting and no suppression turns them off. */
export const POLICY_RULES: Readonly<Record<PolicyRule, RuleText>> = {
  "parameter-fixed": {
    id: "parameter-fixed",
    severity: "error",
    category: "policy",
    summary: "No annotation changes a parameter that a rule of the config fixes.",
    why: "The config names the parameter in `fixed` of a rule, so its value is for the config and for flags to say. The annotation has no effect.",
    fix: "Remove the annotation, or change the value in the config.",
  },
  "parameter-protected": {
    id: "parameter-protected",
    severity: "error",
    category: "policy",
    summary: "No annotation weakens a sidecar that a rule of the config requires.",
    why:
      "The template marks the parameter as `protected`: with another value the sidecar could let in, trust or reveal more than it should. Where a rule " +
      "that is required chose the template, an annotation that sets it is an error and has no effect; elsewhere it counts, and is pointed out.",
    fix: "Remove the annotation, and set the parameter in the config.",
  },
  "sidecar-required": {
    id: "sidecar-required",
    severity: "error",
    category: "policy",
    summary: "Nothing goes without a sidecar that a rule of the config requires.",
    why:
      "The rule says `required: true`. The manifest opts out, is a Helm hook, is of a kind that is not known, or has the sidecar in a form that " +
      "somebody has edited.",
    fix: "Let the workload have the sidecar, or leave it out with `match` of the rule.",
  },
};

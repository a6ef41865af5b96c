import type { RuleText } from "./rule-text.ts";
import { IGNORE_ANNOTATION, IGNORE_COMMENT } from "./suppression.ts";

/** What can be wrong with a suppression; they are found by looking at findings, not at a pod. */
export const SUPPRESSION_RULES: Readonly<Record<"forbidden" | "invalid" | "unused", RuleText>> = {
  forbidden: {
    id: "suppression-forbidden",
    severity: "error",
    category: "suppressions",
    summary: "No suppression silences a check for which the config forbids it.",
    why: "The config says so in `spec.lint.suppressions`. The suppression has no effect.",
    fix: "Remove the suppression, and fix what it was to silence.",
  },
  invalid: {
    id: "suppression-invalid",
    severity: "warning",
    category: "suppressions",
    summary: "A suppression names a check and gives its reason.",
    why:
      "Whoever reads the manifest later has to know why a finding does not count. A suppression without a reason, of a check that does not exist, or " +
      "on the metadata of the workload instead of its pod template silences nothing.",
    fix: `Write \`RULE[/CONTAINER]: reason\`, one a line, in the annotation \`${IGNORE_ANNOTATION}\` of the pod template, or \`# ${IGNORE_COMMENT} RULE: reason\` at the line of the finding or above it.`,
  },
  unused: {
    id: "suppression-unused",
    severity: "warning",
    category: "suppressions",
    summary: "A suppression silences a finding that is there.",
    why: "One that silences nothing is left over from a fault that was mended, or stands in the wrong place, and would hide the next fault of its kind.",
    fix: "Remove it, or move it to the line of the finding.",
  },
};

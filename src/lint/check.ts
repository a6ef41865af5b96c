import type { ManifestObject } from "../manifest/objects.ts";
import type { Pod } from "../manifest/pod.ts";
import type { Problem, Rule, RuleContext, Severity } from "./rule.ts";

/** What a rule is set to in a config file, in place of its own severity. */
export type RuleSetting = "off" | "warning" | "error";

/** A problem with the rule that yields it, and with severity and remedy decided. */
export interface RuleProblem extends Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly help: string;
}

/** Returns the problems of a pod, in the order of the rules; a setting counts more than a rule's own severity. */
export function checkPod(
  pod: Pod,
  rules: readonly Rule[],
  context: RuleContext,
  settings: Readonly<Record<string, RuleSetting>>,
): readonly RuleProblem[] {
  return rules.flatMap((rule) => {
    const setting = Object.hasOwn(settings, rule.id) ? settings[rule.id] : undefined;
    const usual = setting ?? rule.severity;
    if (usual === "off") return [];
    return [...rule.check(pod, context)]
      .map((found) => ofPair(found, pod, context, usual))
      .map((problem) => ({
        ...problem,
        rule: rule.id,
        severity: (setting === undefined ? problem.severity : undefined) ?? usual,
        help: problem.help ?? rule.fix,
      }));
  });
}

/** Returns a problem with what follows from the object that it is about beside the pod, if it is. */
function ofPair(problem: Problem, pod: Pod, context: RuleContext, usual: Severity): Problem {
  const object = problem.pairedWith;
  if (object === undefined) return problem;
  const isError = (problem.severity ?? usual) === "error";
  return {
    ...problem,
    message: problem.message + otherFile(problem, pod, object),
    ...(isError && !context.isCertain(pod, object) ? { severity: "warning" } : {}),
  };
}

/** Returns where the other side of a problem is, if that is not the file in which the problem is shown. */
function otherFile({ of }: Problem, pod: Pod, object: ManifestObject): string {
  const { origin, kind, name } = pod;
  const objectFile = object.document.source.path;
  if (objectFile === origin.file) return "";
  const [other, file] =
    of === object
      ? [`${kind} "${name}"`, origin.file]
      : [`${object.kind} "${object.name}"`, objectFile];
  return ` (${other} is ${file === "-" ? "on standard input" : `in ${file}`})`;
}

/** Returns the problems of `after` that `before` does not have, by rule and message. */
export function introducedProblems(
  before: readonly RuleProblem[],
  after: readonly RuleProblem[],
): readonly RuleProblem[] {
  const known = new Set(before.map(identityOf));
  return after.filter((problem) => !known.has(identityOf(problem)));
}

/** Returns the problems of `before` that `after` has as well: an injection can mend what was there before. */
export function remainingProblems(
  before: readonly RuleProblem[],
  after: readonly RuleProblem[],
): readonly RuleProblem[] {
  const left = new Set(after.map(identityOf));
  return before.filter((problem) => left.has(identityOf(problem)));
}

function identityOf(problem: RuleProblem): string {
  return `${problem.rule}\0${problem.message}`;
}

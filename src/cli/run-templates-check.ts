import { resolve } from "node:path";
import { NEWEST_KUBERNETES } from "../config/kube-version.ts";
import type { Io } from "../io/io.ts";
import { listFiles } from "../io/list-files.ts";
import { printText } from "../io/print.ts";
import type { PodSecurityLevel } from "../lint/rule.ts";
import { checkPairs, checkTemplateInPod } from "../pipeline/check-templates.ts";
import { renderTemplateProblems, renderTemplateVerdicts } from "../report/template-check-text.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import type { Template } from "../template/template.ts";
import { hasErrors } from "../text/has-errors.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { slowPatternProblems } from "./patterns/slow-params.ts";
import { readSetup } from "./read-setup.ts";
import { reportProblems } from "./report-problems.ts";
import type { TemplatesOptions } from "./templates.ts";

/** The options of `templates check`. */
export interface CheckTemplatesOptions extends TemplatesOptions {
  readonly pairs?: true;
  readonly pss: PodSecurityLevel;
}

/**
 * Reports what is wrong with templates: in their files, and in a plain pod that has them. `targets` are files, folders and
 * names of templates; without them it is all templates that there are.
 */
export async function checkTemplates(
  io: Io,
  targets: readonly string[],
  options: CheckTemplatesOptions,
): Promise<ExitCode> {
  const paths = targets.filter((target) => !isName(io, target));
  const templateDir = [...paths, ...(options.templateDir ?? [])];
  const setup = await readSetup(io, { ...options, templateDir });
  await reportProblems(io, setup.problems, options);
  const chosen = chosenTemplates(io, targets, paths, setup.templates);
  const conditions = {
    kubeMinor: NEWEST_KUBERNETES,
    podSecurity: options.pss,
    settings: setup.injector?.lint ?? {},
  };
  const checks = chosen.map((template) => {
    const check = checkTemplateInPod(template, conditions);
    // Those of built-in templates are held by a test.
    const slow = template.builtIn ? [] : slowPatternProblems(template);
    return { ...check, problems: [...slow, ...check.problems] };
  });
  const pairs = options.pairs ? checkPairs(chosen, conditions) : [];
  const all = [...checks, ...pairs];
  const style = await styleFor("stderr", options.color, io);
  io.writeStderr(renderTemplateProblems(all, style));
  printText(io, renderTemplateVerdicts(all));
  if (hasErrors(setup.problems)) return EXIT.usage;
  const problems = [...setup.problems, ...all.flatMap((check) => check.problems)];
  const fails = options.strict ? problems.length > 0 : hasErrors(problems);
  return fails ? EXIT.findings : EXIT.ok;
}

/** What looks like a name and is no file or folder is a name. */
function isName(io: Io, target: string): boolean {
  return /^[a-z0-9-]+$/.test(target) && !io.fs.existsSync(resolve(io.cwd, target));
}

function chosenTemplates(
  io: Io,
  targets: readonly string[],
  paths: readonly string[],
  user: readonly Template[],
): readonly Template[] {
  const absolute = (path: string) => resolve(io.cwd, path);
  const files = new Set(paths.flatMap((path) => listFiles(io, path, "flat").files.map(absolute)));
  const named = targets.filter((target) => !paths.includes(target));
  const all = [...user.map(({ name }) => name), ...builtInNames()].sort();
  return [
    ...user.filter(({ source }) => files.has(absolute(source.path))),
    ...resolveTemplates(targets.length === 0 ? all : named, user),
  ];
}

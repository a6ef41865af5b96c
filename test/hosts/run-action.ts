import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { realShell } from "./real-shell.ts";

/** A step of a composite action. */
export interface Step {
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

/** A composite action. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What came of an action. */
export interface ActionRun {
  readonly failed: boolean;
  /** What each `run` step printed, and what each other one was given, by the names of the steps. */
  readonly steps: Readonly<Record<string, string>>;
  /** The summary of the job. */
  readonly summary: string;
}

const root = join(import.meta.dirname, "../..");

/** Returns the action that the repository is. */
export function readAction(): Action {
  return parse(readFileSync(join(root, "action.yml"), "utf8"));
}

/**
 * Runs the `run` steps of the action as GitHub does, in a folder, with the inputs and the variables that it sets. `checkout`
 * is the folder that GitHub has of the action.
 */
export function runAction(
  inputs: Readonly<Record<string, string>>,
  cwd: string,
  checkout: string,
): ActionRun {
  const action = readAction();
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
  const given = { ...Object.fromEntries(defaults), ...inputs };
  const temporary = temporaryFolder({ output: "", path: "", summary: "" });
  const read = (name: string) => readFileSync(join(temporary, name), "utf8");
  const steps: Record<string, string> = {};
  let failed = false;
  for (const { name, if: condition = "true", env = {}, run, with: options = {} } of action.runs
    .steps) {
    const sarif = /^sarif=(.*)$/m.exec(read("output"))?.[1] ?? "";
    const fill = (text: string) => fillIn(text, given, sarif);
    if (failed && !condition.includes("!cancelled()")) continue;
    if (fill(condition) !== "true") continue;
    if (run === undefined) {
      steps[name] = fill(JSON.stringify(options));
      continue;
    }
    const shell = realShell({
      path: read("path").split("\n").filter(Boolean),
      env: {
        ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value)])),
        GITHUB_ACTIONS: "true",
        RUNNER_TEMP: temporary,
        GITHUB_ACTION_PATH: checkout,
        GITHUB_OUTPUT: join(temporary, "output"),
        GITHUB_PATH: join(temporary, "path"),
        GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      },
    });
    const { stdout, stderr, code } = shell(`set -e\n${run}`, join(cwd, given["working-directory"]));
    steps[name] = stdout + stderr;
    failed ||= code !== 0;
  }
  return { failed, steps, summary: read("summary") };
}

/** A workflow command that the runner of GitHub finds in a log. */
export interface WorkflowCommand {
  readonly name: string;
  readonly value: string;
}

/** Returns what a runner obeys in a log, as `ActionCommand` and `ActionCommandManager` of actions/runner read it. */
export function commandsIn(log: string): readonly WorkflowCommand[] {
  const found: WorkflowCommand[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = commandIn(line);
    if (command === undefined) continue;
    if (stopped === undefined) found.push(command);
    if (stopped === command.name) stopped = undefined;
    else if (stopped === undefined && command.name === "stop-commands") stopped = command.value;
  }
  return found;
}

/** Comparing by culture, it does not see characters that are ignored. */
function commandIn(line: string): WorkflowCommand | undefined {
  const seen = line.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, "");
  const [, head, value = ""] =
    /^\s*::(.*?)::(.*)$/u.exec(seen) ?? /##\[([^\]]*)\](.*)$/u.exec(seen) ?? [];
  return head === undefined ? undefined : { name: head.split(" ", 1)[0] ?? "", value };
}

/** Returns a text with the values of its expressions, as far as the action has such. */
function fillIn(text: string, inputs: Readonly<Record<string, string>>, sarif: string): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const code = expression
      .replace(/inputs\.([\w-]+)/g, (_match, name) => JSON.stringify(inputs[name]))
      .replace("steps.lint.outputs.sarif", JSON.stringify(sarif))
      .replace("!cancelled()", "true");
    return String(new Function(`return ${code}`)());
  });
}

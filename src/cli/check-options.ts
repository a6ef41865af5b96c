import { UserError } from "../text/user-error.ts";
import type { InputOptions, ResultOptions } from "./options.ts";

/** Throws a `UserError` for options that contradict each other, and for `-k`, which is kubectl's. */
export function checkOptions(
  command: "inject" | "eject",
  options: InputOptions & ResultOptions,
  paths: readonly string[],
): void {
  refuseKustomize(command, options);
  const [first, second] = formsOf(options);
  if (second !== undefined) {
    throw new UserError(`${first} and ${second} contradict each other: use one of them`);
  }
  if (options.write && (paths.length === 0 || paths.includes("-"))) {
    throw new UserError("--write changes files in place: name them instead of standard input");
  }
}

/** Throws a `UserError` for `-k`, which names the pipe to use. */
export function refuseKustomize(command: string, { kustomize }: InputOptions): void {
  if (kustomize === undefined) return;
  throw new UserError(
    "-k is kubectl's; let it build the folder, and pipe that in: " +
      `kubectl kustomize ${kustomize} | kube-sidecar ${command} ...`,
  );
}

/** Returns the forms of the result that are asked for; only a diff can be checked as well. */
function formsOf({ write, diff, check, output }: ResultOptions): readonly string[] {
  const forms: readonly (string | undefined)[] = [
    write && "--write",
    diff && "--diff",
    output && `--output ${output}`,
    check && !diff && "--check",
  ].map((form) => form || undefined);
  return forms.filter((form) => form !== undefined);
}

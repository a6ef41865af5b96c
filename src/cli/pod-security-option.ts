import type { Command, Option } from "commander";

/** Returns the option `--pss`, which has no default. */
export function podSecurityOption(command: Command): Option {
  return command
    .createOption("--pss <level>", "Pod Security level that sidecars have to keep")
    .choices(["privileged", "baseline", "restricted"]);
}

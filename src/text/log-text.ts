import { printable, UNPRINTABLE } from "./printable.ts";

/** The marks of `src/report/colour-style.ts`. */
const COLOUR = "\\u001b\\[(?:1|2|22|31|32|33|36|39)m";
const KEPT_OR_UNPRINTABLE = new RegExp(`(${COLOUR}|[\n\t])|${UNPRINTABLE.source}`, "gu");

/**
 * Returns text for people as it is written to a stream or a file, where our own colours, line ends and tabs are the only
 * characters that are not shown. What was forgotten to be made printable is caught here.
 */
export function logText(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const shown = text.replace(
    KEPT_OR_UNPRINTABLE,
    (found, kept: string | undefined) => kept ?? printable(found),
  );
  return env["GITHUB_ACTIONS"] ? withoutCommands(shown) : shown;
}

/**
 * Returns text without what the runner of GitHub takes for a command in the log of a job: `::name::` at the start of a line,
 * and `##[name]` anywhere in it. It compares by culture, so it overlooks characters that are not shown:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function withoutCommands(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(COMMAND, "$1\\$2").replace(OLD_COMMAND, "$1\\["))
    .join("\n");
}

const HIDDEN = "\\p{Default_Ignorable_Code_Point}";
const COMMAND = new RegExp(`^([\\s${HIDDEN}]*)(:[${HIDDEN}]*:)`, "u");
const OLD_COMMAND = new RegExp(`(#[${HIDDEN}]*#[${HIDDEN}]*)\\[`, "gu");

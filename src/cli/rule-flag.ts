import { listNames } from "../config/list-names.ts";
import type { RuleSetting } from "../lint/check.ts";
import { UserError } from "../text/user-error.ts";
import { unknownCheck } from "./unknown-check.ts";

/** What a check can be set to. */
export const RULE_SETTINGS: readonly RuleSetting[] = ["off", "warning", "error"];

/** Returns what `--rule ID=SETTING` flags set, the last one of an id; throws a `UserError` for an unknown id or setting. */
export function parseRuleFlags(
  flags: readonly string[],
  known: readonly string[],
): Readonly<Record<string, RuleSetting>> {
  return Object.fromEntries(flags.map((flag) => parseRuleFlag(flag, known)));
}

function parseRuleFlag(flag: string, known: readonly string[]): readonly [string, RuleSetting] {
  const [, id = flag, text = ""] = /^([^=]*)=(.*)$/.exec(flag) ?? [];
  if (!known.includes(id)) {
    throw unknownCheck(id, known, `--rule ${flag}: `);
  }
  const setting = RULE_SETTINGS.find((candidate) => candidate === text);
  if (setting !== undefined) return [id, setting];
  throw new UserError(
    `--rule ${flag}: write it as ${id}=SETTING, with ${listNames(RULE_SETTINGS)}`,
  );
}

import { WORKLOAD_KINDS } from "../../manifest/workloads.ts";
import { ruleTexts, settableRuleIds } from "../../pipeline/rule-texts.ts";
import { ROLES } from "../../template/roles.ts";
import { RULE_SETTINGS } from "../rule-flag.ts";
import { type OwnFiles, templateNames, templateOf } from "./own-files.ts";
import { paramSettings } from "./param-settings.ts";
import { type Candidate, DIRECTIVES, only, type Reply, unfinished, words } from "./reply.ts";

/** What the candidates for a value can depend on. */
export interface ValueContext {
  /** The value up to the cursor. */
  readonly typed: string;
  /** The templates that are asked for before the cursor. */
  readonly asked: readonly string[];
  readonly ownFiles: () => Promise<OwnFiles>;
}

/** Returns what a value can be. */
export type ValueSource = (context: ValueContext) => Reply | Promise<Reply>;

/** What a value can be, by the placeholder that the help shows for it. */
export const VALUES: Readonly<Record<string, ValueSource>> = {
  path: manifests,
  paths: manifests,
  file: () => ({ candidates: [], directive: DIRECTIVES.files }),
  folder: () => ({ candidates: [], directive: DIRECTIVES.folders }),
  template: async (context) => only(await templates(context)),
  targets: async (context) => ({
    candidates: await templates(context),
    directive: DIRECTIVES.files,
  }),
  "[template.]param=value": async (context) => paramSettings(context, await context.ownFiles()),
  environment: async ({ ownFiles }) =>
    words([...((await ownFiles()).injector?.environments.keys() ?? [])]),
  rule: () => only(ruleTexts().map(({ id, summary }) => ({ value: id, about: summary }))),
  "id=setting": ruleSettings,
  kind: kinds,
  role: () => only(Object.entries(ROLES).map(([value, about]) => ({ value, about }))),
};

function manifests(): Reply {
  return {
    candidates: words(["yaml", "yml", "json"]).candidates,
    directive: DIRECTIVES.extensions,
  };
}

/** A built-in template is read for its description, so those that do not fit are left out at once. */
async function templates({ typed, ownFiles }: ValueContext): Promise<readonly Candidate[]> {
  const own = await ownFiles();
  const names = templateNames(own).filter((name) => name.startsWith(typed));
  return names.map((value) => {
    const template = templateOf(value, own);
    return template === undefined ? { value } : { value, about: template.spec.description };
  });
}

function ruleSettings({ typed }: ValueContext): Reply {
  const equals = typed.indexOf("=") + 1;
  if (equals > 0) return words(RULE_SETTINGS.map((setting) => typed.slice(0, equals) + setting));
  const ids = settableRuleIds();
  const texts = ruleTexts().filter(({ id }) => ids.includes(id));
  return unfinished(texts.map(({ id, summary }) => ({ value: `${id}=`, about: summary })));
}

/** kubectl writes kinds in lower case, manifests with capitals; both are taken. */
async function kinds({ typed, ownFiles }: ValueContext): Promise<Reply> {
  const all = [...((await ownFiles()).injector?.workloads ?? []), ...WORKLOAD_KINDS];
  const names = [...new Set(all.map(({ kind }) => kind))].sort();
  return words(/^[a-z]/.test(typed) ? names.map((name) => name.toLowerCase()) : names);
}

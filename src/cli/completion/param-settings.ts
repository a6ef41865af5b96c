import { parseSet } from "../../config/set-flag.ts";
import { compactJson } from "../../manifest/show-value.ts";
import type { Parameter, Template } from "../../template/template.ts";
import { type OwnFiles, templateNames, templateOf } from "./own-files.ts";
import { type Candidate, type Reply, unfinished, words } from "./reply.ts";

/** What is typed of a `--set`, and the templates that are asked for before it. */
interface Typed {
  readonly typed: string;
  readonly asked: readonly string[];
}

/**
 * Returns what `--set` can go on with: parameters of the template that is typed, else of those that are asked for, else
 * the templates; behind `=` the values of a parameter that has few.
 */
export function paramSettings({ typed, asked }: Typed, own: OwnFiles): Reply {
  const named = (names: readonly string[]) => names.flatMap((name) => templateOf(name, own) ?? []);
  if (typed.includes("=")) return words(settings(typed, (name) => named(name ? [name] : asked)));
  const dot = typed.indexOf(".");
  const templates = named(dot === -1 ? asked : [typed.slice(0, dot)]);
  if (templates.length === 0) {
    return unfinished(templateNames(own).map((name) => ({ value: `${name}.` })));
  }
  return unfinished(templates.flatMap((template) => openSettings(template, typed)));
}

/** Without the template's name too where that has begun: `--set log` goes on to `logDir=`. */
function openSettings({ name, spec }: Template, typed: string): readonly Candidate[] {
  const prefixes = typed === "" ? [`${name}.`] : [`${name}.`, ""];
  return Object.entries(spec.params).flatMap(([param, { description }]) =>
    prefixes.map((prefix) => ({
      value: `${prefix}${param}=`,
      ...(description === undefined ? {} : { about: description }),
    })),
  );
}

function settings(
  typed: string,
  templatesOf: (name: string | undefined) => readonly Template[],
): readonly string[] {
  const { template, param } = parseSet(typed);
  const before = typed.slice(0, typed.indexOf("=") + 1);
  const params = templatesOf(template).flatMap(({ spec }) => spec.params[param] ?? []);
  return params.flatMap(choicesOf).map((choice) => before + choice);
}

function choicesOf({ type, enum: choices }: Parameter): readonly string[] {
  if (type === "boolean") return ["true", "false"];
  return (choices ?? []).map((choice) =>
    typeof choice === "string" ? choice : compactJson(choice),
  );
}

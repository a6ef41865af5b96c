import { UserError } from "../text/user-error.ts";

/** One `--set [TEMPLATE.]PARAM=VALUE`. */
export interface SetFlag {
  /** Undefined: every template of the run that has the parameter. */
  readonly template?: string;
  readonly param: string;
  readonly value: string;
}

/** Returns what the argument of a `--set` says; throws a `UserError` if it is not `[TEMPLATE.]PARAM=VALUE`. */
export function parseSet(argument: string): SetFlag {
  const equals = argument.indexOf("=");
  const name = equals === -1 ? argument : argument.slice(0, equals);
  // Names of templates have no dots, so the first one ends the template.
  const dot = name.indexOf(".");
  const template = dot === -1 ? undefined : name.slice(0, dot);
  const param = name.slice(dot + 1);
  if (equals === -1 || template === "" || param === "") {
    throw new UserError(
      `--set ${argument}: write it as [TEMPLATE.]PARAM=VALUE, e.g. --set fluent-bit.logDir=/data/log`,
    );
  }
  const value = argument.slice(equals + 1);
  return { ...(template === undefined ? {} : { template }), param, value };
}

/** Returns the name of a flag as it was given, without its value (which may be secret). */
export function formatSet({ template, param }: SetFlag): string {
  return `--set ${template === undefined ? "" : `${template}.`}${param}`;
}

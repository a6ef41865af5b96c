import { SlowPattern } from "../manifest/pattern-matcher.ts";
import type { SchemaFault } from "../manifest/schema-fault.ts";
import type { SchemaCompiler, SchemaValidator } from "../manifest/schema-validator.ts";
import type { Value } from "../manifest/value.ts";
import { UserError } from "../text/user-error.ts";
import type { Parameter } from "./template.ts";

/** Returns where a value departs from what a parameter of the template may be. */
export type ParamChecker = (param: string, value: Value) => readonly SchemaFault[];

/**
 * Returns a checker of the parameters of a template that compiles each when it is first asked for. The checker throws a
 * `UserError` for a pattern that takes too long.
 */
export function paramChecker(
  { name, params }: { readonly name: string; readonly params: Readonly<Record<string, Parameter>> },
  compile: SchemaCompiler,
): ParamChecker {
  const validators = new Map<string, SchemaValidator>();
  return (param, value) => {
    const validator = validators.get(param) ?? compile(params[param] ?? {});
    validators.set(param, validator);
    try {
      return validator(value);
    } catch (error) {
      if (error instanceof SlowPattern) throw tooSlow(error, param, name);
      throw error;
    }
  };
}

/** The value stays out of the message: it can be secret. */
function tooSlow({ pattern, length }: SlowPattern, param: string, template: string): UserError {
  const subject = `parameter "${param}" of template "${template}"`;
  return new UserError(
    `the pattern of ${subject} takes too long for a text of ${length} characters: ${pattern}; ` +
      "kube-sidecar templates check says why",
  );
}

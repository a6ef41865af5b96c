import type { SchemaFault } from "../manifest/schema-fault.ts";
import type { SchemaCompiler, SchemaValidator } from "../manifest/schema-validator.ts";
import type { Value } from "../manifest/value.ts";
import type { Parameter } from "./template.ts";

/** Returns where a value departs from what a parameter of the template may be. */
export type ParamChecker = (param: string, value: Value) => readonly SchemaFault[];

/** Returns a checker of parameters that compiles each when it is first asked for. */
export function paramChecker(
  params: Readonly<Record<string, Parameter>>,
  compile: SchemaCompiler,
): ParamChecker {
  const validators = new Map<string, SchemaValidator>();
  return (param, value) => {
    const validator = validators.get(param) ?? compile(params[param] ?? {});
    validators.set(param, validator);
    return validator(value);
  };
}

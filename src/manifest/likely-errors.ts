import type { SchemaError } from "./schema-error.ts";
import { hasType, typesOf } from "./schema-type.ts";
import type { Value } from "./value.ts";

/**
 * Returns the errors without the noise of `anyOf`, for which Ajv names what is wrong by each branch: where only one branch
 * is for values of that type its errors stay, else the one that no branch fits. `subjectOf` is what an error is about.
 */
export function likelyErrors(
  errors: readonly SchemaError[],
  subjectOf: (error: SchemaError) => Value,
): readonly SchemaError[] {
  // It comes behind those of its branches, so the last is in no branch of another one.
  const choice = errors.findLast(({ keyword }) => keyword === "anyOf");
  if (choice === undefined) return errors;
  const isInside = (error: SchemaError, branch: string) =>
    error.schemaPath.startsWith(`${choice.schemaPath}/${branch}`) && isAt(error, choice);
  const others = errors.filter((error) => error !== choice && !isInside(error, ""));
  const branch = onlyBranch(choice, subjectOf(choice));
  const likely =
    branch === undefined
      ? [choice]
      : likelyErrors(
          errors.filter((error) => isInside(error, `${branch}/`)),
          subjectOf,
        );
  return [...likelyErrors(others, subjectOf), ...likely];
}

/** Whether the error is about the value, or the key, that another one is about, or about what is in it. */
function isAt(error: SchemaError, { instancePath, propertyName }: SchemaError): boolean {
  if (propertyName !== undefined && error.propertyName !== propertyName) return false;
  return `${error.instancePath}/`.startsWith(`${instancePath}/`);
}

function onlyBranch({ parentSchema }: SchemaError, value: Value): number | undefined {
  const fitting = [...(parentSchema?.anyOf ?? []).entries()].filter(([, { type }]) =>
    hasType(value, typesOf(type)),
  );
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}

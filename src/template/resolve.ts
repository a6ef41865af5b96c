import { nearestHint } from "../text/nearest.ts";
import { UserError } from "../text/user-error.ts";
import { builtInNames, builtInTemplate } from "./built-in.ts";
import type { Template } from "./template.ts";

/**
 * Returns the templates of the names, each once, in their order; a user's template goes before a built-in one.
 * Throws a `UserError` for a name that nothing has, and for two user's templates of one name.
 */
export function resolveTemplates(
  names: readonly string[],
  user: readonly Template[],
): readonly Template[] {
  const own = byName(user);
  return [...new Set(names)].map((name) => {
    const template = own.get(name) ?? builtInTemplate(name);
    if (template === undefined) throw unknownTemplate(name, [...own.keys()]);
    return template;
  });
}

/**
 * Returns the templates of the names that there are, by name; a user's template goes before a built-in one.
 * Throws a `UserError` for two user's templates of one name.
 */
export function knownTemplates(
  names: readonly string[],
  user: readonly Template[],
): ReadonlyMap<string, Template> {
  const own = byName(user);
  const known = new Map<string, Template>();
  for (const name of names) {
    const template = own.get(name) ?? builtInTemplate(name);
    if (template !== undefined) known.set(name, template);
  }
  return known;
}

/** Returns remarks on user's templates that stand in for built-in ones. */
export function replacedBuiltIns(user: readonly Template[]): readonly string[] {
  const names = builtInNames();
  return user
    .filter(({ name }) => names.includes(name))
    .map(({ name, source }) => `template "${name}" of ${source.path} replaces the built-in one`);
}

function byName(user: readonly Template[]): ReadonlyMap<string, Template> {
  const templates = new Map<string, Template>();
  for (const template of user) {
    const { name, source } = template;
    const other = templates.get(name);
    if (other !== undefined) {
      const files =
        other.source.path === source.path
          ? `twice in ${source.path}`
          : `in ${other.source.path} and in ${source.path}`;
      throw new UserError(`template "${name}" is defined ${files}; rename or remove one of them`);
    }
    templates.set(name, template);
  }
  return templates;
}

function unknownTemplate(name: string, user: readonly string[]): UserError {
  const known = [...new Set([...user, ...builtInNames()])].sort();
  return new UserError(`unknown template "${name}"${nearestHint(name, known)}`, [
    `known templates: ${known.join(", ")}`,
  ]);
}

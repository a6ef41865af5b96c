import type { FieldPath } from "../manifest/field-path.ts";
import type { TemplatePlace } from "./origin.ts";
import type { Template } from "./template.ts";

/** Returns the template in whose file a part of a template stands, and its path there: that of the one it extends, maybe. */
export function homeOfPart(template: Template, path: FieldPath): TemplatePlace {
  const { extended } = template;
  if (extended === undefined) return { template, path };
  for (let length = path.length; length > 0; length--) {
    const home = extended.homes.get(JSON.stringify(path.slice(0, length)));
    if (home === undefined) continue;
    const inside = [...home.path, ...path.slice(length)];
    return home.of === "own" ? { template, path: inside } : homeOfPart(extended.base, inside);
  }
  return { template, path };
}

import type { FieldPath } from "./field-path.ts";
import type { ManifestObject, Workload } from "./objects.ts";

/** Returns what people call an object: `Deployment/web`, with its namespace `prod/Deployment/web`. */
export function nameOfObject({ kind, name, namespace }: ManifestObject): string {
  return [namespace, kind, name].filter((part) => part !== "").join("/");
}

/** Returns what people call a workload: its object, and which of its pod templates where it has several. */
export function nameOfWorkload(workload: ManifestObject | Workload): string {
  const object = nameOfObject(workload);
  const label = "templateLabel" in workload ? workload.templateLabel : undefined;
  return label === undefined ? object : `${object} ${label}`;
}

/** Returns the name of what a field belongs to: a workload where it stands in its pod template, else the object. */
export function nameOfOwner(object: ManifestObject | Workload, field: FieldPath): string {
  const path = "templatePath" in object ? object.templatePath : [];
  const isInside = path.every((segment, index) => field[index] === segment);
  return isInside ? nameOfWorkload(object) : nameOfObject(object);
}

/** Tells whether a name, as `nameOfWorkload` returns it, is that of an object or of one of its pod templates. */
export function isNameOf(name: string, object: ManifestObject): boolean {
  const own = nameOfObject(object);
  return name === own || name.startsWith(`${own} `);
}

// Anybody can write a marker. A container or a field of the pod that a marker calls injected is taken for that only if it
// can be of the template as it is at hand; volumes, mounts, variables, labels and annotations need no such proof.

import { repositoryOf } from "../lint/containers/image-repository.ts";
import { asList, asMap, asString, type Value, type ValueMap } from "../manifest/value.ts";
import { parseReferences } from "../template/reference.ts";
import type { Template } from "../template/template.ts";
import type { KeyedPath } from "./keyed-path.ts";

/** What a field of a pod template is, as far as an injection is concerned. */
type FieldKind =
  | { readonly kind: "container"; readonly name: string }
  | { readonly kind: "pod field"; readonly field: readonly string[] }
  | { readonly kind: "part" };

const CONTAINER_LISTS: ReadonlySet<KeyedPath[number] | undefined> = new Set([
  "containers",
  "initContainers",
]);

/** Tells whether a field is a container or a field of the whole pod, which nobody but its template takes out unasked. */
export function needsClaim(path: KeyedPath): boolean {
  return kindOf(path).kind !== "part";
}

/**
 * Tells whether a template, as it is at hand, can have put in what stands at a path: a container of a name that it renders
 * or that runs a program of it, a field of the pod that it sets, or any other part. Without the template only parts can be.
 */
export function isClaimed(template: Template | undefined, path: KeyedPath, value: Value): boolean {
  const field = kindOf(path);
  if (field.kind === "part") return true;
  if (template === undefined) return false;
  if (field.kind === "pod field") return setsField(template.spec.pod, field.field);
  const { containers, initContainers } = template.spec;
  const program = programIn(asString(asMap(value)["image"]));
  return [...containers, ...initContainers].some(
    (container) =>
      textIn(template, container["name"]) === field.name ||
      (program !== undefined && programIn(textIn(template, container["image"])) === program),
  );
}

function kindOf(path: KeyedPath): FieldKind {
  const [spec, list, item, ...rest] = path;
  if (spec !== "spec" || list === "volumes") return { kind: "part" };
  if (!CONTAINER_LISTS.has(list)) {
    return { kind: "pod field", field: path.slice(1).filter((part) => typeof part === "string") };
  }
  return rest.length === 0 && typeof item === "object"
    ? { kind: "container", name: item.item }
    : { kind: "part" };
}

function setsField(pod: ValueMap, field: readonly string[]): boolean {
  let value: Value | undefined = pod;
  for (const key of field) value = asMap(value)[key];
  return Array.isArray(value) ? asList(value).length > 0 : value !== undefined;
}

/** Returns a text of a template with the defaults of parameters in it; undefined where a reference has none. */
function textIn({ spec }: Template, value: Value | undefined): string | undefined {
  const text = asString(value);
  if (text === undefined) return undefined;
  const parts = parseReferences(text, "kubernetes").map((part) => {
    if (typeof part === "string") return part;
    const fallback =
      part.scope === "params" && Object.hasOwn(spec.params, part.name)
        ? spec.params[part.name]?.["default"]
        : undefined;
    return typeof fallback === "object" || fallback === undefined ? undefined : String(fallback);
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

/** Returns the name of an image without its registry, folders, tag and digest: mirrors change these. */
function programIn(image: string | undefined): string | undefined {
  const repository = repositoryOf(image ?? "");
  return repository.slice(repository.lastIndexOf("/") + 1) || undefined;
}

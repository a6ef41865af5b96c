import type { FieldPath } from "../manifest/field-path.ts";
import type { NodeOrigins } from "../manifest/node-value.ts";
import { isList, isMap, type Value } from "../manifest/value.ts";
import type { Sidecar, Template } from "./template.ts";

/** A place in the document of a template. */
export interface TemplatePlace {
  readonly template: Template;
  readonly path: FieldPath;
}

/** Where the mappings and lists of a pod are defined, by identity: in the manifest, or in a template. */
export interface Origins {
  readonly nodes: NodeOrigins;
  readonly templates: WeakMap<object, TemplatePlace>;
}

/** Notes for every mapping and list in the value where the sidecar's template defines it. */
export function noteTemplateOrigins(origins: Origins, value: Value, sidecar: Sidecar): void {
  if (!isMap(value) && !isList(value)) return;
  const path = sidecar.origins.get(value);
  if (path !== undefined) origins.templates.set(value, { template: sidecar.template, path });
  for (const part of Object.values(value)) noteTemplateOrigins(origins, part, sidecar);
}

/** Notes that a copy is defined where its original is. */
export function copyOrigin(origins: Origins, original: object, copy: object): void {
  const node = origins.nodes.get(original);
  if (node !== undefined) origins.nodes.set(copy, node);
  const place = origins.templates.get(original);
  if (place !== undefined) origins.templates.set(copy, place);
}

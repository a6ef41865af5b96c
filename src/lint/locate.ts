import type { FieldPath } from "../manifest/field-path.ts";
import type { Node } from "../manifest/outline.ts";
import { placeOfPath } from "../manifest/place-of-path.ts";
import { isList, isMap, type Value } from "../manifest/value.ts";
import { homeOfPart } from "../template/home-of-part.ts";
import type { Origins, TemplatePlace } from "../template/origin.ts";
import { templatePlace } from "../template/template-place.ts";
import type { Place } from "../text/place.ts";
import type { Source } from "../text/source.ts";

/** A pod template whose parts know where they are defined. */
export interface LocatedPod {
  readonly value: Value;
  readonly source: Source;
  /** The node of the pod template in the manifest. */
  readonly node: Node;
  readonly origins: Origins;
}

/** Where a field is defined: in the manifest, or in the file of the template that is named. */
export interface Location {
  readonly place: Place;
  readonly template?: string;
  readonly isBuiltIn?: true;
}

/** Returns where a field of the pod is defined, or the nearest field around it. */
export function locate(pod: LocatedPod, path: FieldPath): Location {
  let value: Value | undefined = pod.value;
  let node: Node = pod.node;
  let template: TemplatePlace | undefined;
  let rest: (string | number)[] = [];
  for (const segment of path) {
    value = fieldOf(value, segment);
    rest.push(segment);
    const object = isMap(value) || isList(value) ? value : undefined;
    const defined = object === undefined ? undefined : pod.origins.templates.get(object);
    const written = object === undefined ? undefined : pod.origins.nodes.get(object);
    if (defined !== undefined) template = defined;
    if (defined === undefined && written !== undefined) {
      template = undefined;
      node = written;
    }
    if (defined !== undefined || written !== undefined) rest = [];
  }
  if (template === undefined) return { place: placeOfPath(pod.source, node, rest) };
  return locateInTemplate({ ...template, path: [...template.path, ...rest] });
}

/** Returns where a part of a template is defined: in its file, or in that of the template that it extends. */
export function locateInTemplate({ template, path }: TemplatePlace): Location {
  const { builtIn } = homeOfPart(template, path).template;
  return {
    place: templatePlace(template, path),
    template: template.name,
    ...(builtIn ? { isBuiltIn: true } : {}),
  };
}

function fieldOf(value: Value | undefined, segment: string | number): Value | undefined {
  if (typeof segment === "number") return isList(value) ? value[segment] : undefined;
  return isMap(value) ? value[segment] : undefined;
}

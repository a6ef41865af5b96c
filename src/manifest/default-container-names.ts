import type { NodeOrigins } from "./node-value.ts";
import { isList, isMap, mapOf, type Value, type ValueMap } from "./value.ts";

/**
 * Returns a pod template in which the containers without a name have the one that the kind gives them: `name` for the
 * first, `name-1` for the next. Numbers count them alone, so that an injected container changes none (Knative's own do:
 * `applyDefaultContainerNames` in knative/serving).
 */
export function withContainerNames(
  template: ValueMap,
  name: string,
  origins: NodeOrigins,
): ValueMap {
  const spec = template["spec"];
  const containers = isMap(spec) ? spec["containers"] : undefined;
  if (!isMap(spec) || !isList(containers) || containers.every((one) => !lacksName(one))) {
    return template;
  }
  let unnamed = 0;
  const named = containers.map((container) => {
    if (!isMap(container) || !lacksName(container)) return container;
    const given = unnamed === 0 ? name : `${name}-${unnamed}`;
    unnamed += 1;
    return copied(container, mapOf([["name", given], ...withoutName(container)]), origins);
  });
  const newSpec = replaced(spec, "containers", copied(containers, named, origins), origins);
  return replaced(template, "spec", newSpec, origins);
}

function lacksName(container: Value): boolean {
  if (!isMap(container)) return false;
  const name = container["name"] ?? "";
  return name === "";
}

function withoutName(container: ValueMap): readonly (readonly [string, Value])[] {
  return Object.entries(container).filter(([key]) => key !== "name");
}

function replaced(map: ValueMap, key: string, value: Value, origins: NodeOrigins): ValueMap {
  const entries = Object.entries(map).map(
    ([other, field]) => [other, other === key ? value : field] as const,
  );
  return copied(map, mapOf(entries), origins);
}

/** What is made of a part of the manifest is shown where that part stands. */
function copied<T extends object>(original: object, copy: T, origins: NodeOrigins): T {
  const node = origins.get(original);
  if (node !== undefined) origins.set(copy, node);
  return copy;
}

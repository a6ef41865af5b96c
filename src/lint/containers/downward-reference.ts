import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod, Volume } from "../../manifest/pod.ts";
import { asList, asMap, asString, isMap, type Value, type ValueMap } from "../../manifest/value.ts";

/** A reference of the downward API to a field of the pod or to a resource of a container. */
export interface DownwardReference {
  readonly at: FieldPath;
  readonly value: ValueMap;
  readonly place: "env" | "volume";
  /** What is filled from it, e.g. `the variable "POD_IP" of container "web"`. */
  readonly subject: string;
}

/** Returns all references of one kind: those of variables, of downwardAPI volumes and of projected volumes. */
export function downwardReferences(
  pod: Pod,
  kind: "fieldRef" | "resourceFieldRef",
): readonly DownwardReference[] {
  const variables = pod.containers.flatMap((container) =>
    container.env.flatMap(({ at, name, valueFrom }): readonly DownwardReference[] => {
      const value = valueFrom?.[kind];
      const subject = `the variable "${name}" of container "${container.name}"`;
      return isMap(value) ? [{ at: [...at, "valueFrom", kind], value, place: "env", subject }] : [];
    }),
  );
  const files = pod.volumes.flatMap((volume) =>
    filesOf(volume).flatMap(({ at, value }): readonly DownwardReference[] => {
      const reference = value[kind];
      if (!isMap(reference)) return [];
      const subject = `the file "${asString(value["path"]) ?? ""}" of volume "${volume.name}"`;
      return [{ at: [...at, kind], value: reference, place: "volume", subject }];
    }),
  );
  return [...variables, ...files];
}

interface File {
  readonly at: FieldPath;
  readonly value: ValueMap;
}

function filesOf({ at, source }: Volume): readonly File[] {
  const sources = asList(asMap(source["projected"])["sources"]).flatMap((projected, index) =>
    itemsOf([...at, "projected", "sources", index, "downwardAPI"], asMap(projected)["downwardAPI"]),
  );
  return [...itemsOf([...at, "downwardAPI"], source["downwardAPI"]), ...sources];
}

function itemsOf(at: FieldPath, downward: Value | undefined): readonly File[] {
  return asList(asMap(downward)["items"]).flatMap((value, index) =>
    isMap(value) ? [{ at: [...at, "items", index], value }] : [],
  );
}

import type { FieldPath } from "../../manifest/field-path.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asList, asString, isMap, type ValueMap } from "../../manifest/value.ts";
import { podSpec } from "./pod-spec.ts";

/** An item of `initContainers` or `containers`, which need not have a name. */
export interface ListedContainer {
  readonly at: FieldPath;
  readonly name?: string;
  readonly value: ValueMap;
}

/** Returns the containers of a pod that are mappings, also those that the view leaves out for want of a name. */
export function listedContainers(pod: Pod): readonly ListedContainer[] {
  const spec = podSpec(pod);
  return ["initContainers", "containers"].flatMap((list) =>
    asList(spec[list]).flatMap((value, index): readonly ListedContainer[] => {
      if (!isMap(value)) return [];
      const name = asString(value["name"]);
      return [{ at: ["spec", list, index], value, ...(name === undefined ? {} : { name }) }];
    }),
  );
}

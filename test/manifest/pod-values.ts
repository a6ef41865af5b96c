import { readFileSync } from "node:fs";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { asList, asMap, isMap, type Value, type ValueMap } from "../../src/manifest/value.ts";
import { readWorkloadTemplate } from "../../src/manifest/workload-template.ts";
import { textOfBytes } from "../../src/text/source.ts";

/** A value that an injection may add to a pod. */
export interface PodValue {
  /** Where it is, for the name of a test. */
  readonly at: string;
  /** The field that says what it is. */
  readonly field: string;
  readonly value: Value;
}

/** Returns the values of all pods in a file of manifests. */
export function podValuesOf(file: string): readonly PodValue[] {
  const text = textOfBytes(readFileSync(file));
  return readWorkloads({ path: file, text }, [], { include: ["incomplete"] }).workloads.flatMap(
    (workload) => {
      const spec = asMap(readWorkloadTemplate(workload).value["spec"]);
      return valuesOfSpec(workload.name, spec);
    },
  );
}

const LISTS = ["initContainers", "containers", "volumes", "imagePullSecrets", "hostAliases"];

function valuesOfSpec(name: string, spec: ValueMap): readonly PodValue[] {
  const ofContainers = ["initContainers", "containers"].flatMap((list) =>
    asList(spec[list]).flatMap((container, index) =>
      itemsOf(`${name} ${list}[${index}]`, asMap(container), ["env", "volumeMounts"]),
    ),
  );
  const context = Object.entries(asMap(spec["securityContext"]));
  return [
    ...itemsOf(name, spec, LISTS),
    ...ofContainers,
    ...context.map(([field, value]) => ({ at: `${name} ${field}`, field, value })),
  ];
}

function itemsOf(name: string, parent: ValueMap, fields: readonly string[]): readonly PodValue[] {
  return fields.flatMap((field) =>
    asList(parent[field]).map((value, index) => ({
      at: `${name} ${field}[${index}]`,
      field,
      value,
    })),
  );
}

/** The way to a scalar in a value. */
export type ScalarPath = readonly (string | number)[];

/** Returns the ways to all scalars in a value. */
export function scalarPaths(value: Value): readonly ScalarPath[] {
  if (value === null) return [];
  if (typeof value !== "object") return [[]];
  const entries: (readonly [string | number, Value])[] = isMap(value)
    ? Object.entries(value)
    : [...value.entries()];
  return entries.flatMap(([key, field]) => scalarPaths(field).map((path) => [key, ...path]));
}

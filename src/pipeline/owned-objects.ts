// What controllers have made is judged by the workload that it was made from, and counted with it.

import { type FindObject, type MadeFrom, madeFrom, type Standable } from "../manifest/made-from.ts";
import type { ManifestObject, Workload } from "../manifest/objects.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import type { ObjectReference } from "../manifest/recognise.ts";

/** What is known of an object that a controller has made. */
export interface OwnedObject extends MadeFrom {
  /** The object of the input that it belongs to: what it was made from, or at least its owner. */
  readonly under?: ObjectReference;
}

/** Returns a function that tells from what a workload was made; it returns undefined for one that stands for itself. */
export function ownedObjects(
  contents: readonly Pick<SourceContent, "workloads" | "leftOut">[],
): (workload: Workload) => OwnedObject | undefined {
  const known = new Map<string, Standable>();
  for (const { workloads, leftOut } of contents) {
    const all = [...workloads.map((object) => ({ object, standing: object.standing })), ...leftOut];
    for (const one of all) known.set(keyOf(one.object, one.object), one);
  }
  const find: FindObject = (wanted, beside) => known.get(keyOf(wanted, beside));
  return (workload) => {
    const { standing } = workload;
    const made = madeFrom({ object: workload, standing }, find);
    if (made === undefined || standing.type !== "owned") return undefined;
    const above = [...made.candidates, standing.owner];
    const under = above.find((reference) => find(reference, workload) !== undefined);
    return { ...made, ...(under === undefined ? {} : { under }) };
  };
}

function keyOf({ kind, name }: ObjectReference, { namespace }: ManifestObject): string {
  return [namespace, kind, name].join("\0");
}

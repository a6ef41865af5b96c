// From which workload a controller has made an object: sidecars are rendered for that one, whose name the object's own
// begins with.

import type { ManifestObject } from "./objects.ts";
import type { ObjectReference, Standing } from "./recognise.ts";
import { WORKLOAD_KINDS } from "./workloads.ts";

/** The workload that an object was made from, or those that it may be. */
export interface MadeFrom {
  readonly candidates: readonly ObjectReference[];
  /** Whether there is but one, and no other can be meant. */
  readonly isCertain: boolean;
}

/** An object with what it is. */
export interface Standable {
  readonly object: ManifestObject;
  readonly standing: Standing;
}

/** Finds an object of the input in the namespace of another one. */
export type FindObject = (wanted: ObjectReference, beside: ManifestObject) => Standable | undefined;

/** Returns what an object that a controller has made was made from; undefined for one that stands for itself. */
export function madeFrom(one: Standable, find: FindObject): MadeFrom | undefined {
  const seen = new Set<ManifestObject["node"]>();
  let { object, standing } = one;
  if (standing.type !== "owned") return undefined;
  const named = byLabel(object);
  if (named !== undefined) return certain(named);
  while (standing.type === "owned" && !seen.has(object.node)) {
    seen.add(object.node);
    const { owner } = standing;
    const above = find(owner, object);
    if (above === undefined) return fromName(object, owner, find);
    if (above.standing.type !== "owned") return certain(owner);
    ({ object, standing } = above);
  }
  return undefined;
}

function fromName(object: ManifestObject, owner: ObjectReference, find: FindObject): MadeFrom {
  const guessed = guessFrom(object, owner);
  const there = guessed.candidates.find((candidate) => find(candidate, object) !== undefined);
  return there === undefined ? guessed : certain(there);
}

function guessFrom(object: ManifestObject, owner: ObjectReference): MadeFrom {
  switch (owner.kind) {
    case "ReplicaSet":
      return fromReplicaSet(object, owner);
    case "Job":
      return fromJob(owner);
    case "ReplicationController":
      return fromParts(owner, /-\d+$/, ["DeploymentConfig"]);
    default:
      return certain(owner);
  }
}

/** The labels that carry the end of a ReplicaSet's name, and the kind whose controller writes them. */
const HASH_LABELS: Readonly<Record<string, string>> = {
  "pod-template-hash": "Deployment",
  "rollouts-pod-template-hash": "Rollout",
};

function fromReplicaSet(object: ManifestObject, owner: ObjectReference): MadeFrom {
  const labels = object.labels;
  for (const [label, kind] of Object.entries(HASH_LABELS)) {
    const end = `-${labels[label] ?? ""}`;
    if (end !== "-" && owner.name.endsWith(end)) {
      return certain({ kind, name: owner.name.slice(0, -end.length) });
    }
  }
  return fromParts(owner, /-[a-z0-9]+$/, Object.values(HASH_LABELS));
}

/** What operators make in several steps has a label that says for which object of theirs. */
function byLabel({ labels }: ManifestObject): ObjectReference | undefined {
  for (const { kind, nameLabel } of WORKLOAD_KINDS) {
    const name = nameLabel === undefined ? undefined : labels[nameLabel];
    if (name !== undefined) return { kind, name };
  }
  return undefined;
}

/** A CronJob ends the names of its Jobs with the minute, before Kubernetes 1.21 with the second. */
function fromJob(owner: ObjectReference): MadeFrom {
  return fromParts(owner, /-\d{8,10}$/, ["CronJob"]);
}

/** The owner itself may stand at the top, or be made by one whose name it begins with. */
function fromParts(owner: ObjectReference, end: RegExp, kinds: readonly string[]): MadeFrom {
  const name = owner.name.replace(end, "");
  if (name === owner.name) return certain(owner);
  const above = kinds.map((kind) => ({ kind, name }));
  return { candidates: [...above, owner], isCertain: false };
}

function certain(workload: ObjectReference): MadeFrom {
  return { candidates: [workload], isCertain: true };
}

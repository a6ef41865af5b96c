// By which keys each kind is paired: what asks for something and what offers it agree here, and nowhere else.

import type { InputObject } from "../../manifest/input-object.ts";
import type { Supplied } from "../../manifest/kustomizations.ts";
import type { ManifestObject } from "../../manifest/objects.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asMap, asString } from "../../manifest/value.ts";
import { groupOf } from "../../manifest/workloads.ts";
import type { ServiceView } from "../services/service.ts";
import type { Party } from "./party.ts";

/** Returns an object whose keys depend on its namespace, and on what kustomizations make of it. */
function partyOf<Item>(
  item: Item,
  object: ManifestObject,
  keysIn: (namespace: string, supplied: Supplied | undefined) => readonly string[],
): Party<Item> {
  const { apiVersion, kind, namespace, name } = object;
  return {
    item,
    file: object.document.source.path,
    identity: key(groupOf(apiVersion), kind, namespace, name),
    keys: (supplied) => keysIn(supplied?.namespace ?? namespace, supplied),
  };
}

function podParty(
  pod: Pod,
  keysIn: (namespace: string, supplied: Supplied | undefined) => readonly string[],
): Party<Pod> {
  const { group, kind, namespace, name, templateLabel = "", origin } = pod;
  return {
    item: pod,
    file: origin.file,
    identity: key(group, kind, namespace, name, templateLabel),
    keys: (supplied) => keysIn(supplied?.namespace ?? namespace, supplied),
  };
}

/** Asks for each label of the selector; without a selector a Service has no pods. */
export function selectingService(service: ServiceView): Party<ServiceView> {
  const { selector, object, isExternal } = service;
  return partyOf(service, object, (namespace, supplied) => {
    if (isExternal) return [];
    return labelKeys(namespace, selector, supplied?.selectorLabels);
  });
}

/** Offers each of its labels. */
export function labelledPod(pod: Pod): Party<Pod> {
  return podParty(pod, (namespace, supplied) =>
    labelKeys(namespace, pod.labels, supplied?.templateLabels),
  );
}

/** Asks for the workload that it scales. */
export function scalingAutoscaler(autoscaler: InputObject): Party<InputObject> {
  const target = asMap(asMap(autoscaler.value["spec"])["scaleTargetRef"]);
  const textAt = (field: string) => asString(target[field]) ?? "";
  return partyOf(autoscaler, autoscaler.object, (namespace) => [
    key(namespace, groupOf(textAt("apiVersion")), textAt("kind"), textAt("name")),
  ]);
}

/** Offers the names of its workload. */
export function namedPod(pod: Pod): Party<Pod> {
  return podParty(pod, (namespace, supplied) =>
    namesIn(pod.name, supplied).map((name) => key(namespace, pod.group, pod.kind, name)),
  );
}

/** Asks for one claim. */
export function claimingPod(pod: Pod, claim: string): Party<Pod> {
  return podParty(pod, (namespace) => [key(namespace, claim)]);
}

/** Offers its names. */
export function namedObject(input: InputObject): Party<InputObject> {
  return partyOf(input, input.object, (namespace, supplied) =>
    namesIn(input.object.name, supplied).map((name) => key(namespace, name)),
  );
}

/** Asks for its namespace, also where that is the one that kubectl is set to. */
export function placedPod(pod: Pod): Party<Pod> {
  return podParty(pod, (namespace) => [namespace]);
}

/** Offers the namespace that it is; a kustomization with a namespace gives its Namespace that name. */
export function namespaceObject(input: InputObject): Party<InputObject> {
  return partyOf(input, input.object, (_, supplied) => [supplied?.namespace ?? input.object.name]);
}

/** Offers the namespace that it is in. */
export function objectInNamespace(input: InputObject): Party<InputObject> {
  return partyOf(input, input.object, (namespace) => [namespace]);
}

function labelKeys(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  supplied: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const all = new Map([...Object.entries(labels), ...supplied]);
  return [...all].map(([name, value]) => key(namespace, name, value));
}

/** Within a build, other resources may use the name that an object is written with, and each that it gets on the way. */
function namesIn(name: string, supplied: Supplied | undefined): readonly string[] {
  if (supplied === undefined) return [name];
  return supplied.affixes.map(([prefix, suffix]) => `${prefix}${name}${suffix}`);
}

function key(...parts: readonly string[]): string {
  return parts.join("\0");
}

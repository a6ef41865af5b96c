import { canonicalQuantity } from "./canonical-quantity.ts";
import { defaultPullPolicy } from "./pull-policy.ts";
import { FINEST } from "./quantity.ts";
import { asMap, asString, isList, isMap, mapOf, type Value, type ValueMap } from "./value.ts";

const DERIVED: ReadonlyMap<string, (object: ValueMap) => ValueMap> = new Map([
  [
    "Container",
    (container) => withoutTokenMount(withoutPolicy(container, "imagePullPolicy", "image")),
  ],
  ["ImageVolumeSource", (source) => withoutPolicy(source, "pullPolicy", "reference")],
  ["ResourceRequirements", withoutCopiedRequests],
  ["ResourceList", canonicalAmounts],
  ["Volume", withSource],
]);

/** Returns an object of a type in the form in which it does not matter what the API server derives from its other fields. */
export function canonicalDerived(typeName: string, object: ValueMap): ValueMap {
  return DERIVED.get(typeName)?.(object) ?? object;
}

function withoutPolicy(object: ValueMap, field: string, imageField: string): ValueMap {
  const policy = defaultPullPolicy(asString(object[imageField]) ?? "");
  return filterMap(object, (key, value) => key !== field || value !== policy);
}

const TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The admission of a Pod mounts the token of its service account where nothing else is mounted.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/serviceaccount/admission.go
 */
function withoutTokenMount(container: ValueMap): ValueMap {
  const mounts = container["volumeMounts"];
  if (!isList(mounts)) return container;
  return mapOf([
    ...Object.entries(container),
    ["volumeMounts", mounts.filter((mount) => !isTokenMount(mount))],
  ]);
}

function isTokenMount(mount: Value): boolean {
  if (!isMap(mount) || Object.keys(mount).length !== 3) return false;
  const { name, mountPath, readOnly } = mount;
  const isGenerated = /^kube-api-access-\w{5}$/.test(asString(name ?? null) ?? "");
  return isGenerated && mountPath === TOKEN_DIRECTORY && readOnly === true;
}

/**
 * A request that is not written is the limit: SetDefaults_Pod fills it in, of bare Pods alone. A template of a workload
 * in which somebody adds such a request cannot be told from that, and need not be: its Pods are the same.
 */
function withoutCopiedRequests(resources: ValueMap): ValueMap {
  const { requests } = resources;
  if (!isMap(requests)) return resources;
  const limits = canonicalAmounts(asMap(resources["limits"]));
  const own = filterMap(requests, (name, amount) => canonicalAmount(amount) !== limits[name]);
  return mapOf([...Object.entries(resources), ["requests", own]]);
}

function canonicalAmounts(resources: ValueMap): ValueMap {
  return mapOf(Object.entries(resources).map(([name, amount]) => [name, canonicalAmount(amount)]));
}

function canonicalAmount(amount: Value): Value {
  return canonicalQuantity(amount, FINEST);
}

/** A volume without a source is an empty directory: SetDefaults_Volume. */
function withSource(volume: ValueMap): ValueMap {
  const named = filterMap(volume, (key, value) => key !== "name" && value !== null);
  if (Object.keys(named).length > 0) return volume;
  return mapOf([...Object.entries(volume), ["emptyDir", mapOf([])]]);
}

function filterMap(map: ValueMap, keep: (key: string, value: Value) => boolean): ValueMap {
  return mapOf(Object.entries(map).filter(([key, value]) => keep(key, value)));
}

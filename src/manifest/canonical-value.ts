import type { ApiType } from "./api-type.ts";
import { canonicalQuantity } from "./canonical-quantity.ts";
import { CONTAINER_TYPES } from "./container-types.ts";
import { canonicalDerived } from "./derived-fields.ts";
import { isEmpty, isList, isMap, mapOf, type Value } from "./value.ts";
import { VOLUME_TYPES } from "./volume-types.ts";

const TYPES = new Map(Object.entries({ ...CONTAINER_TYPES, ...VOLUME_TYPES }));

/** Fields of a pod template by name, with the type of what they have in them; of a list, that of its items. */
const FIELD_TYPES = new Map([
  ["containers", "Container"],
  ["initContainers", "Container"],
  ["volumes", "Volume"],
  ["env", "EnvVar"],
  ["volumeMounts", "VolumeMount"],
  ["volumeDevices", "VolumeDevice"],
  ["imagePullSecrets", "NamedSource"],
  ["hostAliases", "HostAlias"],
  ["seLinuxOptions", "SELinuxOptions"],
  ["seccompProfile", "Profile"],
  ["appArmorProfile", "Profile"],
  ["sysctls", "Sysctl"],
  ["windowsOptions", "WindowsSecurityContextOptions"],
]);

/**
 * Returns a value in the form that it has however it reached us, from a file or from a cluster: without what the API
 * server fills in, and with one text for each amount. `field` is the last field on the way to it, which for an item is
 * that of its list (`containers`, `env`) and for a key of `securityContext` the key itself (`seLinuxOptions`). Values of
 * other fields are returned as they are; unknown fields in a known value stay.
 */
export function canonicalValue(field: string, value: Value): Value {
  const type = FIELD_TYPES.get(field);
  return type === undefined ? value : canonical(type, value);
}

function canonical(typeName: string, value: Value): Value {
  if (isList(value)) return value.map((item) => canonical(typeName, item));
  if (!isMap(value)) return value;
  const type = TYPES.get(typeName) ?? {};
  return mapOf(
    Object.entries(canonicalDerived(typeName, value))
      .map(([key, field]) => [key, canonicalField(type, key, field)] as const)
      .filter(([key, field]) => !isAbsent(type, key, field)),
  );
}

function canonicalField(type: ApiType, key: string, value: Value): Value {
  if (type.quantities?.includes(key)) return canonicalQuantity(value, 1n);
  return canonical(own(type.fields, key) ?? "", value);
}

/** Nothing in the API tells a list without items from none. */
function isAbsent(type: ApiType, key: string, value: Value): boolean {
  if (value === null || (isList(value) && value.length === 0)) return true;
  if (type.zeros?.includes(key) && (!value || isEmpty(value))) return true;
  return own(type.defaults, key) === value;
}

/** A key of a manifest may be `constructor`. */
function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

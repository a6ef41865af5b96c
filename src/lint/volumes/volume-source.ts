import type { Pod, Volume } from "../../manifest/pod.ts";
import { asMap, isMap } from "../../manifest/value.ts";
import { remembered } from "../remembered.ts";

/** The kinds of volumes, as the fields of VolumeSource name them: https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/ */
export const SOURCE_KINDS: readonly string[] = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "gitRepo",
  "glusterfs",
  "hostPath",
  "image",
  "iscsi",
  "nfs",
  "persistentVolumeClaim",
  "photonPersistentDisk",
  "portworxVolume",
  "projected",
  "quobyte",
  "rbd",
  "scaleIO",
  "secret",
  "storageos",
  "vsphereVolume",
];

// https://kubernetes.io/docs/concepts/storage/volumes/: the kubelet mounts these read-only.
const READ_ONLY_KINDS = new Set(["configMap", "secret", "downwardAPI", "projected", "image"]);

// What these hold lives and dies with the pod, so nobody outside of it can have written it.
const POD_LOCAL_KINDS = new Set(["emptyDir", "ephemeral", ...READ_ONLY_KINDS]);

/** Returns the known sources that a volume has, in their order; a null is none, as for Kubernetes. */
export function sourcesOf({ source }: Volume): readonly string[] {
  return Object.keys(source).filter((key) => SOURCE_KINDS.includes(key) && isMap(source[key]));
}

/** Returns the kind of a volume's source, e.g. `configMap`; Kubernetes makes none an `emptyDir`. */
export function sourceKind(volume: Volume): string {
  return sourcesOf(volume)[0] ?? Object.keys(volume.source)[0] ?? "emptyDir";
}

/** Returns the volume of that name; undefined where a StatefulSet's claim template takes its place. */
export function volumeOf(pod: Pod, name: string): Volume | undefined {
  return volumesByName(pod).get(name);
}

const volumesByName = remembered((pod: Pod): ReadonlyMap<string, Volume> => {
  // Of several of one name the first counts.
  const byName = new Map(pod.volumes.toReversed().map((volume) => [volume.name, volume] as const));
  for (const name of pod.claimTemplates) byName.delete(name);
  return byName;
});

/** Tells whether no container can write to the volume, whatever its mounts say. */
export function isReadOnlyVolume(volume: Volume): boolean {
  const kind = sourceKind(volume);
  return READ_ONLY_KINDS.has(kind) || asMap(volume.source[kind])["readOnly"] === true;
}

/** Tells whether only the pod's own containers, or the API server, can put something into the volume. */
export function isPodLocal(volume: Volume): boolean {
  return POD_LOCAL_KINDS.has(sourceKind(volume));
}

/** Tells whether nothing is in the volume before the pod's own containers put something there. */
export function startsEmpty(volume: Volume): boolean {
  const kind = sourceKind(volume);
  if (kind !== "ephemeral") return kind === "emptyDir";
  const { dataSource, dataSourceRef } = asMap(
    asMap(asMap(volume.source["ephemeral"])["volumeClaimTemplate"])["spec"],
  );
  return !isMap(dataSource) && !isMap(dataSourceRef);
}

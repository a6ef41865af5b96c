import type { Volume } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";

// https://kubernetes.io/docs/concepts/storage/volumes/: the kubelet mounts these read-only.
const READ_ONLY_KINDS = new Set(["configMap", "secret", "downwardAPI", "projected", "image"]);

// What these hold lives and dies with the pod, so nobody outside of it can have written it.
const POD_LOCAL_KINDS = new Set(["emptyDir", "ephemeral", ...READ_ONLY_KINDS]);

/** Returns the kind of a volume's source, e.g. `configMap`; Kubernetes makes none an `emptyDir`. */
export function sourceKind(volume: Volume): string {
  return Object.keys(volume.source)[0] ?? "emptyDir";
}

/** Tells whether no container can write to the volume, whatever its mounts say. */
export function isReadOnlyVolume(volume: Volume): boolean {
  const kind = sourceKind(volume);
  return READ_ONLY_KINDS.has(kind) || asMap(volume.source[kind])["readOnly"] === true;
}

/** Tells whether only the pod's own containers, or the API server, can put something into the volume. */
export function isPodLocal(volume: Volume): boolean {
  return POD_LOCAL_KINDS.has(sourceKind(volume));
}

import type { Sidecar } from "../template/template.ts";

/**
 * Returns the sidecars in the order in which they are put in: as they are asked for, but meshes before all others. What starts
 * before a mesh starts outside of it, and has no network any more once the mesh has stopped.
 */
export function inStartOrder(sidecars: readonly Sidecar[]): readonly Sidecar[] {
  const isMesh = ({ template }: Sidecar) => template.spec.role === "mesh";
  return [...sidecars.filter(isMesh), ...sidecars.filter((sidecar) => !isMesh(sidecar))];
}

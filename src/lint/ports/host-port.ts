import type { ContainerPort } from "../../manifest/pod.ts";
import { addressesOverlap } from "./host-address.ts";

/** Tells whether two ports are mapped to one port of the node, on an address that they have in common. */
export function takeSameHostPort(a: ContainerPort, b: ContainerPort): boolean {
  return (
    a.hostPort !== undefined &&
    a.hostPort === b.hostPort &&
    a.protocol === b.protocol &&
    addressesOverlap(a.hostIP, b.hostIP)
  );
}

import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";

/** What a check may look at: the pod, and the minor version 1.x of the standard that it is held to. */
export interface Inspected {
  readonly pod: Pod;
  readonly minor: number;
}

/** What breaks a control, said of the container, volume or pod that does it: `adds NET_ADMIN`. */
export interface Fault {
  readonly at: FieldPath;
  readonly what: string;
  /** What to do about it, where the help of the control does not tell. */
  readonly help?: string;
}

/** A fault of a field of the pod, and the containers that it is in effect for. */
export interface PodFault extends Fault {
  /** What breaks the control: `the pod`, `volume "data"`. */
  readonly subject: string;
  readonly users: readonly Container[];
}

/** A control of the Pod Security Standards: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export interface PodSecurityCheck {
  /** As the standard calls it, e.g. `Capabilities`. */
  readonly control: string;
  /** The first minor version of the standard that has it; without it all have. */
  readonly since?: number;
  /** The control of the level below whose place it takes. */
  readonly overrides?: string;
  /** What to do about a fault. */
  readonly help: string;
  ofContainer?(container: Container, inspected: Inspected): Fault | undefined;
  ofPod?(inspected: Inspected): readonly PodFault[];
}

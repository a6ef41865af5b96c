import type { Container, Pod } from "../../manifest/pod.ts";
import { asList, asMap } from "../../manifest/value.ts";
import { programOf } from "../programs/find-program.ts";
import type { KnownProgram } from "../programs/known-program.ts";

/** A bare Pod that runs nothing but sidecar programs. */
export interface LoneSidecar {
  /** Its first app container. */
  readonly container: Container;
  /** What that is known to run; undefined where only its name says that it is a sidecar. */
  readonly program?: KnownProgram;
}

/** Returns the sidecar that a Pod is, if it is a bare one all of whose app containers run known sidecar programs or are called so. */
export function loneSidecar(pod: Pod): LoneSidecar | undefined {
  if (pod.kind !== "Pod" || pod.group !== "") return undefined;
  const app = pod.containers.filter(({ set }) => set === "app");
  const [container] = app;
  // Pods that share the network of their node are where they belong, and those of a controller are copies.
  if (container === undefined || pod.hostNetwork || isOwned(pod)) return undefined;
  if (!app.every((one) => programOf(one) !== undefined || isCalledSidecar(one))) return undefined;
  const program = programOf(container);
  return { container, ...(program === undefined ? {} : { program }) };
}

function isOwned(pod: Pod): boolean {
  return asList(asMap(pod.value["metadata"])["ownerReferences"]).length > 0;
}

function isCalledSidecar({ name }: Container): boolean {
  return /(?:^|-)sidecar$/.test(name);
}

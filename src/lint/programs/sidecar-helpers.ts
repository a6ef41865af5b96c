import type { Container, Pod } from "../../manifest/pod.ts";
import { programOf } from "./find-program.ts";
import { isInitOfInjector } from "./init-of-injector.ts";
import { partsOf, templateOf } from "./sidecars.ts";

/**
 * Returns the sidecars of a pod, and the init containers that are there for them: of the same template, of a known
 * injector, or of a program that is known as a sidecar. In the order of the pod's containers.
 */
export function sidecarsWithInit(pod: Pod): readonly Container[] {
  const sidecars = new Set(partsOf(pod).sidecars.map(({ container }) => container));
  return pod.containers.filter(
    (container) =>
      sidecars.has(container) ||
      (container.set === "init" && isInitOfSidecar(pod, container, sidecars.size)),
  );
}

function isInitOfSidecar(pod: Pod, container: Container, sidecars: number): boolean {
  if (isInitOfInjector(container.name) || templateOf(pod, container) !== undefined) return true;
  // Without a sidecar, such a program is the app, as in a pod of a gateway or collector.
  return sidecars > 0 && programOf(container) !== undefined;
}

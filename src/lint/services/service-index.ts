import { type SelectedPod, type ServiceView, selects } from "./service.ts";

/** Returns the Services that select a pod, in the order of the input. */
export type ServiceLookup = (pod: SelectedPod) => readonly ServiceView[];

/**
 * Returns a look-up of Services by the pods that they select, in time that does not grow with the number of Services.
 * A Service without a selector selects nothing.
 */
export function indexServices(services: readonly ServiceView[]): ServiceLookup {
  const byPair = new Map<string, ServiceView[]>();
  for (const service of services) {
    const [first] = Object.entries(service.selector);
    if (first === undefined) continue;
    const id = pairId(service.namespace, ...first);
    byPair.set(id, [...(byPair.get(id) ?? []), service]);
  }
  return (pod) =>
    Object.entries(pod.labels)
      .flatMap(([key, value]) => byPair.get(pairId(pod.namespace, key, value)) ?? [])
      .filter((service) => selects(service, pod));
}

function pairId(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`;
}

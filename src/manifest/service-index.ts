import type { ServiceView } from "./service.ts";

/** Returns the Services that select pods of these labels, in the order of the input. */
export type ServiceLookup = (
  namespace: string,
  labels: Readonly<Record<string, string>>,
) => readonly ServiceView[];

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
  return (namespace, labels) =>
    Object.entries(labels)
      .flatMap(([key, value]) => byPair.get(pairId(namespace, key, value)) ?? [])
      .filter(({ selector }) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value),
      );
}

function pairId(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`;
}

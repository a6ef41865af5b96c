import { groupBy } from "../../text/group-by.ts";
import { type SelectedPod, type ServiceView, selects } from "./service.ts";

/** Returns the Services that select a pod, in the order of the input. */
export type ServiceLookup = (pod: SelectedPod) => readonly ServiceView[];

/**
 * Returns a look-up of Services by the pods that they select, in time that does not grow with the number of Services.
 * A Service without a selector selects nothing.
 */
export function indexServices(services: readonly ServiceView[]): ServiceLookup {
  const pairs = groupBy(services.flatMap(pairsOf), (pair) => pair);
  // All Services of a shop have `part: shop`: a label that few of them ask for leaves few to look at.
  const ranked = services.map((service, rank) => ({ service, rank }));
  const byRarest = groupBy(ranked, ({ service }) => rarestOf(pairsOf(service), pairs));
  return (pod) =>
    Object.entries(pod.labels)
      .flatMap(([key, value]) => byRarest.get(pairId(pod.namespace, key, value)) ?? [])
      .filter(({ service }) => selects(service, pod))
      .sort((a, b) => a.rank - b.rank)
      .map(({ service }) => service);
}

/** Returns the pairs of key and value that a Service asks for, each with its namespace in one text. */
function pairsOf({ namespace, selector }: ServiceView): readonly string[] {
  return Object.entries(selector).map(([key, value]) => pairId(namespace, key, value));
}

/** Returns the one of the pairs that fewest Services ask for; "" where there is none. */
function rarestOf(own: readonly string[], pairs: ReadonlyMap<string, readonly string[]>): string {
  const countOf = (pair: string) => pairs.get(pair)?.length ?? 0;
  return own.reduce((best, pair) => (countOf(pair) < countOf(best) ? pair : best), own[0] ?? "");
}

function pairId(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`;
}

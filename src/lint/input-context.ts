import { type InputObject, inputReader } from "../manifest/input-object.ts";
import type { Pod } from "../manifest/pod.ts";
import { asMap, asString } from "../manifest/value.ts";
import { groupOf } from "../manifest/workloads.ts";
import { groupBy } from "../text/group-by.ts";
import type { Source } from "../text/source.ts";
import { remembered } from "./remembered.ts";
import type { CheckOptions, RuleContext } from "./rule.ts";
import { type ServiceView, selects, serviceView } from "./services/service.ts";
import { indexServices } from "./services/service-index.ts";

/** What a context is made from. */
export interface ContextRequest extends CheckOptions {
  readonly sources: readonly Source[];
  /** Returns the pods of all workloads of the input, as they stand there. */
  pods(): readonly Pod[];
}

/** Returns what rules may know beside the pod; objects of the input are read when a rule asks for them. */
export function inputContext({ sources, pods, ...options }: ContextRequest): RuleContext {
  const reader = lazy(() => inputReader(sources));
  // Kind by kind: most checks are content with the few autoscalers or claims, and need no Service to be read.
  const ofKind = (wanted: string, group = "") =>
    reader()((apiVersion, kind) => kind === wanted && groupOf(apiVersion) === group);
  const services = lazy(() => indexServices(ofKind("Service").map(serviceView)));
  const autoscalers = lazy(() =>
    groupBy(ofKind("HorizontalPodAutoscaler", "autoscaling"), targetId),
  );
  const claims = lazy(() => groupBy(ofKind("PersistentVolumeClaim"), objectId));
  const namespaces = lazy(() => groupBy(ofKind("Namespace"), ({ object }) => object.name));
  const limitRanges = lazy(() => groupBy(ofKind("LimitRange"), ({ object }) => object.namespace));
  const neighbours = lazy(() => groupBy(pods(), ({ namespace }) => namespace));
  const neighboursIn = (namespace: string) => neighbours().get(namespace) ?? [];
  return {
    ...options,
    servicesOf: (pod) => services()(pod),
    targetsOf: remembered((service: ServiceView) =>
      neighboursIn(service.namespace).filter((pod) => selects(service, pod)),
    ),
    autoscalersOf: (pod) => autoscalers().get(podId(pod)) ?? [],
    claimOf: ({ namespace }, name) => claims().get(`${namespace}\0${name}`)?.[0],
    namespaceOf: ({ namespace }) => namespaces().get(namespace)?.[0],
    limitRangesOf: ({ namespace }) => limitRanges().get(namespace) ?? [],
    neighboursOf: ({ namespace }) => neighboursIn(namespace),
  };
}

/** The identity by which autoscalers name what they scale. */
function podId({ namespace, group, kind, name }: Pod): string {
  return [namespace, group, kind, name].join("\0");
}

function targetId({ object, value }: InputObject): string {
  const target = asMap(asMap(value["spec"])["scaleTargetRef"]);
  const [apiVersion, kind, name] = [target["apiVersion"], target["kind"], target["name"]].map(
    (field) => asString(field) ?? "",
  );
  return [object.namespace, groupOf(apiVersion ?? ""), kind, name].join("\0");
}

function objectId({ object: { namespace, name } }: InputObject): string {
  return `${namespace}\0${name}`;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

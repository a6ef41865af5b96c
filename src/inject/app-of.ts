import { asList, asMap, asString, type ValueMap } from "../manifest/value.ts";
import type { Scope } from "../template/template.ts";

/** The app of a pod: its own containers, and the main one of them. */
export interface App {
  readonly containers: readonly string[];
  readonly main: string;
}

/**
 * Returns the app of a pod template: what `containers` holds without the sidecars that are injected there. The main
 * container is the one that `kubectl.kubernetes.io/default-container` names, else the first. Undefined without any.
 */
export function appOf(
  template: ValueMap,
  isInjected: (container: string) => boolean,
): App | undefined {
  const list = asList(asMap(template["spec"])["containers"]);
  const names = list.flatMap((container) => asString(asMap(container)["name"]) ?? []);
  const containers = names.filter((name) => !isInjected(name));
  const [first] = containers;
  if (first === undefined) return undefined;
  const annotations = asMap(asMap(template["metadata"])["annotations"]);
  const named = asString(annotations["kubectl.kubernetes.io/default-container"]);
  return { containers, main: containers.find((name) => name === named) ?? first };
}

/** Returns what references of a template may name of the app: its main container's name, image and ports. */
export function appScope(template: ValueMap, { main }: App): Scope["app"] {
  const list = asList(asMap(template["spec"])["containers"]).map(asMap);
  const container = list.find(({ name }) => name === main) ?? {};
  const ports = asList(container["ports"]).map(asMap);
  const numbers = ports.map((port) => port["containerPort"]);
  const first = numbers.find((number) => typeof number === "number");
  const named = ports.flatMap(({ name, containerPort }): [string, number][] =>
    typeof name === "string" && typeof containerPort === "number" ? [[name, containerPort]] : [],
  );
  return {
    name: main,
    image: asString(container["image"]) ?? "",
    ...(first === undefined ? {} : { port: first }),
    ports: Object.fromEntries(named),
  };
}

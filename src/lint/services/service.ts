import type { FieldPath } from "../../manifest/field-path.ts";
import type { InputObject } from "../../manifest/input-object.ts";
import type { ManifestObject } from "../../manifest/objects.ts";
import type { Pod } from "../../manifest/pod.ts";
import { asList, asMap, asString, stringMap, type Value } from "../../manifest/value.ts";

/** A port of a Service. */
export interface ServicePort {
  /** The path of the port from the Service on. */
  readonly at: FieldPath;
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
  /** The number or name of a port of the pod; the Service's own port where it is not given. */
  readonly targetPort: number | string;
  /** The path of the field that says so: `targetPort`, or `port` where that is not given. */
  readonly targetAt: FieldPath;
}

/** What a Service selects a pod by. */
export type SelectedPod = Pick<Pod, "namespace" | "labels">;

/** A Service of the input, as far as the checks need it. */
export interface ServiceView {
  readonly object: ManifestObject;
  readonly name: string;
  readonly namespace: string;
  /** Set for one of type ExternalName, which has no pods. */
  readonly isExternal: boolean;
  /** Empty for a Service that has no endpoints of its own: one of type ExternalName, or without a selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its name stands for the addresses of the pods themselves: `clusterIP: None`. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
}

/** Tells whether a Service selects a pod; one without a selector selects none. */
export function selects({ namespace, selector }: ServiceView, pod: SelectedPod): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 &&
    namespace === pod.namespace &&
    wanted.every(([key, value]) => pod.labels[key] === value)
  );
}

/** Returns the view of a Service; ports without a number are left out. */
export function serviceView({ object, value }: InputObject): ServiceView {
  const spec = asMap(value["spec"]);
  const { name, namespace } = object;
  const ports = asList(spec["ports"]).flatMap((item, index) =>
    servicePort(item, ["spec", "ports", index]),
  );
  const isExternal = spec["type"] === "ExternalName";
  const selector = isExternal ? {} : stringMap(spec["selector"]);
  const headless = spec["clusterIP"] === "None";
  return { object, name, namespace, isExternal, selector, headless, ports };
}

function servicePort(item: Value, at: FieldPath): readonly ServicePort[] {
  const { port, name, protocol, targetPort } = asMap(item);
  if (typeof port !== "number" || !Number.isInteger(port)) return [];
  const named = asString(name);
  // Also for 0 and an empty name the API server takes the Service's own port: `SetDefaults_Service`.
  const given =
    (typeof targetPort === "number" || typeof targetPort === "string") && targetPort !== 0
      ? targetPort
      : "";
  return [
    {
      at,
      port,
      protocol: asString(protocol) ?? "TCP",
      targetPort: given === "" ? port : given,
      targetAt: [...at, given === "" ? "port" : "targetPort"],
      ...(named === undefined ? {} : { name: named }),
    },
  ];
}

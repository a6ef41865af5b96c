import { MARKER_KEY } from "../../manifest/marker.ts";
import type { Pod } from "../../manifest/pod.ts";
import { requestedPrograms } from "./find-program.ts";

/**
 * Tells whether a label or annotation of the pod asks an injector for containers that the manifest does not show, as
 * `sidecar.opentelemetry.io/inject: "true"` does.
 */
export function awaitsInjection(pod: Pod): boolean {
  const fields = [...Object.entries(pod.labels), ...Object.entries(pod.annotations)];
  return (
    requestedPrograms(pod).length > 0 ||
    fields.some(
      ([key, value]) =>
        /inject/i.test(key) && key !== MARKER_KEY && !/^(?:false|disabled|)$/i.test(value),
    )
  );
}

// Istio's proxy, https://linkerd.io/2/reference/ and https://docs.dapr.io/
const INJECTED_PORTS = new Set([
  "http-envoy-prom",
  "linkerd-proxy",
  "linkerd-admin",
  "dapr-http",
  "dapr-grpc",
  "dapr-internal",
  "dapr-metrics",
]);

/** Tells whether an injector, which may be asked by a Namespace, names a port so in the container that it adds. */
export function isInjectedPort(name: string): boolean {
  return INJECTED_PORTS.has(name);
}

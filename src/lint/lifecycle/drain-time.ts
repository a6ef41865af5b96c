import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { secondsOf } from "./duration.ts";
import { flagValues } from "./flag-values.ts";

/** How long a container is set to go on after SIGTERM, or to drain before it ends. */
export interface DrainTime {
  readonly at: FieldPath;
  readonly seconds: number;
  /** The flag, variable or annotation that says so. */
  readonly name: string;
}

/**
 * Flags of Envoy and of Google's proxies for databases.
 * Sources: https://www.envoyproxy.io/docs/envoy/latest/operations/cli,
 * https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/docs/cmd/cloud-sql-proxy.md
 */
const FLAGS = ["drain-time-s", "max-sigterm-delay", "min-sigterm-delay"];

/** Variables of Istio's agent and of the Cloud SQL Auth Proxy, which takes each flag from `CSQL_PROXY_` too. */
const VARIABLES = [
  "TERMINATION_DRAIN_DURATION_SECONDS",
  "CSQL_PROXY_MAX_SIGTERM_DELAY",
  "CSQL_PROXY_MIN_SIGTERM_DELAY",
];

/** Returns the drain times that a container's arguments and environment set. */
export function drainTimesOf(container: Container): readonly DrainTime[] {
  const flags = FLAGS.flatMap((name) =>
    flagValues(container, [name]).map(({ at, value }) => ({ at, value, name: `--${name}` })),
  );
  const variables = container.env.flatMap(({ at, name, value }) =>
    value !== undefined && VARIABLES.includes(name) ? [{ at: [...at, "value"], value, name }] : [],
  );
  return [...flags, ...variables].flatMap(({ value, ...place }) => {
    const seconds = secondsOf(value);
    return seconds === undefined ? [] : [{ ...place, seconds }];
  });
}

const PROXY_CONFIG = "proxy.istio.io/config";

/**
 * Returns the drain time of Istio's proxy that a pod's annotation sets, as YAML or JSON.
 * Source: https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 */
export function meshDrainTime(pod: Pod): DrainTime | undefined {
  const name = "terminationDrainDuration";
  const [, text = ""] =
    new RegExp(`\\b${name}"?:\\s*"?([\\w.]+)`).exec(pod.annotations[PROXY_CONFIG] ?? "") ?? [];
  const seconds = secondsOf(text);
  const at = ["metadata", "annotations", PROXY_CONFIG];
  return seconds === undefined ? undefined : { at, seconds, name };
}

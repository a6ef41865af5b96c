import { type DefaultPort, fixed, unsure } from "./default-port.ts";

type Program =
  | "istio"
  | "linkerd"
  | "dapr"
  | "otel"
  | "statsd"
  | "oauth2Proxy"
  | "cloudSqlProxy"
  | "alloyDbProxy"
  | "opa"
  | "jsonExporter";

const OAUTH2_PROXY_ADDRESS = [
  ...["--http-address", "--config", "--alpha-config"],
  ...["OAUTH2_PROXY_HTTP_ADDRESS", "OAUTH2_PROXY_CONFIG", "OAUTH2_PROXY_ALPHA_CONFIG"],
];

// Flags that give another configuration, and the directory where the image has its own.
const OTEL_CONFIG = ["--config", "--set", "--feature-gates", "/etc/otelcol"];

/** The default ports of programs where there is more to say of them than their numbers. */
export const PROGRAM_PORTS: Readonly<Record<Program, readonly DefaultPort[]>> = {
  // https://istio.io/latest/docs/ops/deployment/application-requirements/
  istio: [
    ...fixed(15000, 15001, 15004, 15006, 15090),
    { port: 15020, movedBy: ["status.sidecar.istio.io/port"] },
    { port: 15021, movedBy: ["status.sidecar.istio.io/port"] },
    ...unsure(15002, 15008, 15053),
  ],
  // https://linkerd.io/2/reference/proxy-configuration/
  linkerd: [
    { port: 4140, movedBy: ["config.linkerd.io/outbound-port"] },
    {
      port: 4143,
      movedBy: ["LINKERD2_PROXY_INBOUND_LISTEN_ADDR", "config.linkerd.io/inbound-port"],
    },
    {
      port: 4190,
      movedBy: ["LINKERD2_PROXY_CONTROL_LISTEN_ADDR", "config.linkerd.io/control-port"],
    },
    { port: 4191, movedBy: ["LINKERD2_PROXY_ADMIN_LISTEN_ADDR", "config.linkerd.io/admin-port"] },
  ],
  // https://docs.dapr.io/reference/arguments-annotations-overview/
  dapr: [
    { port: 3500, movedBy: ["--dapr-http-port"] },
    { port: 3501, movedBy: ["--dapr-public-port"] },
    { port: 7777, openedBy: ["--enable-profiling", "dapr.io/enable-profiling"] },
    {
      port: 9090,
      movedBy: [
        ...["--metrics-port", "--enable-metrics", "--config"],
        ...["dapr.io/metrics-port", "dapr.io/enable-metrics", "dapr.io/config"],
      ],
    },
    { port: 50001, movedBy: ["--dapr-grpc-port", "dapr.io/grpc-port"] },
  ],
  // https://github.com/open-telemetry/opentelemetry-collector-releases
  otel: [
    { port: 4317, movedBy: OTEL_CONFIG },
    { port: 4318, movedBy: OTEL_CONFIG },
    ...unsure(8888, 13133),
  ],
  // https://github.com/prometheus/statsd_exporter
  statsd: [
    { port: 9102, movedBy: ["--web.listen-address"] },
    { port: 9125, movedBy: ["--statsd.listen-tcp"] },
    { port: 9125, protocol: "UDP", movedBy: ["--statsd.listen-udp"] },
  ],
  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  oauth2Proxy: [{ port: 4180, host: "loopback", movedBy: OAUTH2_PROXY_ADDRESS }],
  cloudSqlProxy: googleProxyPorts("CSQL_PROXY"),
  alloyDbProxy: googleProxyPorts("ALLOYDB_PROXY"),
  // https://www.openpolicyagent.org/docs/cli#run
  opa: [{ port: 8181, openedBy: ["--server", "-s"], movedBy: ["--addr", "-a"] }],
  // https://github.com/prometheus-community/json_exporter
  jsonExporter: [{ port: 7979, movedBy: ["--web.listen-address"] }],
};

/**
 * Returns the ports of Google's proxies for databases; their variables begin with `prefix`.
 * Source: https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/cmd/root.go and the same file of alloydb-auth-proxy.
 */
function googleProxyPorts(prefix: string): readonly DefaultPort[] {
  const names = (...flags: readonly string[]) =>
    flags.flatMap((flag) => [`--${flag}`, `${prefix}_${flag.toUpperCase().replaceAll("-", "_")}`]);
  return [
    {
      port: 9090,
      host: "loopback",
      movedBy: names("http-port", "http-address", "config-file"),
      openedBy: names("health-check", "prometheus"),
    },
    {
      port: 9090,
      movedBy: names("http-port", "config-file"),
      openedBy: names("http-address"),
    },
    {
      port: 9091,
      host: "loopback",
      movedBy: names("admin-port", "config-file"),
      openedBy: names("quitquitquit", "debug"),
    },
  ];
}

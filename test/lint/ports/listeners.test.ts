import { describe, expect, it } from "vitest";
import { listenersOf } from "../../../src/lint/ports/listeners.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function listeners(fields: Readonly<Record<string, Value>>): readonly string[] {
  const [container] = podWith({ containers: [{ name: "web", ...fields }] }).containers;
  if (container === undefined) throw new Error("the pod has a container");
  return listenersOf(container).map(
    ({ port, protocol, host, source, at }) =>
      `${port}/${protocol} ${host} ${Object.values(source)[0]} at ${at.slice(3).join(".")}`,
  );
}

describe("listenersOf", () => {
  it.each<[readonly string[], readonly string[]]>([
    [["--port=8080"], ["8080/TCP any --port at args.0"]],
    [["--port", "8080"], ["8080/TCP any --port at args.1"]],
    [["--host=0.0.0.0", "--port=8080"], ["8080/TCP any --port at args.1"]],
    [["--host=db", "--port=5432"], []],
    [["--address", "127.0.0.1", "--port=8081"], []],
    [["--http-port=8080"], ["8080/TCP any --http-port at args.0"]],
    [["--server.port=8080"], ["8080/TCP any --server.port at args.0"]],
    [["--app-port=8080", "--grpc-port=9000", "--admin-port=9901", "--db-port=1"], []],
    [["--metrics-addr=:9090"], ["9090/TCP any --metrics-addr at args.0"]],
    [["--metrics-addr=127.0.0.1:9090"], ["9090/TCP loopback --metrics-addr at args.0"]],
    [["--http-addr=127.0.0.1:8500"], []],
    [["--listen=localhost:8500"], ["8500/TCP loopback --listen at args.0"]],
    [["--statsd.listen-udp=:9125"], ["9125/UDP any --statsd.listen-udp at args.0"]],
    [["--statsd.listen-tcp=:9125"], ["9125/TCP any --statsd.listen-tcp at args.0"]],
    [["--syslog-listen=:5514"], []],
    [["--server=http://localhost:8080"], []],
    [["wait --listen=:8080; run"], []],
  ])("reads the arguments %j", (args, expected) => {
    expect(listeners({ args })).toEqual(expected);
  });

  it.each([
    ["LISTEN_ADDR", ":8080", ["8080/TCP any LISTEN_ADDR at env.0.value"]],
    ["PORT", "8080", []],
    ["METRICS_PORT", "8080", []],
    ["CONSUL_HTTP_ADDR", "127.0.0.1:8500", []],
    ["KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:9092", []],
  ])("reads the variable %s=%s", (name, value, expected) => {
    expect(listeners({ env: [{ name, value }] })).toEqual(expected);
  });

  it.each([
    "port",
    "http-port",
    "https-port",
    "web.port",
    "metric-port",
    "metrics-port",
    "health-port",
    "healthz-port",
    "listen-port",
    "bind-port",
    "secure-port",
    "insecure-port",
    "webhook-port",
    "server.port",
    "management.server.port",
  ])("is sure of --%s and -%s, but for a client", (flag) => {
    const expected = [`8080/TCP any --${flag} at args.0`];
    expect(listeners({ args: [`--${flag}=8080`] })).toEqual(expected);
    expect(listeners({ args: [`--${flag}=8080`, "--hostname=db"] })).toEqual([]);
  });

  it.each(["metric", "metrics", "health", "pprof", "probe", "telemetry"])(
    "is sure of an address for %s",
    (name) => {
      const flag = `--${name}-addr`;
      expect(listeners({ args: [`${flag}=127.0.0.1:9090`] })).toEqual([
        `9090/TCP loopback ${flag} at args.0`,
      ]);
    },
  );

  it.each(["listen", "bind"])("is sure of an address to %s", (verb) => {
    expect(listeners({ args: [`--${verb}=127.0.0.1:80`] })).toHaveLength(1);
  });

  it.each([
    "statsd",
    "syslog",
    "dns",
    "quic",
    "http3",
    "snmp",
    "gelf",
    "collectd",
    "graphite",
    "netflow",
  ])("does not guess the protocol of %s", (name) => {
    expect(listeners({ args: [`--${name}-listen=:5514`] })).toEqual([]);
  });

  it.each([
    "mysql",
    "mysqladmin",
    "mariadb",
    "psql",
    "pg_dump",
    "redis-cli",
    "mongo",
    "mongosh",
    "nc",
    "ncat",
    "curl",
    "wget",
    "telnet",
    "ssh",
    "clickhouse-client",
    "cqlsh",
  ])("takes no port from the command line of %s", (client) => {
    expect(listeners({ command: [client, "--port=3306"] })).toEqual([]);
  });

  it.each([
    ["-h", "db", 0],
    ["--host", "db", 0],
    ["--hostname", "db", 0],
    ["--addr", "db", 0],
    ["--bind-address", "db", 0],
    ["--server", "db", 0],
    ["--user", "db", 1],
    ["--host", "0.0.0.0", 1],
    ["--host", "::", 1],
    ["--host", "[::]", 1],
    ["--host", "*", 1],
    ["--host", "", 1],
  ])("takes %s %j for another host: %i", (flag, host, expected) => {
    expect(listeners({ args: [flag, host, "--port=5432"] })).toHaveLength(expected);
  });

  it("takes no port from a client's command line", () => {
    expect(listeners({ command: ["/usr/bin/mysql", "--port=3306"] })).toEqual([]);
  });

  const statsd = { image: "prom/statsd-exporter:v0.28.0" };
  const auth = { image: "quay.io/oauth2-proxy/oauth2-proxy:v7.6.0" };
  const reload = "kiwigrid/k8s-sidecar";
  const sql = { image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.0" };
  const otel = { image: "otel/opentelemetry-collector:0.110.0" };
  it.each<[string, Readonly<Record<string, Value>>, readonly string[]]>([
    ["all defaults", statsd, ["9102/TCP any", "9125/TCP any", "9125/UDP any"]],
    [
      "a moved one",
      { ...statsd, args: ["--statsd.listen-udp="] },
      ["9102/TCP any", "9125/TCP any"],
    ],
    [
      "the program's own command",
      { ...statsd, command: ["/bin/statsd_exporter", "--web.listen-address", ":1"] },
      ["9125/TCP any", "9125/UDP any"],
    ],
    ["another command", { ...statsd, command: ["sh", "-c", "sleep 1"] }, []],
    ["localhost", auth, ["4180/TCP loopback"]],
    [
      "a variable",
      { ...auth, env: [{ name: "OAUTH2_PROXY_HTTP_ADDRESS", value: "0.0.0.0:80" }] },
      ["80/TCP any"],
    ],
    ["unknown variables", { ...auth, envFrom: [{ secretRef: { name: "auth" } }] }, []],
    ["a release with a port", { image: `${reload}:1.31.0` }, ["8080/TCP any"]],
    ["a release with a suffix", { image: `${reload}:v2.0.1-alpine@sha256:0` }, ["8080/TCP any"]],
    ["a release without", { image: `${reload}:1.30.2` }, []],
    ["no release", { image: `${reload}:latest` }, []],
    [
      "its own setting",
      { image: `${reload}:2.0.0`, env: [{ name: "HEALTH_PORT", value: "81" }] },
      ["81/TCP any"],
    ],
    ["what is closed by default", sql, []],
    ["what a flag opens", { ...sql, args: ["--health-check"] }, ["9090/TCP loopback"]],
    [
      "what two flags open",
      { ...sql, args: ["--prometheus", "--http-address=0.0.0.0"] },
      ["9090/TCP any"],
    ],
    [
      "what a variable opens",
      { ...sql, env: [{ name: "CSQL_PROXY_QUITQUITQUIT", value: "true" }] },
      ["9091/TCP loopback"],
    ],
    ["the default configuration", otel, ["4317/TCP any", "4318/TCP any"]],
    ["another configuration", { ...otel, args: ["--config=/conf/otel.yaml"] }, []],
    [
      "a mounted configuration",
      { ...otel, volumeMounts: [{ name: "c", mountPath: "/etc/otelcol/config.yaml" }] },
      [],
    ],
  ])("knows a program's ports: %s", (_, fields, expected) => {
    const found = listeners(fields).map((text) => text.split(" ").slice(0, 2).join(" "));
    expect(found).toEqual(expected);
  });
});

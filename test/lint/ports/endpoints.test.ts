import { describe, expect, it } from "vitest";
import { connectionsOf, endpointsOf } from "../../../src/lint/ports/endpoints.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function endpoints(fields: Readonly<Record<string, Value>>): readonly string[] {
  const [container] = podWith({ containers: [{ name: "web", ...fields }] }).containers;
  if (container === undefined) throw new Error("the pod has a container");
  return endpointsOf(container).map(
    ({ use, host, port, name }) => `${use} ${host} ${port} ${name}`,
  );
}

describe("endpointsOf", () => {
  it.each<[readonly string[], readonly string[]]>([
    [["--web.listen-address=:9102"], ["listen any 9102 --web.listen-address"]],
    [["--listen-address", "127.0.0.1:9102"], ["listen loopback 9102 --listen-address"]],
    [["--http-address=0.0.0.0:4180"], ["listen any 4180 --http-address"]],
    [["--port=8080"], ["listen any 8080 --port"]],
    [["--upstream=http://127.0.0.1:8080/"], ["connect loopback 8080 --upstream"]],
    [["--upstream", "http://localhost:8080"], ["connect loopback 8080 --upstream"]],
    [["--redis-address=127.0.0.1:6379"], []],
    [["--db-port=5432", "--app-port", "8080"], []],
    [["--server=http://localhost:8080"], ["connect loopback 8080 --server"]],
    [["--since=24h", "--ratio=10:20"], []],
    [
      ["sh", "-c", "until curl -fs localhost:15021/ready; do sleep 1; done"],
      ["connect loopback 15021 localhost:15021"],
    ],
    [["sh", "-c", "nc -z localhost 5432 && run"], ["connect loopback 5432 localhost"]],
    [["--config=http://example.com:8080/x"], []],
  ])("reads the arguments %j", (args, expected) => {
    expect(endpoints({ args })).toEqual(expected);
  });

  it.each([
    ["PORT", "8080", ["listen any 8080 PORT"]],
    ["METRICS_PORT", "9100", ["listen any 9100 METRICS_PORT"]],
    ["DB_PORT", "5432", []],
    ["SERVER_PORT", "8080", ["listen any 8080 SERVER_PORT"]],
    ["CONSUL_HTTP_ADDR", "127.0.0.1:8500", ["connect loopback 8500 CONSUL_HTTP_ADDR"]],
    ["DATABASE_URL", "postgres://app@127.0.0.1:5432/shop", ["connect loopback 5432 DATABASE_URL"]],
    ["REDIS_ADDR", "localhost:6379", ["connect loopback 6379 REDIS_ADDR"]],
    ["LISTEN_ADDR", "127.0.0.1:8081", ["listen loopback 8081 LISTEN_ADDR"]],
    ["API", "https://localhost.example.com:8443", []],
  ])("reads the variable %s=%s", (name, value, expected) => {
    expect(endpoints({ env: [{ name, value }] })).toEqual(expected);
  });

  it.each([
    ["DB_HOST", "127.0.0.1", "DB_PORT", ["connect loopback 3306 DB_PORT"]],
    ["PGHOST", "localhost", "PGPORT", ["connect loopback 3306 PGPORT"]],
    ["DB_HOST", "db.example.com", "DB_PORT", []],
    ["DB_HOST", "localhost", "OTHER_PORT", []],
    ["MANAGEMENT_HOST", "localhost", "MANAGEMENT_PORT", ["listen any 3306 MANAGEMENT_PORT"]],
  ])("reads the variables %s=%s and %s=3306", (name, value, portName, expected) => {
    const env = [
      { name, value },
      { name: portName, value: "3306" },
    ];
    expect(endpoints({ env })).toEqual(expected);
  });

  it.each([
    "--listen",
    "--bind",
    "--serve",
    "--addr",
    "-addr",
    "--address",
    "--http-addr",
    "--https.address",
    "--grpc-addr",
    "--web-bind-addr",
    "--web-addr",
    "--metric-addr",
    "--metrics-addr",
    "--health-addr",
    "--admin-addr",
    "--status-addr",
    "--probe-addr",
    "--telemetry-addr",
    "--pprof-addr",
    "--x_pprof-addr",
  ])("listens on what %s says", (flag) => {
    expect(endpoints({ args: [`${flag}=:8080`] })).toEqual([`listen any 8080 ${flag}`]);
  });

  it.each(["http_addr", "addr"])("listens on what the variable %s says", (name) => {
    expect(endpoints({ env: [{ name, value: ":8080" }] })).toEqual([`listen any 8080 ${name}`]);
  });

  it.each(["--server", "--upstream-addr", "--connect"])(
    "does not listen on what %s says",
    (flag) => {
      expect(endpoints({ args: [`${flag}=:8080`] })).toEqual([]);
    },
  );

  it.each(["--port", "-port", "--http-port", "--http.port"])(
    "listens on the number of %s",
    (flag) => {
      expect(endpoints({ args: [`${flag}=8080`] })).toEqual([`listen any 8080 ${flag}`]);
    },
  );

  it.each([
    "PORT",
    "HTTP_PORT",
    "HTTPS_PORT",
    "GRPC_PORT",
    "WEB_PORT",
    "SERVER_PORT",
    "LISTEN_PORT",
    "METRIC_PORT",
    "METRICS_PORT",
    "HEALTH_PORT",
    "ADMIN_PORT",
    "MANAGEMENT_PORT",
  ])("listens on the number of %s", (name) => {
    expect(endpoints({ env: [{ name, value: "8080" }] })).toEqual([`listen any 8080 ${name}`]);
  });

  it.each([
    "app",
    "target",
    "upstream",
    "backend",
    "remote",
    "server",
    "service",
    "proxy",
    "peer",
    "dest",
    "db",
    "database",
    "sql",
    "mysql",
    "postgres",
    "pg",
    "redis",
    "mongo",
    "mongodb",
    "memcached",
    "kafka",
    "smtp",
  ])("takes --%s-port for a port of another", (other) => {
    expect(endpoints({ args: [`--${other}-port=8080`, `--the.${other}-port=8080`] })).toEqual([]);
  });

  it.each(["CONSUL", "NOMAD", "VAULT"])(
    "takes %s_HTTP_ADDR for an address to connect to",
    (name) => {
      expect(endpoints({ env: [{ name: `${name}_HTTP_ADDR`, value: "127.0.0.1:8500" }] })).toEqual([
        `connect loopback 8500 ${name}_HTTP_ADDR`,
      ]);
    },
  );

  it.each([
    ["localhost", "loopback"],
    ["127.0.0.2", "loopback"],
    ["[::1]", "loopback"],
    ["0.0.0.0", "any"],
    ["[::]", "any"],
    ["*", "any"],
  ])("knows the host %s as %s", (host, where) => {
    expect(endpoints({ args: [`--listen=${host}:8080`] })).toEqual([
      `listen ${where} 8080 --listen`,
    ]);
  });

  it.each([
    ["--address=127.0.0.1:8081", "listen loopback 8081 --address"],
    ["--remote-address=127.0.0.1:8081", undefined],
    ["--remote-addr=127.0.0.1:8081", undefined],
    ["--remote-host=127.0.0.1:8081", undefined],
    ["--remote-host=http://127.0.0.1:8081", "connect loopback 8081 --remote-host"],
    ["--remote=127.0.0.1:8081", "connect loopback 8081 --remote"],
    ["--listen=:0000", undefined],
    ["--listen=:65535", "listen any 65535 --listen"],
    ["--listen=:65536", undefined],
  ])("reads %s as %s", (arg, expected) => {
    expect(endpoints({ args: [arg] })).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    "DB",
    "DATABASE",
    "PG",
    "POSTGRES",
    "POSTGRESQL",
    "MYSQL",
    "MARIADB",
    "SQL",
    "REDIS",
    "MEMCACHE",
    "MEMCACHED",
    "MONGO",
    "MONGODB",
    "RABBITMQ",
    "STATSD",
    "SHOP_DB",
  ])("connects to %s_HOST and %s_PORT", (store) => {
    const env = [
      { name: `${store}_HOST`, value: "localhost" },
      { name: `${store}_PORT`, value: "3306" },
    ];
    expect(endpoints({ env })).toEqual([`connect loopback 3306 ${store}_PORT`]);
  });

  it("connects to DB_HOSTNAME and DB_PORT", () => {
    const env = [
      { name: "DB_HOSTNAME", value: "localhost" },
      { name: "DB_PORT", value: "3306" },
    ];
    expect(endpoints({ env })).toEqual(["connect loopback 3306 DB_PORT"]);
  });

  it.each([
    ["--url", "--url"],
    ["-name", "-name"],
    ["-v", "localhost:80"],
  ])("takes the word behind %s for a value of %s", (flag, name) => {
    expect(endpoints({ args: [flag, "http://localhost:80"] })).toEqual([
      `connect loopback 80 ${name}`,
    ]);
  });
});

describe("connectionsOf", () => {
  function connections(name: string): readonly number[] {
    const env = [{ name, value: "http://localhost:8080" }];
    return podWith({ containers: [{ name: "web", env }] })
      .containers.flatMap(connectionsOf)
      .map(({ port }) => port);
  }

  it.each([
    "ORIGIN",
    "APP_ORIGIN",
    "app-origin",
    "app.origin",
    "CORS_ALLOW",
    "REDIRECT_URL",
    "CALLBACK_URL",
    "PUBLIC_URL",
    "EXTERNAL_URL",
    "ROOT_URL",
    "ROOTURL",
    "BASE_URL",
    "BASEURL",
    "ISSUER",
    "ALLOWED_HOSTS",
    "NO_PROXY",
    "ADVERTISE_URL",
  ])("takes %s for an address that others are told", (name) => {
    expect(connections(name)).toEqual([]);
  });

  it.each(["API_URL", "ABORIGINAL_URL"])("connects to %s", (name) => {
    expect(connections(name)).toEqual([8080]);
  });
});

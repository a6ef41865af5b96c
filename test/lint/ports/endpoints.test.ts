import { describe, expect, it } from "vitest";
import { endpointsOf } from "../../../src/lint/ports/endpoints.ts";
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
});

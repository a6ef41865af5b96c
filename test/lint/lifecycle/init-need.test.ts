import { describe, expect, it } from "vitest";
import { needOf } from "../../../src/lint/lifecycle/init-need.ts";
import { localConnections } from "../../../src/lint/ports/local-connections.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

/** How much an init container with these fields needs the proxy at port 5432. */
function need(fields: Readonly<Record<string, Value>>): string | undefined {
  const pod = podWith({
    initContainers: [{ name: "setup", image: "example.com/setup:1", ...fields }],
    containers: [
      { name: "app", image: "example.com/app:1" },
      { name: "proxy", image: "example.com/proxy:1", ports: [{ containerPort: 5432 }] },
    ],
  });
  const connection = localConnections(pod).find(({ client }) => client.name === "setup");
  return connection && needOf(pod, connection);
}

const script = (line: string) => need({ command: ["sh", "-c", line] });

describe("needOf", () => {
  it.each([
    "curl",
    "wget",
    "nc",
    "ncat",
    "psql",
    "mysql",
    "mysqladmin",
    "redis-cli",
    "mongo",
    "mongosh",
    "grpcurl",
    "grpc_health_probe",
    "docker",
    "vault",
  ])("is sure of a request of %s", (client) => {
    expect(script(`${client} localhost:5432`)).toBe("sure");
    expect(script(`echo ${client}; echo localhost:5432`)).toBe("none");
  });

  it.each(["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])("knows the address %s", (host) => {
    expect(script(`curl http://${host}:5432`)).toBe("sure");
  });

  it.each([
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongodb",
    "redis",
    "amqp",
    "sqlserver",
    "postgresql+asyncpg",
  ])("is sure of an address of %s", (scheme) => {
    expect(need({ args: [`--url=${scheme}://localhost:5432/shop`] })).toBe("sure");
    expect(need({ args: ["--url=http://localhost:5432/shop"] })).toBe("likely");
  });

  it.each([
    "server & curl localhost:5432",
    "nohup server; curl localhost:5432",
    "pg_ctl start; curl localhost:5432",
    "mysqld -D; curl localhost:5432",
    "server --daemon; curl localhost:5432",
  ])("takes %j for the server itself", (line) => {
    expect(script(line)).toBe("none");
  });

  it.each(["true", ":", "exit 0", "echo failed"])(
    "can do without it in front of || %s",
    (other) => {
      expect(script(`curl localhost:5432 || ${other}`)).toBe("none");
    },
  );

  it("needs it where a failure ends the script", () => {
    expect(script("curl localhost:5432 || exit 1")).toBe("sure");
  });
});

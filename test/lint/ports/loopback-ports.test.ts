import { describe, expect, it } from "vitest";
import { loopbackPortsIn } from "../../../src/lint/ports/loopback-ports.ts";

describe("loopbackPortsIn", () => {
  it.each<[string, readonly number[]]>([
    ["curl http://localhost:8080/healthz", [8080]],
    ["nc -z 127.0.0.1 5432 && curl [::1]:5432", [5432]],
    ["nc -z localhost 5433", [5433]],
    ["curl 127.0.0.1:81", [81]],
    ["curl [::1]:82", [82]],
    ["</dev/tcp/localhost/80", [80]],
    ["curl http://localhost.example.com:80", []],
    ["curl http://10.0.0.1:80", []],
    ["curl localhost", []],
  ])("%s", (script, ports) => {
    expect(loopbackPortsIn(script)).toEqual(ports);
  });
});

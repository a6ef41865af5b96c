import { describe, expect, it } from "vitest";
import { requestedPrograms } from "../../../src/lint/programs/find-program.ts";
import { knownPorts, openOnRequest } from "../../../src/lint/programs/known-port.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function known(fields: Readonly<Record<string, Value>>): readonly number[] {
  return podWith({ containers: [{ name: "web", ...fields }] }).containers.flatMap(knownPorts);
}

describe("knownPorts", () => {
  it("has the ports that a program may listen on, but none that is moved", () => {
    const image = "prom/statsd-exporter";
    expect(known({ image })).toEqual([9102, 9125, 9125]);
    expect(known({ image, args: ["--web.listen-address=:9103"] })).toEqual([9125, 9125]);
    expect(known({ image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2" })).toContain(9091);
    expect(known({ image: "example.com/web" })).toEqual([]);
  });
});

describe("openOnRequest", () => {
  it.each<[Readonly<Record<string, string>>, readonly number[]]>([
    [{ "dapr.io/enabled": "true" }, [3500, 3501, 9090, 50001]],
    [{ "dapr.io/enabled": "true", "dapr.io/metrics-port": "9095" }, [3500, 3501, 50001]],
    [
      { "dapr.io/enabled": "true", "dapr.io/enable-profiling": "true" },
      [3500, 3501, 7777, 9090, 50001],
    ],
    [{ "vault.hashicorp.com/agent-inject": "true" }, []],
  ])("with the annotations %j is %j", (annotations, ports) => {
    const pod = podWith({ containers: [] }, [], { annotations });
    const open = requestedPrograms(pod).flatMap((program) => openOnRequest(pod, program));
    expect(open.map(({ port }) => port)).toEqual(ports);
  });
});

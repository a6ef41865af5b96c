import { describe, expect, it } from "vitest";
import { servedPorts, serversOf } from "../../../src/lint/ports/served-ports.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function served(fields: Readonly<Record<string, Value>>): readonly string[] {
  const { containers } = podWith({ containers: [{ name: "web", ...fields }] });
  return containers
    .flatMap(servedPorts)
    .map(({ port, protocol, by, at }) => `${port}/${protocol} ${by} at ${at.slice(3).join(".")}`);
}

describe("servedPorts", () => {
  it("takes declared ports, each once", () => {
    const ports = [{ containerPort: 53, protocol: "UDP" }, { containerPort: 53 }];
    expect(served({ ports, args: ["--port=53"] })).toEqual([
      "53/UDP declared at ports.0.containerPort",
      "53/TCP declared at ports.1.containerPort",
    ]);
  });

  it("takes addresses to listen on, not those to connect to", () => {
    const args = ["--listen-address=:9102", "--upstream=http://localhost:8080"];
    expect(served({ args })).toEqual(["9102/TCP listening at args.0"]);
  });

  it("takes the ports that a known program is sure to listen on", () => {
    expect(served({ image: "daprio/daprd:1.16.0" })).toEqual([
      "3500/TCP known at name",
      "3501/TCP known at name",
      "9090/TCP known at name",
      "50001/TCP known at name",
    ]);
  });

  it.each<[readonly string[], readonly number[]]>([
    [["-instances=p:r:i=tcp:3307,p:r:j=tcp:0.0.0.0:5433"], [3307, 5433]],
    [["p:r:i?port=6000"], [6000]],
    [["p:r:i"], [3306, 5432, 1433]],
    [["--unix-socket=/sql", "p:r:i"], []],
    [["-u", "/sql", "p:r:i"], []],
    [["--port=$(PORT)", "p:r:i"], []],
    [["-p", "6000", "p:r:i"], []],
    [["-dir=/sql", "p:r:i"], []],
  ])("reads the arguments %j of the Cloud SQL Auth Proxy", (args, ports) => {
    const image = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.0";
    expect(served({ image, args })).toEqual(ports.map((port) => `${port}/TCP known at name`));
  });
});

describe("serversOf", () => {
  const pod = podWith({
    initContainers: [
      { name: "setup", ports: [{ containerPort: 8080 }] },
      { name: "proxy", image: "istio/proxyv2", restartPolicy: "Always" },
    ],
    containers: [
      { name: "web", ports: [{ containerPort: 8080 }, { containerPort: 15020 }] },
      { name: "dns", ports: [{ containerPort: 53 }, { containerPort: 53, protocol: "UDP" }] },
    ],
  });

  it.each<[string, number, readonly string[]]>([
    ["no init container that ends", 8080, ["web"]],
    ["what is declared rather than what is known", 15020, ["web"]],
    ["a known program where no other is named", 15021, ["proxy"]],
    ["nothing for a port that is UDP too", 53, []],
    ["nothing where nobody listens", 81, []],
  ])("returns %s", (_, port, names) => {
    expect(serversOf(pod, port).map(({ container }) => container.name)).toEqual(names);
  });
});

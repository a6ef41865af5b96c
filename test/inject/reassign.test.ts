import { describe, expect, it } from "vitest";
import { movePorts } from "../../src/inject/reassign.ts";
import type { Sidecar } from "../../src/template/template.ts";
import { podWith } from "../lint/pod-with.ts";

const pod = podWith({
  containers: [
    { name: "web", ports: [{ containerPort: 9000 }] },
    { name: "agent", ports: [{ containerPort: 9000 }] },
  ],
});

function moves(rule: string, severity: "error" | "warning" = "error") {
  const sidecar = {
    template: { name: "agent", checkParam: () => [] },
    ports: { port: 9000 },
    movable: ["port"],
  };
  const at = ["spec", "containers", 1, "ports", 0];
  return movePorts({
    pod,
    sidecars: [sidecar as unknown as Sidecar],
    problems: [{ rule, severity, at, message: "", help: "", introduced: true }] as never,
    assigned: [],
    ports: new Map(),
  });
}

describe("movePorts", () => {
  it.each(["port-conflict", "port-duplicate", "host-port-conflict", "host-network-port"])(
    "moves the port of a sidecar out of the way of %s",
    (rule) => {
      expect(moves(rule)).toEqual([{ template: "agent", param: "port", from: 9000, to: 9001 }]);
    },
  );

  it("moves none for a warning, or for another check", () => {
    expect(moves("port-conflict", "warning")).toEqual([]);
    expect(moves("probe-port-undeclared")).toEqual([]);
  });
});

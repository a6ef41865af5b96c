import { describe, expect, it } from "vitest";
import { type Target, targetNumber, targetsIn } from "../../../src/lint/services/target-port.ts";
import { podWith } from "../pod-with.ts";

const pod = podWith({
  initContainers: [
    { name: "setup", ports: [{ name: "setup", containerPort: 1 }] },
    {
      name: "proxy",
      restartPolicy: "Always",
      ports: [
        { name: "http", containerPort: 10000 },
        { name: "proxy", containerPort: 10001 },
      ],
    },
  ],
  containers: [
    {
      name: "web",
      ports: [
        { name: "dns", containerPort: 5353, protocol: "UDP" },
        { name: "http", containerPort: 8080 },
      ],
    },
    {
      name: "admin",
      ports: [
        { name: "http", containerPort: 8081 },
        { name: "dns", containerPort: 5354 },
      ],
    },
  ],
});

describe("targetsIn", () => {
  it.each<[Target, readonly string[]]>([
    [{ targetPort: "http", protocol: "TCP" }, ["web 8080", "admin 8081", "proxy 10000"]],
    [{ targetPort: "http", protocol: "UDP" }, []],
    [{ targetPort: "dns", protocol: "UDP" }, ["web 5353"]],
    [{ targetPort: "dns", protocol: "TCP" }, ["admin 5354"]],
    [{ targetPort: "proxy", protocol: "TCP" }, ["proxy 10001"]],
    [{ targetPort: "setup", protocol: "TCP" }, []],
    [{ targetPort: "HTTP", protocol: "TCP" }, []],
    [{ targetPort: 8081, protocol: "TCP" }, ["admin 8081"]],
    [{ targetPort: 1, protocol: "TCP" }, []],
  ])("searches for %j in app containers first, then in native sidecars", (target, expected) => {
    const found = targetsIn(pod, target, 32);
    expect(found.map(({ container, port }) => `${container.name} ${port.number}`)).toEqual(
      expected,
    );
  });
});

describe("targetNumber", () => {
  it.each<[number | string, string, number, number | undefined]>([
    ["http", "TCP", 32, 8080],
    ["dns", "UDP", 32, 5353],
    ["proxy", "TCP", 32, 10001],
    ["proxy", "TCP", 31, undefined],
    ["setup", "TCP", 32, undefined],
    ["missing", "TCP", 32, undefined],
    [9999, "TCP", 32, 9999],
  ])("%s/%s in Kubernetes 1.%i: %s", (targetPort, protocol, kubeMinor, expected) => {
    expect(targetNumber(pod, { targetPort, protocol }, kubeMinor)).toBe(expected);
  });
});

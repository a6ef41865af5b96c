import { describe, expect, it } from "vitest";
import { missingRequests } from "../../../src/lint/resources/missing-requests.ts";
import { qosClassOf } from "../../../src/lint/resources/qos-class.ts";
import {
  aggregateRequests,
  effectiveRequests,
  podRequirements,
  type ResourceList,
  requirementsOf,
} from "../../../src/lint/resources/resources.ts";
import type { Pod } from "../../../src/manifest/pod.ts";
import { formatQuantity } from "../../../src/manifest/quantity.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

type Amounts = Readonly<Record<string, Value>>;

function app(name: string, requests: Amounts, limits: Amounts = {}): Value {
  return { name, resources: { requests, limits } };
}

function init(name: string, requests: Amounts): Value {
  return { name, resources: { requests } };
}

function native(name: string, requests: Amounts): Value {
  return { name, restartPolicy: "Always", resources: { requests } };
}

function shown(list: ResourceList | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...(list ?? [])].map(([resource, quantity]) => [resource, formatQuantity(quantity, resource)]),
  );
}

describe("requirementsOf", () => {
  it.each<[Value, Readonly<Record<string, string>>]>([
    [{ limits: { cpu: "1", memory: "1Gi" } }, { cpu: "1", memory: "1Gi" }],
    [
      { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: 0.5 } },
      { cpu: "500m", memory: "1Gi" },
    ],
    [{ limits: { cpu: "1" }, requests: { cpu: "0" } }, { cpu: "0" }],
    [{ limits: { cpu: "1" }, requests: { cpu: null } }, { cpu: "1" }],
    [{ requests: { cpu: "100u" } }, { cpu: "1m" }],
    [{ requests: { cpu: "many", memory: "-1" } }, {}],
    [{ requests: ["cpu"], limits: 1 }, {}],
    [{}, {}],
    [null, {}],
    ["100m", {}],
  ])("takes %j as requests of %j", (resources, expected) => {
    const [container] = podWith({ containers: [{ name: "web", resources }] }).containers;
    expect(container && shown(requirementsOf(container).requests)).toEqual(expected);
  });
});

describe("aggregateRequests", () => {
  it.each<[string, Value[], Value[], string]>([
    ["nothing", [], [], "0"],
    ["app containers", [], [app("a", { cpu: "1" }), app("b", { cpu: "500m" })], "1500m"],
    ["a small init container", [init("i", { cpu: "1" })], [app("a", { cpu: "2" })], "2"],
    ["a large init container", [init("i", { cpu: "3" })], [app("a", { cpu: "2" })], "3"],
    [
      "init containers, one after the other",
      [init("i", { cpu: "3" }), init("j", { cpu: "3" })],
      [app("a", { cpu: "2" })],
      "3",
    ],
    ["a native sidecar", [native("n", { cpu: "1" })], [app("a", { cpu: "2" })], "3"],
    [
      "a native sidecar before a large init container",
      [native("n", { cpu: "1" }), init("i", { cpu: "3" })],
      [app("a", { cpu: "2" })],
      "4",
    ],
    [
      "a native sidecar behind a large init container",
      [init("i", { cpu: "4" }), native("n", { cpu: "1" })],
      [app("a", { cpu: "2" })],
      "4",
    ],
    [
      "a sidecar on either side of an init container",
      [native("n", { cpu: "1" }), init("i", { cpu: "3" }), native("m", { cpu: "2" })],
      [app("a", { cpu: "500m" })],
      "4",
    ],
    ["native sidecars alone", [native("n", { cpu: "1" }), native("m", { cpu: "2" })], [], "3"],
  ])("adds up %s", (_, initContainers, containers, expected) => {
    const pod = podWith({ initContainers, containers });
    const cpu = aggregateRequests(pod.containers).get("cpu") ?? 0n;
    expect(formatQuantity(cpu, "cpu")).toBe(expected);
  });

  it("takes the highest of each resource by itself", () => {
    const pod = podWith({
      initContainers: [init("i", { cpu: "2", memory: "1Mi", "example.com/key": 1 })],
      containers: [app("a", { cpu: "1", memory: "4Mi" })],
    });
    expect(shown(aggregateRequests(pod.containers))).toEqual({
      cpu: "2",
      memory: "4Mi",
      "example.com/key": "1",
    });
  });
});

function podOf(resources: Value, containers: readonly Value[], more: Amounts = {}): Pod {
  return podWith({ resources, containers, ...more });
}

describe("effectiveRequests", () => {
  const web = app("web", { cpu: "100m", "ephemeral-storage": "1Gi" });

  it.each<[string, Value, Readonly<Record<string, string>>]>([
    ["requests of the pod", { requests: { cpu: "1" } }, { cpu: "1" }],
    [
      "limits of the pod, where containers request none",
      { limits: { memory: "1Gi" } },
      { cpu: "100m", memory: "1Gi" },
    ],
    ["containers' requests before the pod's limit", { limits: { cpu: "2" } }, { cpu: "100m" }],
    ["no storage of the pod", { requests: { "ephemeral-storage": "9Gi" } }, { cpu: "100m" }],
    ["nothing of an empty one", {}, { cpu: "100m" }],
  ])("takes %s", (_, resources, expected) => {
    const requests = shown(effectiveRequests(podOf(resources, [web])));
    expect(requests).toEqual({ "ephemeral-storage": "1Gi", ...expected });
  });

  it("adds the overhead of the runtime", () => {
    const overhead = { cpu: "250m", memory: "120Mi" };
    const requests = shown(effectiveRequests(podOf({ requests: { cpu: 1 } }, [], { overhead })));
    expect(requests).toEqual({ cpu: "1250m", memory: "120Mi" });
  });
});

describe("podRequirements", () => {
  it("is undefined for a pod without resources of its own", () => {
    expect(podRequirements(podOf(null, []))).toBeUndefined();
  });
});

describe("qosClassOf", () => {
  const fixed = app("fixed", {}, { cpu: "1", memory: "1Gi" });
  const written = app("written", { cpu: "1000m" }, { cpu: 1, memory: "1Gi" });
  const loose = app("loose", { cpu: "500m" }, { cpu: "1", memory: "1Gi" });
  const half = app("half", {}, { cpu: "1" });
  const bare = { name: "bare" };
  const zero = app("zero", { cpu: "0" }, { memory: 0 });
  const storage = app("storage", { "ephemeral-storage": "1Gi" });

  it.each<[string, Value[]]>([
    ["Guaranteed", [fixed]],
    ["Guaranteed", [fixed, written]],
    ["Burstable", [fixed, loose]],
    ["Burstable", [fixed, half]],
    ["Burstable", [fixed, bare]],
    ["Burstable", [half]],
    ["BestEffort", [bare, zero, storage]],
    ["BestEffort", []],
  ])("is %s for %j", (expected, containers) => {
    expect(qosClassOf(podWith({ containers }))).toBe(expected);
    expect(qosClassOf(podWith({ initContainers: containers }))).toBe(expected);
  });

  it.each<[string, Value]>([
    ["Guaranteed", { limits: { cpu: "2", memory: "2Gi" }, requests: { cpu: "2", memory: "2Gi" } }],
    ["Burstable", { limits: { cpu: "2", memory: "2Gi" }, requests: { cpu: "1" } }],
    ["Burstable", { requests: { cpu: "2", memory: "2Gi" } }],
    ["Guaranteed", { limits: { cpu: "1", memory: "1Gi" } }],
    ["BestEffort", {}],
  ])("is %s for a pod with %j", (expected, resources) => {
    expect(qosClassOf(podOf(resources, [fixed]))).toBe(expected);
  });

  it("looks at the containers that it is given", () => {
    const pod = podWith({ containers: [fixed, bare] });
    expect(qosClassOf(pod, pod.containers.slice(0, 1))).toBe("Guaranteed");
  });
});

describe("missingRequests", () => {
  it.each<[Value, Value, readonly string[]]>([
    [null, {}, ["cpu", "memory"]],
    [null, { requests: { cpu: "1m" } }, ["memory"]],
    [null, { limits: { cpu: "1m", memory: "1Mi" } }, []],
    [null, { requests: { cpu: "0", memory: "0" } }, []],
    [{ requests: { cpu: "1" } }, {}, ["memory"]],
    [{ limits: { cpu: "1", memory: "1Gi" } }, {}, []],
  ])("of a pod with %j and a container with %j are %j", (ofPod, resources, expected) => {
    const pod = podOf(ofPod, [{ name: "web", resources }]);
    const [container] = pod.containers;
    expect(container && missingRequests(pod, container)).toEqual(expected);
  });
});

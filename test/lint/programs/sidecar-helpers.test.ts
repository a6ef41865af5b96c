import { expect, it } from "vitest";
import { sidecarsWithInit } from "../../../src/lint/programs/sidecar-helpers.ts";
import { MARKER_KEY } from "../../../src/manifest/marker.ts";
import { podWith } from "../pod-with.ts";

function names(pod: ReturnType<typeof podWith>): readonly string[] {
  return sidecarsWithInit(pod).map(({ name }) => name);
}

const web = { name: "web", image: "example.com/web:1" };

it("returns sidecars and the init containers of their injectors and programs", () => {
  const pod = podWith({
    initContainers: [
      { name: "migrate", image: "example.com/web:1" },
      { name: "istio-init", image: "example.com/mirror/proxy:1" },
      { name: "load-dashboards", image: "quay.io/kiwigrid/k8s-sidecar:1.30.0" },
      { name: "logger", image: "example.com/logger:1", restartPolicy: "Always" },
    ],
    containers: [web, { name: "istio-proxy", image: "docker.io/istio/proxyv2:1.27.0" }],
  });
  expect(names(pod)).toEqual(["istio-init", "load-dashboards", "logger", "istio-proxy"]);
});

it("returns init containers that were injected from a template", () => {
  const marker = {
    version: 1,
    templates: { agent: { hash: "0", added: { "spec.initContainers[prepare]": "0" } } },
  };
  const initContainers = ["prepare", "migrate"].map((name) => ({ name }));
  const pod = podWith({ initContainers, containers: [web] }, [], {
    annotations: { [MARKER_KEY]: JSON.stringify(marker) },
  });
  expect(names(pod)).toEqual(["prepare"]);
});

it("leaves programs alone where they are the app", () => {
  const pod = podWith({
    initContainers: [{ name: "init", image: "fluent/fluent-bit:4.0" }],
    containers: [{ name: "agent", image: "fluent/fluent-bit:4.0" }],
  });
  expect(names(pod)).toEqual([]);
});

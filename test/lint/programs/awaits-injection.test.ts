import { describe, expect, it } from "vitest";
import { awaitsInjection } from "../../../src/lint/programs/awaits-injection.ts";
import { podWith } from "../pod-with.ts";

describe("awaitsInjection", () => {
  it.each([
    ["sidecar.opentelemetry.io/inject", "true", true],
    ["sidecar.istio.io/inject", "false", false],
    ["linkerd.io/inject", "disabled", false],
    ["linkerd.io/inject", "enabled", true],
    ["linkerd.io/inject", "", false],
    ["dapr.io/enabled", "true", true],
    ["kube-sidecar.dev/inject", "envoy", true],
    ["kube-sidecar.dev/injected", "{}", false],
    ["app.kubernetes.io/name", "inject", false],
  ])("%s=%s: %s", (key, value, expected) => {
    const containers = [{ name: "web" }];
    expect(awaitsInjection(podWith({ containers }, [], { labels: { [key]: value } }))).toBe(
      expected,
    );
    expect(awaitsInjection(podWith({ containers }, [], { annotations: { [key]: value } }))).toBe(
      expected,
    );
  });
});

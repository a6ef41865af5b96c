import { describe, expect, it } from "vitest";
import { builtInFor } from "../../../src/lint/programs/built-in-for.ts";
import { programOf } from "../../../src/lint/programs/find-program.ts";
import { loneSidecar } from "../../../src/lint/services/lone-sidecar.ts";
import type { Pod } from "../../../src/manifest/pod.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function bare(spec: Readonly<Record<string, Value>>): Pod {
  return { ...podWith(spec), group: "", kind: "Pod" };
}

const envoy = { name: "gate", image: "envoyproxy/envoy:v1" };
const web = { name: "web", image: "example.com/web:1" };

describe("loneSidecar", () => {
  it.each<[string, Readonly<Record<string, Value>>, string | undefined]>([
    ["a known program", { containers: [envoy] }, "Envoy"],
    [
      "two of them",
      { containers: [envoy, { name: "x", image: "openpolicyagent/opa:1" }] },
      "Envoy",
    ],
    ["one that is called so", { containers: [{ ...web, name: "log-sidecar" }] }, "?"],
    ["an app", { containers: [web] }, undefined],
    ["an app beside it", { containers: [envoy, web] }, undefined],
    ["the host's network", { containers: [envoy], hostNetwork: true }, undefined],
    ["nothing", { containers: [] }, undefined],
    ["init containers alone", { initContainers: [envoy] }, undefined],
  ])("%s", (_, spec, expected) => {
    const found = loneSidecar(bare(spec));
    expect(found === undefined ? undefined : (found.program?.name ?? "?")).toBe(expected);
  });

  it("is none in a workload that makes pods", () => {
    expect(loneSidecar(podWith({ containers: [envoy] }))).toBeUndefined();
  });
});

describe("builtInFor", () => {
  it.each([
    ["cr.fluentbit.io/fluent/fluent-bit:4.0.0", "fluent-bit"],
    ["envoyproxy/envoy:v1.33.0", "envoy"],
    ["jimmidyson/configmap-reload:v0.15.0", "configmap-reload"],
    ["prom/statsd-exporter:v0.28.0", "statsd-exporter"],
    ["timberio/vector:0.45.0", "vector"],
    ["grafana/promtail:3.5.0", undefined],
  ])("%s: %s", (image, expected) => {
    const program = programOf({ name: "", image });
    if (program === undefined) throw new Error(image);
    expect(builtInFor(program)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { drainTimesOf, meshDrainTime } from "../../../src/lint/lifecycle/drain-time.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function drains(fields: Readonly<Record<string, Value>>): readonly string[] {
  return podWith({ containers: [{ name: "proxy", ...fields }] })
    .containers.flatMap(drainTimesOf)
    .map(({ name, seconds }) => `${name} ${seconds}`);
}

describe("drainTimesOf", () => {
  it.each(["drain-time-s", "max-sigterm-delay", "min-sigterm-delay"])(
    "reads the flag --%s",
    (flag) => {
      expect(drains({ args: [`--${flag}=45s`] })).toEqual([`--${flag} 45`]);
    },
  );

  it.each([
    "TERMINATION_DRAIN_DURATION_SECONDS",
    "CSQL_PROXY_MAX_SIGTERM_DELAY",
    "CSQL_PROXY_MIN_SIGTERM_DELAY",
  ])("reads the variable %s", (name) => {
    expect(drains({ env: [{ name, value: "45s" }] })).toEqual([`${name} 45`]);
  });

  it("leaves other flags and variables alone", () => {
    const env = [{ name: "DRAIN", value: "45" }];
    expect(drains({ args: ["--drain-strategy=45"], env })).toEqual([]);
  });
});

describe("meshDrainTime", () => {
  it("reads the annotation of Istio's proxy", () => {
    const annotations = { "proxy.istio.io/config": "terminationDrainDuration: 45s" };
    expect(meshDrainTime(podWith({ containers: [] }, [], { annotations }))?.seconds).toBe(45);
  });
});

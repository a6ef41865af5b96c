import { expect, it } from "vitest";
import { writtenRequest } from "../../../src/lint/resources/written-quantities.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

it.each<[Value, string | undefined]>([
  [{ requests: { cpu: "100m" }, limits: { cpu: 1 } }, "requests"],
  [{ requests: { cpu: 0 } }, "requests"],
  [{ limits: { cpu: 1 } }, "limits"],
  [{ requests: { memory: "1Gi" } }, undefined],
  [{ requests: { cpu: null } }, undefined],
  [{ requests: null }, undefined],
  [null, undefined],
  ["none", undefined],
])("the request of cpu in %j is in %s", (resources, expected) => {
  const [container] = podWith({ containers: [{ name: "web", resources }] }).containers;
  if (container === undefined) throw new Error("the pod has a container");
  expect(writtenRequest(container, "cpu")?.list).toBe(expected);
});

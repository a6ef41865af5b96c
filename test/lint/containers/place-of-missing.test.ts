import { expect, it } from "vitest";
import { placeOfMissing } from "../../../src/lint/containers/place-of-missing.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

it.each<[Readonly<Record<string, Value>>, string]>([
  [{}, "name"],
  [{ securityContext: {} }, "securityContext"],
  [{ securityContext: null }, "securityContext"],
  [{ securityContext: { capabilities: { add: [] } } }, "securityContext.capabilities"],
  [{ securityContext: { capabilities: { drop: [] } } }, "securityContext.capabilities.drop"],
])("points at the nearest field in %j", (fields, expected) => {
  const [container] = podWith({ containers: [{ name: "web", ...fields }] }).containers;
  if (container === undefined) throw new Error("the pod has a container");
  const at = placeOfMissing(container, "securityContext", "capabilities", "drop");
  expect(at.join(".")).toBe(`spec.containers.0.${expected}`);
});

import { expect, it } from "vitest";
import { declaredOs, nodeOs } from "../../../src/lint/containers/pod-os.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

const SELECTOR = { "kubernetes.io/os": "windows" };

it.each<[Readonly<Record<string, Value>>, string | undefined, string | undefined]>([
  [{}, undefined, undefined],
  [{ os: { name: "windows" } }, "windows", "windows"],
  [{ os: { name: "linux" }, nodeSelector: SELECTOR }, "linux", "linux"],
  [{ nodeSelector: SELECTOR }, undefined, "windows"],
  [{ os: "windows", nodeSelector: 1 }, undefined, undefined],
])("reads the operating system of %j", (spec, declared, ofNode) => {
  const pod = podWith(spec);
  expect(declaredOs(pod)?.name).toBe(declared);
  expect(nodeOs(pod)?.name).toBe(ofNode);
});

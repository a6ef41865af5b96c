import { expect, it } from "vitest";
import { isMeantToEnd } from "../../../src/lint/lifecycle/meant-to-end.ts";
import { podWith } from "../pod-with.ts";

it.each([
  ["Job", true],
  ["CronJob", true],
  ["AdvancedCronJob", true],
  ["BroadcastJob", true],
  ["JobSet", true],
  ["Deployment", false],
])("a pod of a %s is meant to end: %s", (kind, expected) => {
  expect(isMeantToEnd({ ...podWith({ containers: [] }), kind })).toBe(expected);
});

it.each([
  ["Never", true],
  ["OnFailure", true],
  ["Always", false],
] as const)("a pod that is started again %s is meant to end: %s", (restartPolicy, expected) => {
  expect(isMeantToEnd(podWith({ containers: [], restartPolicy }))).toBe(expected);
});

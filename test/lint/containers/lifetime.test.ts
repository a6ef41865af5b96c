import { describe, expect, it } from "vitest";
import { runTogether } from "../../../src/lint/containers/lifetime.ts";
import { podWith } from "../pod-with.ts";

const pod = podWith({
  initContainers: [
    { name: "setup" },
    { name: "proxy", restartPolicy: "Always" },
    { name: "migrate" },
    { name: "logs", restartPolicy: "Always" },
    { name: "last" },
  ],
  containers: [{ name: "web" }, { name: "admin" }],
});

function container(name: string) {
  const found = pod.containers.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("runTogether", () => {
  it.each([
    ["web", "admin", true],
    ["web", "proxy", true],
    ["web", "logs", true],
    ["proxy", "logs", true],
    ["setup", "web", false],
    ["last", "web", false],
    ["setup", "migrate", false],
    ["setup", "last", false],
    ["setup", "proxy", false],
    ["setup", "logs", false],
    ["migrate", "proxy", true],
    ["migrate", "logs", false],
    ["last", "proxy", true],
    ["last", "logs", true],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(runTogether(container(a), container(b))).toBe(expected);
    expect(runTogether(container(b), container(a))).toBe(expected);
  });
});

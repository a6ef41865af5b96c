import { describe, expect, it } from "vitest";
import {
  comparedPath,
  formatKeyedPath,
  isSameKey,
  pathsOfSameName,
} from "../../src/inject/keyed-path.ts";

describe("a path in two ways", () => {
  it.each(["volumeMounts", "volumeDevices"])("is one item of %s", (list) => {
    expect(isSameKey(list, "/logs/", "/logs")).toBe(true);
    expect(isSameKey(list, "/logs", "/log")).toBe(false);
    const path = ["spec", "containers", { item: "web" }, list, { item: "/logs/" }];
    expect(comparedPath(path)).toBe(`spec.containers[web].${list}[/logs]`);
  });

  it("is two items of other lists", () => {
    expect(isSameKey("env", "a/", "a")).toBe(false);
  });
});

describe("the other lists in which an item may have the name", () => {
  it.each([
    ["containers", ["initContainers", "ephemeralContainers"]],
    ["initContainers", ["containers", "ephemeralContainers"]],
    ["ephemeralContainers", ["containers", "initContainers"]],
    ["volumeMounts", ["volumeDevices"]],
    ["volumeDevices", ["volumeMounts"]],
    ["env", []],
  ])("of %s are %j", (list, others) => {
    expect(pathsOfSameName(["spec", list, { item: "a" }]).map(formatKeyedPath)).toEqual(
      others.map((other) => `spec.${other}[a]`),
    );
  });
});

import { describe, expect, it } from "vitest";
import { defaultPullPolicy } from "../../src/manifest/pull-policy.ts";

const hex = (length: number) => "a".repeat(length);

describe("defaultPullPolicy", () => {
  it.each([
    ["web", "Always"],
    ["web:latest", "Always"],
    ["web:1", "IfNotPresent"],
    ["example.com:5000/web", "Always"],
    ["[::1]:5000/web", "Always"],
    ["a.b/c_d/e__f/g-h--i/j.k", "Always"],
    ["web_", "IfNotPresent"],
    [`web@sha256:${hex(64)}`, "IfNotPresent"],
    [`web:latest@sha256:${hex(64)}`, "Always"],
    [`web:latest@sha384:${hex(96)}`, "Always"],
    [`web:latest@sha512:${hex(128)}`, "Always"],
    [`web:latest@sha512:${hex(64)}`, "IfNotPresent"],
    [`web:latest@md5:${hex(32)}`, "IfNotPresent"],
    [hex(64), "IfNotPresent"],
    ["$(IMAGE)", "IfNotPresent"],
  ])("of %s is %s", (image, policy) => {
    expect(defaultPullPolicy(image)).toBe(policy);
  });
});

import { describe, expect, it } from "vitest";
import { faultOfRegistry } from "../../src/config/registry-syntax.ts";

describe("faultOfRegistry", () => {
  it.each([
    "harbor.example.com",
    "harbor.example.com:5000",
    "harbor.example.com:5000/mirror",
    "harbor.example.com/a/b__c/d-e.f",
    "harbor.example.com/a_b",
    "registry:5000",
    "localhost",
    "10.0.0.1:5000/x",
    "[::1]:5000",
  ])("takes %s", (registry) => {
    expect(faultOfRegistry(registry)).toBeUndefined();
  });

  it.each([
    ["https://harbor.example.com", 'leave out "https://"'],
    ["docker://harbor.example.com", 'leave out "docker://"'],
    ["harbor.example.com/", 'leave out the "/" at its end'],
    ["Harbor.example.com", "it must be in lower case"],
    ["harbor.example.com/Mirror", "it must be in lower case"],
    ["harbor.example.com ", "it has white space in it"],
    ["harbor", '"harbor" would be read as a folder of Docker Hub'],
    ["harbor/mirror.io", '"harbor" would be read as a folder of Docker Hub'],
    ["", "it must begin with a host"],
    ["/mirror", "it must begin with a host"],
    ["-harbor.example.com", "it must begin with a host"],
    ["harbor.example.com:port", "it must begin with a host"],
    ["harbor.example.com//mirror", "its folders are named with"],
    ["harbor.example.com/mirror:1", "its folders are named with"],
    ["harbor.example.com/..", "its folders are named with"],
  ])("says why not %j", (registry, reason) => {
    const fault = faultOfRegistry(registry);
    expect(fault).toMatch(/; write it as .*, e\.g\. harbor\.example\.com:5000\/mirror$/);
    expect(fault?.startsWith(reason), fault).toBe(true);
  });
});

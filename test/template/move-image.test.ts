import { describe, expect, it } from "vitest";
import { moveImage } from "../../src/template/move-image.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("moveImage", () => {
  it.each([
    ["docker.io/fluent/fluent-bit:5", "fluent/fluent-bit:5"],
    ["index.docker.io/nginx:1", "library/nginx:1"],
    ["docker.io/nginx:1", "library/nginx:1"],
    ["nginx", "library/nginx"],
    ["nginx:1", "library/nginx:1"],
    [`nginx@${DIGEST}`, `library/nginx@${DIGEST}`],
    [`ghcr.io/org/tool:1@${DIGEST}`, `org/tool:1@${DIGEST}`],
    ["org/tool:1", "org/tool:1"],
    ["org/team/tool:1", "org/team/tool:1"],
    ["quay.io/tool:1", "tool:1"],
    ["registry:5000/org/tool", "org/tool"],
    ["localhost/tool", "tool"],
    ["localhost:5000/tool:1", "tool:1"],
    ["[::1]:5000/tool:1", "tool:1"],
    ["Registry/tool:1", "tool:1"],
    // The registry of an earlier run, but not this one.
    ["mirror.example.com/other/tool:1", "other/tool:1"],
    ["mirror.example.com/dockerhub/tool:1", "dockerhub/tool:1"],
  ])("moves %s", (image, path) => {
    const moved = moveImage(image, "mirror.example.com/docker");
    expect(moved).toBe(`mirror.example.com/docker/${path}`);
    expect(moveImage(moved, "mirror.example.com/docker")).toBe(moved);
  });

  it("leaves an empty image empty", () => {
    expect(moveImage("", "mirror.example.com")).toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { imageFault } from "../../../src/lint/containers/image-reference.ts";

describe("imageFault", () => {
  it.each([
    ["web:1", undefined],
    ["web: 1", "has white space in it"],
    ["http://example.com/web", 'begins with "http://"'],
    ["https://example.com/web", 'begins with "https://"'],
    ["docker://example.com/web", 'begins with "docker://"'],
    ["example.com/Web", "has upper-case letters in its repository"],
    ["localhost/Web", "has upper-case letters in its repository"],
    ["web:", 'ends in ":" without a tag or digest'],
    ["web@", 'ends in "@" without a tag or digest'],
  ])("of %s is %j", (image, fault) => {
    expect(imageFault(image)).toBe(fault);
  });

  it.each([
    "ko://example.com/Web",
    "IMAGE",
    "gcr.io/PROJECT_ID/Web",
    "your-Image:",
    "Replace-me:",
    "Placeholder:",
    "Web:$TAG",
    "@@Image@@",
    "__Image",
    "Image__",
  ])("lets the placeholder %s be", (image) => {
    expect(imageFault(image)).toBeUndefined();
  });
});

import { expect, it } from "vitest";
import { repositoryOf } from "../../../src/lint/containers/image-repository.ts";

it.each([
  ["nginx", "nginx"],
  ["nginx:1", "nginx"],
  ["docker.io/library/nginx:1@sha256:0123", "docker.io/library/nginx"],
  ["registry:5000/group/name", "registry:5000/group/name"],
  ["registry:5000/group/name:tag", "registry:5000/group/name"],
  ["registry:5000/name@sha256:0123", "registry:5000/name"],
  ["", ""],
])("of %s is %s", (image, expected) => {
  expect(repositoryOf(image)).toBe(expected);
});

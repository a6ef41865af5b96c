import { expect, it } from "vitest";
import { repositoryPath } from "../../src/report/repository-path.ts";

it.each([
  ["a.yaml", "apps/shop/a.yaml"],
  ["./a.yaml", "apps/shop/a.yaml"],
  ["base//a.yaml", "apps/shop/base/a.yaml"],
  ["../a.yaml", "apps/a.yaml"],
  ["../../../a.yaml", "../a.yaml"],
  ["/repository/apps/./a.yaml", "apps/a.yaml"],
  ["/other/a.yaml", "/other/a.yaml"],
  ["-", "<stdin>"],
])("the way from the root of the repository to %s is %s", (path, expected) => {
  expect(repositoryPath({ root: "/repository", folder: "apps/shop" }, path)).toBe(expected);
});

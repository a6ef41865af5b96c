import { expect, it } from "vitest";
import { inject } from "../../src/index.ts";

const said = (containers: string) => {
  const content = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: ${containers}}\n`;
  const { findings } = inject(content, { templates: ["fluent-bit"] });
  return findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
};

it("refuses a pod whose containers have no names with that reason", () => {
  expect(said("[{image: nginx}]")).toEqual(["no container of the pod has a name"]);
  expect(said("[{image: nginx}, {image: logs, name: null}]")).toEqual([
    "no container of the pod has a name",
  ]);
  expect(said("[{name: web, image: nginx}]")).toEqual([]);
});

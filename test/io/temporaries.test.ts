import { expect, it } from "vitest";
import { temporaryNames } from "../../src/io/temporaries.ts";

const RUN = { pid: 7, token: "0123abcd" };

it.each([
  ["web.yaml", "web.yaml"],
  ["a".repeat(200), "a".repeat(200)],
  ["a".repeat(201), "876056a4"],
])("the temporary file of %s begins with .%s.", (file, stem) => {
  expect(temporaryNames(file, RUN)[0]).toBe(`.${stem}.kube-sidecar-7-0123abcd.tmp`);
});

it("has names that differ", () => {
  expect(new Set(temporaryNames("web.yaml", RUN)).size).toBe(10);
});

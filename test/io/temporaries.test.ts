import { expect, it } from "vitest";
import { temporaryName } from "../../src/io/temporaries.ts";

const RUN = { pid: 7, token: "0123abcd" };

it.each([
  ["web.yaml", "web.yaml"],
  ["a".repeat(200), "a".repeat(200)],
  ["a".repeat(201), "876056a4"],
])("the temporary file of %s begins with .%s.", (file, stem) => {
  expect(temporaryName(file, RUN)).toBe(`.${stem}.kube-sidecar-7-0123abcd.tmp`);
});

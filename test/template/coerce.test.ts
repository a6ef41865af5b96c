import { describe, expect, it } from "vitest";
import { coerce } from "../../src/template/coerce.ts";

describe("half of a character in JSON of a parameter", () => {
  it("is U+FFFD, as it is to kubectl", () => {
    expect(coerce('["\\ud800x", {"\\udfff": "\\ud83d\\ude00"}]', "array")).toEqual([
      "\ufffdx",
      { "\ufffd": "\u{1f600}" },
    ]);
  });
});

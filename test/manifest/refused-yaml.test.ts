// YAML that is not read, because kubectl refuses it or because its readers disagree; `test/readers.test.ts` holds each line
// of the table against the readers themselves.

import { describe, expect, it } from "vitest";
import { readText } from "./read-text.ts";
import { READ_TEXTS, REFUSED_TEXTS } from "./refused-texts.ts";

describe("YAML that is refused", () => {
  it.each(REFUSED_TEXTS)("$name", ({ text, fault }) => {
    expect(readText(text)).toBe(fault);
  });
});

describe("YAML that is read", () => {
  it.each(READ_TEXTS)("$name", ({ text, values }) => {
    expect(readText(text)).toEqual(values);
  });
});

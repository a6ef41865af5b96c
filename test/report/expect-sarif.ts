// The schema is the official one of SARIF 2.1.0; Microsoft's package for Jest is where npm has it.

import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with {
  type: "json",
};
import { Ajv } from "ajv";
import { expect } from "vitest";

// It is of draft 4, whose `id` Ajv does not know; nothing else in it differs.
const { id: _, $schema: __, ...schema } = sarifSchema as Readonly<Record<string, unknown>>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

/** Expects a text to be a log of SARIF 2.1.0, and returns it. */
export function expectSarif(text: string): { readonly runs: readonly unknown[] } {
  const log = JSON.parse(text);
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log;
}

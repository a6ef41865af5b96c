import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkValue } from "../../src/manifest/check-value.ts";
import type { JsonSchema } from "../../src/manifest/json-schema.ts";
import { describeFault, isError } from "../../src/manifest/schema-fault.ts";
import { mapOf, type Value } from "../../src/manifest/value.ts";

function complaints(value: Value, schema: JsonSchema): readonly string[] {
  return checkValue(value, schema).map((fault) => {
    const { message, help } = describeFault(fault);
    return help === "" ? message : `${message} [${help}]`;
  });
}

describe("checkValue", () => {
  const port: JsonSchema = { type: "integer", format: "port" };
  const position: JsonSchema = {
    title: "first, last or {before: NAME}",
    anyOf: [
      { type: "string", enum: ["first", "last"] },
      { type: "object", additionalProperties: false, properties: { before: { type: "string" } } },
    ],
  };

  it.each<[string, Value, JsonSchema, readonly string[]]>([
    ["a type", "abc", { type: "number" }, ['the document must be a number, not "abc"']],
    [
      "several types",
      [],
      { type: ["string", "integer"] },
      ["the document must be a string or an integer, not []"],
    ],
    ["null", null, { type: "object" }, ["the document must be a mapping, not null"]],
    ["booleans", "yes", { type: "boolean" }, ['the document must be true or false, not "yes"']],
    ["a fraction", 1.5, { type: "integer" }, ["the document must be an integer, not 1.5"]],
    ["a big integer", 2n ** 60n, { type: "integer" }, []],
    [
      "a big integer's limit",
      2n ** 60n,
      { maximum: 5 },
      ["the document must be at most 5, not 1152921504606846976"],
    ],
    ["enum", "c", { enum: ["a", "b"] }, ['the document must be "a" or "b", not "c"']],
    ["const", "v1", { const: "v2" }, ['the document must be "v2", not "v1"']],
    [
      "const in anyOf",
      3,
      { anyOf: [{ const: 1 }, { const: 2 }] },
      ["the document must be 1 or 2, not 3"],
    ],
    ["pattern", "A", { pattern: "^[a-z]$" }, ['the document must match /^[a-z]$/, not "A"']],
    [
      "pattern with a title",
      "A",
      { pattern: "^[a-z]$", title: "a small letter" },
      ['the document must be a small letter, not "A"'],
    ],
    ["minLength", "", { minLength: 1 }, ['the document must have at least 1 character, not ""']],
    [
      "maxLength, in characters",
      "😀😀",
      { maxLength: 1 },
      ['the document must have at most 1 character, not "😀😀"'],
    ],
    ["characters that fit", "😀😀", { maxLength: 2 }, []],
    ["minimum", 0, { minimum: 1 }, ["the document must be at least 1, not 0"]],
    [
      "exclusiveMinimum",
      1,
      { exclusiveMinimum: 1 },
      ["the document must be greater than 1, not 1"],
    ],
    ["exclusiveMaximum", 1, { exclusiveMaximum: 1 }, ["the document must be less than 1, not 1"]],
    ["multipleOf", 5, { multipleOf: 2 }, ["the document must be a multiple of 2, not 5"]],
    ["format port", 70000, port, ["the document must be a port number (1 to 65535), not 70000"]],
    ["port 0", 0, port, ["the document must be a port number (1 to 65535), not 0"]],
    ["a port", 65535, port, []],
    ["minItems", [], { minItems: 1 }, ["the document must have at least 1 item, not []"]],
    [
      "maxItems",
      [1, 2, 3],
      { maxItems: 2 },
      ["the document must have at most 2 items, not [1,2,3]"],
    ],
    [
      "uniqueItems",
      [1, 1],
      { uniqueItems: true },
      ["the document must hold each item once, not [1,1]"],
    ],
    [
      "items",
      ["a", 1, true],
      { items: { type: "string" } },
      ["[1] must be a string, not 1", "[2] must be a string, not true"],
    ],
    ["required", {}, { required: ["name"] }, ["name is missing"]],
    [
      "fields",
      { a: { b: 1 } },
      { properties: { a: { properties: { b: { type: "string" } } } } },
      ["a.b must be a string, not 1"],
    ],
    [
      "an unknown field with a near one",
      { contaners: 1 },
      { additionalProperties: false, properties: { containers: {} } },
      ['unknown field "contaners"; did you mean "containers"?'],
    ],
    [
      "an unknown field",
      { x: 1 },
      { additionalProperties: false, properties: { containers: {}, volumes: {} } },
      ['unknown field "x" [known here: containers, volumes]'],
    ],
    [
      "other fields",
      { x: "a", y: 1 },
      { additionalProperties: { type: "string" } },
      ["y must be a string, not 1"],
    ],
    [
      "names of fields",
      { "1": 0 },
      { propertyNames: { pattern: "^[a-z]+$", title: "a word" } },
      ['1 must be a word, not "1"'],
    ],
    [
      "minProperties",
      {},
      { minProperties: 1 },
      ["the document must have at least 1 field, not {}"],
    ],
    [
      "maxProperties",
      { a: 1, b: 1 },
      { maxProperties: 1 },
      ['the document must have at most 1 field, not {"a":1,"b":1}'],
    ],
    [
      "the only branch for the type",
      "middle",
      position,
      ['the document must be "first" or "last", not "middle"'],
    ],
    [
      "the fields of the only branch for the type",
      { behind: "x" },
      position,
      ['unknown field "behind" [known here: before]'],
    ],
    [
      "no branch for the type",
      3,
      position,
      ["the document must be first, last or {before: NAME}, not 3"],
    ],
    [
      "a branch beside other demands",
      "x",
      { type: "integer", anyOf: [{ minimum: 3 }] },
      ['the document must be an integer, not "x"'],
    ],
    [
      "long values, cut off",
      "x".repeat(100),
      { type: "integer" },
      [`the document must be an integer, not "${"x".repeat(56)}...`],
    ],
  ])("says what is wrong with %s", (_, value, schema, expected) => {
    expect(complaints(value, schema)).toEqual(expected);
  });

  it("warns of fields that are not listed where more are allowed", () => {
    const [fault] = checkValue({ a: 1, b: 2 }, { properties: { a: {} } });
    expect(fault).toMatchObject({ kind: "unknown", field: "b", severity: "warning" });
  });

  it("takes __proto__ and constructor for keys like any other", () => {
    const value = mapOf([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
    const schema: JsonSchema = { additionalProperties: false, properties: { a: {} } };
    expect(complaints(value, schema)).toEqual([
      'unknown field "__proto__" [known here: a]',
      'unknown field "constructor" [known here: a]',
    ]);
    expect(complaints(mapOf([]), { required: ["constructor"] })).toEqual([
      "constructor is missing",
    ]);
  });

  it("is a bug of the schema to refer to what it does not define", () => {
    expect(() => checkValue(1, { $ref: "#/$defs/no" })).toThrow("no definition #/$defs/no");
  });

  it("agrees with Ajv on what is valid", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat("port", { type: "number", validate: (n) => n >= 1 && n <= 65535 });
    fc.assert(
      fc.property(schemas, values, (schema, value) => {
        const valid = ajv.compile(structuredClone(schema))(value);
        expect(!checkValue(value, schema).some(isError)).toBe(valid);
      }),
      { numRuns: 1500 },
    );
  });
});

const keys = fc.constantFrom("a", "b", "c");
const scalars = fc.oneof(
  fc.constantFrom<Value>(null, true, false, "", "a", "ab", "1"),
  fc.integer({ min: -3, max: 70000 }),
  fc.constantFrom(0.5, 1, 2, 3),
);
const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    // Ajv compares prototypes as well.
    fc.dictionary(keys, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const small = fc.integer({ min: 0, max: 3 });
const types = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");
const { schema: schemas } = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const schema = tie("schema") as fc.Arbitrary<JsonSchema>;
  const keywords = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 }),
    const: scalars,
    format: fc.constant("port"),
    pattern: fc.constantFrom("^a", "b$", "^[0-9]+$"),
    minLength: small,
    maxLength: small,
    minimum: small,
    maximum: small,
    exclusiveMinimum: small,
    exclusiveMaximum: small,
    multipleOf: fc.integer({ min: 1, max: 3 }),
    items: schema,
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
    properties: fc.dictionary(keys, schema, { maxKeys: 2 }),
    required: fc.uniqueArray(keys, { maxLength: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), schema),
    propertyNames: fc.record({ pattern: fc.constantFrom("^[ab]$", "^c$") }),
    minProperties: small,
    maxProperties: small,
    anyOf: fc.array(schema, { minLength: 1, maxLength: 3 }),
  };
  const some = fc.uniqueArray(
    fc.constantFrom(...(Object.keys(keywords) as (keyof typeof keywords)[])),
    {
      maxLength: 3,
    },
  );
  const made = some.chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, keywords[name]]))),
  ) as fc.Arbitrary<JsonSchema>;
  return { schema: fc.oneof({ maxDepth: 3 }, fc.constant<JsonSchema>({}), made) };
});

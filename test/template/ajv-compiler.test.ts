import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../src/manifest/json-schema.ts";
import { describeFault, subjectOf } from "../../src/manifest/schema-fault.ts";
import { mapOf, type Value } from "../../src/manifest/value.ts";
import { compileSchema, schemaAjv } from "../../src/template/ajv-compiler.ts";
import { tryProperty } from "../try-property.ts";

function complaints(value: Value, schema: JsonSchema): readonly string[] {
  return compileSchema(schema)(value).map((fault) => {
    const { message, help } = describeFault(fault);
    return help === "" ? message : `${message} [${help}]`;
  });
}

describe("compileSchema", () => {
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
      "a field that belongs one level deeper",
      { labels: {} },
      { properties: { pod: { properties: { labels: {} } } }, additionalProperties: false },
      ['unknown field "labels"; did you mean "pod.labels"?'],
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

  it("warns of unknown fields where the schema says so", () => {
    const schema = { properties: { a: {} }, additionalProperties: false } as const;
    const warned = compileSchema({ ...schema, unknownFields: "warning" })({ a: 1, b: 2 });
    expect(warned).toMatchObject([{ kind: "unknown", field: "b", severity: "warning" }]);
    const refused = compileSchema(schema)({ a: 1, b: 2 });
    expect(refused).toMatchObject([{ kind: "unknown", field: "b", severity: "error" }]);
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

  it("names faults in the order of the value, what is missing before what is there", () => {
    const schema: JsonSchema = {
      required: ["y", "x"],
      additionalProperties: false,
      properties: {
        a: { type: "integer" },
        b: { items: { required: ["c"], properties: { a: { type: "integer" } } } },
        x: {},
        y: {},
      },
    };
    const value = { z: 1, b: [{ a: "1" }, { a: "2", c: 1 }], a: true };
    expect(compileSchema(schema)(value).map((fault) => subjectOf(fault).path)).toEqual([
      [],
      [],
      ["z"],
      ["b", 0],
      ["b", 0, "a"],
      ["b", 1, "a"],
      ["a"],
    ]);
    expect(complaints(value, schema).slice(0, 2)).toEqual(["y is missing", "x is missing"]);
  });

  it("names one fault of a field, and none of what is in it", () => {
    const items: JsonSchema = { type: "string", minLength: 3, pattern: "^a", enum: ["abc"] };
    const schema: JsonSchema = { maxItems: 1, items };
    expect(complaints(["b"], schema)).toEqual(['[0] must be "abc", not "b"']);
    expect(complaints([1, 2], schema)).toEqual([
      "the document must have at most 1 item, not [1,2]",
    ]);
    const named: JsonSchema = {
      propertyNames: { pattern: "^a", maxLength: 1 },
      additionalProperties: { type: "string" },
    };
    expect(compileSchema(named)({ bb: 1, a: 1 })).toEqual([
      { kind: "wrong", path: ["bb"], must: "match /^a/", actual: "bb", isKey: true },
      { kind: "wrong", path: ["a"], must: "be a string", actual: 1 },
    ]);
  });

  it("follows keys with slashes and tildes, and keys that are numbers", () => {
    const schema: JsonSchema = { additionalProperties: { items: { type: "string" } } };
    const value = mapOf([
      ["a/b", [1]],
      ["~1", [1]],
      ["0", [1]],
    ]);
    expect(compileSchema(schema)(value).map(({ path }) => path)).toEqual([
      ["0", 0],
      ["a/b", 0],
      ["~1", 0],
    ]);
  });

  it("shows big integers as they are", () => {
    const schema: JsonSchema = { items: { maximum: 5 } };
    expect(complaints([2n ** 60n + 1n], schema)).toEqual([
      "[0] must be at most 5, not 1152921504606846977",
    ]);
  });

  describe("with choices within choices", () => {
    const schema: JsonSchema = {
      anyOf: [
        { type: "string" },
        {
          type: "array",
          items: {
            title: "a name or {name: NAME}",
            anyOf: [
              { type: "string", pattern: "^[a-z]+$" },
              { type: "object", required: ["name"], properties: { name: { type: "string" } } },
            ],
          },
        },
      ],
    };

    it.each<[string, Value, readonly string[]]>([
      ["neither", 1, ["the document must be a string or a list, not 1"]],
      [
        "items of several kinds",
        ["a", 1, "B", {}, { name: 2 }],
        [
          "[1] must be a name or {name: NAME}, not 1",
          '[2] must match /^[a-z]+$/, not "B"',
          "[3].name is missing",
          "[4].name must be a string, not 2",
        ],
      ],
    ])("says what is wrong with %s", (_, value, expected) => {
      expect(complaints(value, schema)).toEqual(expected);
    });

    it("names both of two branches for the type", () => {
      const either: JsonSchema = { anyOf: [{ enum: ["a"] }, { type: "string", minLength: 3 }] };
      expect(complaints("b", either)).toEqual(['the document must be "a" or a string, not "b"']);
    });

    it("looks at names of fields as well", () => {
      const names: JsonSchema = {
        propertyNames: { anyOf: [{ type: "string", pattern: "^a" }, { type: "integer" }] },
      };
      expect(complaints({ b: 1, a: 1, c: 1 }, names)).toEqual([
        'b must match /^a/, not "b"',
        'c must match /^a/, not "c"',
      ]);
    });
  });

  it("has something to say of every value that is not valid, and of each field once", () => {
    tryProperty(
      fc.property(schemas, values, (schema, value) => {
        const faults = compileSchema(schema)(value);
        const valid = schemaAjv({ validateSchema: false }).validate(structuredClone(schema), value);
        expect(faults.length === 0).toBe(valid);
        const paths = faults
          .filter(({ kind }) => kind !== "missing")
          .map((fault) => JSON.stringify(subjectOf(fault).path));
        expect(new Set(paths).size).toBe(paths.length);
        for (const path of paths) {
          const inside = `${path.slice(0, -1)},`;
          expect(
            path === "[]" ? paths.slice(1) : paths.filter((p) => p.startsWith(inside)),
          ).toEqual([]);
        }
      }),
      200,
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

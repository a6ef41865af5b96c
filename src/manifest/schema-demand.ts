import type { JsonSchema } from "./json-schema.ts";
import { FORMATS } from "./schema-formats.ts";
import { nounOfType, typesOf } from "./schema-type.ts";
import { showValue } from "./show-value.ts";
import type { Value } from "./value.ts";

type Demand = (schema: JsonSchema) => string;

/** What each keyword demands of a value, to stand behind "must". The weightier go first. */
const DEMANDS: Readonly<Record<string, Demand>> = {
  type: (schema) => `be ${nounOf(schema)}`,
  const: ({ const: only = null }) => `be ${showValue(only)}`,
  enum: ({ enum: allowed = [] }) => `be ${oneOfValues(allowed)}`,
  format: ({ format = "" }) => `be ${nounOfFormat(format)}`,
  pattern: ({ title, pattern }) => (title === undefined ? `match /${pattern}/` : `be ${title}`),
  minLength: ({ minLength }) => `have at least ${counted(minLength, "character")}`,
  maxLength: ({ maxLength }) => `have at most ${counted(maxLength, "character")}`,
  minimum: ({ minimum }) => `be at least ${minimum}`,
  maximum: ({ maximum }) => `be at most ${maximum}`,
  exclusiveMinimum: ({ exclusiveMinimum }) => `be greater than ${exclusiveMinimum}`,
  exclusiveMaximum: ({ exclusiveMaximum }) => `be less than ${exclusiveMaximum}`,
  multipleOf: ({ multipleOf }) => `be a multiple of ${multipleOf}`,
  uniqueItems: () => "hold each item once",
  minItems: ({ minItems }) => `have at least ${counted(minItems, "item")}`,
  maxItems: ({ maxItems }) => `have at most ${counted(maxItems, "item")}`,
  minProperties: ({ minProperties }) => `have at least ${counted(minProperties, "field")}`,
  maxProperties: ({ maxProperties }) => `have at most ${counted(maxProperties, "field")}`,
  anyOf: (schema) => `be ${nounOf(schema)}`,
};

const KEYWORDS = Object.keys(DEMANDS);

/** What a value must be by one keyword of its schema. */
export interface SchemaDemand {
  /** To stand behind "must": `be an integer`. */
  readonly must: string;
  /** Of several demands that a value does not meet, the one with the least rank is to be named. */
  readonly rank: number;
}

/** Returns what a keyword of a schema demands of a value. */
export function schemaDemand(keyword: string, schema: JsonSchema): SchemaDemand {
  const demand = DEMANDS[keyword];
  if (demand === undefined) throw new Error(`no words for the keyword ${keyword}`);
  return { must: demand(schema), rank: KEYWORDS.indexOf(keyword) };
}

function nounOf(schema: JsonSchema): string {
  const types = typesOf(schema.type);
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return showValue(schema.const);
  if (schema.enum !== undefined) return oneOfValues(schema.enum);
  if (types.length > 0) return oneOf(types.map(nounOfType));
  return oneOf((schema.anyOf ?? []).map(nounOf)) || "of another form";
}

/** That a field may be left empty is not what somebody wants to know who has written another value. */
function oneOfValues(values: readonly Value[]): string {
  return oneOf(values.filter((value) => value !== null).map(showValue));
}

function nounOfFormat(format: string): string {
  return format === "port" ? FORMATS.port.noun : format;
}

function counted(count: Value | undefined, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function oneOf(nouns: readonly string[]): string {
  const last = nouns.at(-1) ?? "";
  return nouns.length < 2 ? last : `${nouns.slice(0, -1).join(", ")} or ${last}`;
}

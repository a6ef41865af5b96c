// Makes src/template/kubernetes-schema.json, the JSON Schema of the parts of core/v1 that a template may
// hold, and kubernetes-descriptions.json beside it, which says what their fields are for, from the declarations of the
// package `kubernetes-types`. Run it when that package is updated.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const ROOTS = ["Container", "Volume", "HostAlias", "LocalObjectReference", "PodSecurityContext"];
const MODULES = ["core/v1", "meta/v1"];
const FILE = new URL("../src/template/kubernetes-schema.json", import.meta.url);
const DESCRIPTIONS = new URL("../src/template/kubernetes-descriptions.json", import.meta.url);

/** Characters of a description: what an editor shows beside a field is to be read at a glance. */
const LONGEST = 240;

/** Types that the declarations give as strings, or not at all. */
const KNOWN = {
  string: { type: "string" },
  boolean: { type: "boolean" },
  // None of the fields that are reached is a fraction.
  number: { type: "integer" },
  // IntOrString.
  "number | string": { type: ["integer", "string"] },
  Time: { type: "string" },
  FieldsV1: { type: "object" },
};

/** Types that are no interface. */
const DEFINITIONS = {
  // The grammar of k8s.io/apimachinery/pkg/api/resource; the API server reads numbers as well.
  Quantity: {
    title: "a quantity such as 500m or 64Mi",
    type: ["string", "number"],
    pattern: "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",
  },
};

/** Returns the text of the schema file. */
export function kubernetesSchema() {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: definitions(readInterfaces()),
  };
  return `${print(schema, 0)}\n`;
}

/** Returns the text of the file of descriptions: definition → field → what it is for. */
export function kubernetesDescriptions() {
  const interfaces = readInterfaces();
  const names = Object.keys(definitions(interfaces)).filter((name) => interfaces.has(name));
  const entries = names.map((name) => {
    const described = interfaces.get(name).filter(({ description }) => description !== "");
    return [name, Object.fromEntries(described.map((field) => [field.name, field.description]))];
  });
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

function definitions(interfaces) {
  const $defs = {};
  const queue = [...ROOTS];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (name in $defs) continue;
    const fields = interfaces.get(name);
    if (fields === undefined && !(name in DEFINITIONS)) throw new Error(`no interface ${name}`);
    $defs[name] = DEFINITIONS[name] ?? schemaOf(fields, (reference) => queue.push(reference));
  }
  return $defs;
}

function readInterfaces() {
  const require = createRequire(import.meta.url);
  const folder = require.resolve("kubernetes-types/package.json").replace("package.json", "");
  const interfaces = new Map();
  for (const module of MODULES) {
    const text = readFileSync(`${folder}${module}.d.ts`, "utf8");
    for (const [, name, body] of text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)) {
      if (!interfaces.has(name)) interfaces.set(name, readFields(body));
    }
  }
  return interfaces;
}

function readFields(body) {
  const fields = [
    ...body.matchAll(
      /^(?: {4}\/\*\*((?:(?!\*\/).)*)\*\/\n)? {4}"?([\w-]+)"?(\??): ([^;{]+|\{\s*\[name: string\]: \w+;\s*\});/gms,
    ),
  ];
  return fields.map(([, comment = "", name, optional, type]) => ({
    name,
    required: optional === "",
    type,
    description: shortened(
      comment
        .replaceAll(/^\s*\* ?/gm, " ")
        .replaceAll(/\s+/g, " ")
        .trim(),
    ),
  }));
}

/** The first sentences, as many as fit, without those that are at every second field. */
function shortened(text) {
  const plain = text
    .replaceAll(/ ?\b(?:More info: \S+|(?:This c|C)annot be updated\.)/g, "")
    .trim();
  const sentences = plain.match(/.+?[^.\s]{2}[.](?= +[A-Z"]|$)|.+$/g) ?? [];
  let short = "";
  for (const sentence of sentences) {
    if (short !== "" && short.length + sentence.length > LONGEST) break;
    short += sentence;
  }
  return short.trim();
}

function schemaOf(fields, reach) {
  const properties = {};
  for (const { name, type } of fields) properties[name] = typeSchema(type, reach);
  const required = fields.filter((field) => field.required).map((field) => field.name);
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

function typeSchema(type, reach) {
  if (type in KNOWN) return KNOWN[type];
  const list = /^Array<(\w+)>$/.exec(type);
  if (list) return { type: "array", items: typeSchema(list[1], reach) };
  const map = /^\{\s*\[name: string\]: (\w+);\s*\}$/.exec(type);
  if (map) return { type: "object", additionalProperties: typeSchema(map[1], reach) };
  if (!/^[A-Z]\w+$/.test(type)) throw new Error(`unknown type ${type}`);
  reach(type);
  return { $ref: `#/$defs/${type}` };
}

/** JSON as Biome formats it, with one line per field of the API where that is short enough. */
function print(value, depth) {
  const line = inline(value);
  const indent = "  ".repeat(depth + 1);
  if (typeof value !== "object" || (depth > 3 && line.length < 70) || depth > 4) return line;
  if (Array.isArray(value)) return line;
  const fields = Object.entries(value).map(
    ([key, field]) => `${indent}"${key}": ${print(field, depth + 1)}`,
  );
  return `{\n${fields.join(",\n")}\n${"  ".repeat(depth)}}`;
}

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `"${key}": ${inline(field)}`);
  return `{ ${fields.join(", ")} }`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(FILE, kubernetesSchema());
  writeFileSync(DESCRIPTIONS, kubernetesDescriptions());
}

// Makes TypeScript of JSON Schemas: functions that validate, in which nothing of Ajv is left to be loaded.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { importSource } from "./import-source.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

const { schemaAjv, standaloneCode, _ } = await importSource(`
  export { schemaAjv } from "./src/template/ajv-compiler.ts";
  export { _ } from "ajv";
  import standalone from "ajv/dist/standalone/index.js";
  export const standaloneCode = standalone.default ?? standalone;
`);

/** Returns a module that exports one function, which returns the compiled schemas by their names. */
export async function compileSchemas(schemas, { exportName, doc, keys, manifest = "../manifest" }) {
  const bundle = await bundled(standaloneOf(schemas));
  const [exported, name] = /export\{([\w$]+) as compiled\};\s*$/.exec(bundle);
  const type = `Readonly<Record<${keys}, CompiledSchema>>`;
  return `// @ts-nocheck
import type { CompiledSchema } from "${manifest}/schema-validator.ts";

/** ${doc} */
export function ${exportName}(): ${type} {
  return ${name};
}

${bundle.replace(exported, "")}
`;
}

/** Returns the code of an ES module that exports the compiled schemas as `compiled`. */
function standaloneOf(schemas) {
  const ajv = schemaAjv({
    // What is not simple is a function of its own, so that none is there twice.
    inlineRefs: false,
    code: {
      source: true,
      esm: true,
      formats: _`require("./src/manifest/schema-formats.ts").FORMATS`,
    },
  });
  const variables = {};
  const fields = Object.entries(schemas).map(([name, schema], index) => {
    ajv.addSchema({ $id: `schema:${index}`, ...withoutRemarks(schema) });
    variables[`schema_${index}`] = `schema:${index}`;
    return `${JSON.stringify(name)}: schema_${index}`;
  });
  const code = standaloneCode(ajv, variables).replaceAll(
    /\bexport const (?=schema_\d+ = )/g,
    "const ",
  );
  return `${code}\nexport const compiled = { ${fields.join(", ")} };`;
}

/** Leaves out what is for people: errors bring the schema that they are about, and no message quotes these. */
function withoutRemarks({ description: _, examples: __, default: ___, ...schema }) {
  for (const keyword of ["$defs", "properties"]) {
    if (schema[keyword] === undefined) continue;
    const entries = Object.entries(schema[keyword]);
    schema[keyword] = Object.fromEntries(
      entries.map(([name, part]) => [name, withoutRemarks(part)]),
    );
  }
  for (const keyword of ["items", "additionalProperties", "propertyNames"]) {
    if (typeof schema[keyword] === "object") schema[keyword] = withoutRemarks(schema[keyword]);
  }
  return schema.anyOf === undefined
    ? schema
    : { ...schema, anyOf: schema.anyOf.map(withoutRemarks) };
}

/** Takes in what the code requires, also as an ES module: Ajv's few functions for run time, and our formats. */
async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "node20",
    legalComments: "none",
  });
  return outputFiles[0].text;
}

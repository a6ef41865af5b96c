// Makes src/generated/: what the program needs of data files and schemas, in a form that needs no file at run time.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { compileSchemas } from "./compile-schemas.mjs";
import { importSource } from "./import-source.mjs";

const root = new URL("../", import.meta.url);
const generated = new URL("src/generated/", root);
/** A built-in template stands on its own, so that its file is an example that is read from top to bottom. */
const NONE = { names: () => [], find: () => undefined };
const HEADER = "// Made by scripts/generate.mjs; not to be edited.\n\n";

mkdirSync(generated, { recursive: true });
writeKubernetesSchema();
await writeValidators();
const templates = await readBuiltIns();
if (!process.exitCode) {
  writeTemplates(templates);
  await writeParamValidators(templates);
}

/** As JSON in a string: it is parsed on demand, and faster than the same as code. */
function writeKubernetesSchema() {
  const json = readFileSync(new URL("src/template/kubernetes-schema.json", root), "utf8");
  const text = JSON.stringify(JSON.stringify(JSON.parse(json)));
  write(
    "kubernetes-schema.ts",
    `import type { JsonSchema } from "../manifest/json-schema.ts";

let schema: JsonSchema | undefined;

/** Returns the definitions of core/v1 that a template may hold. */
export function kubernetesSchema(): JsonSchema {
  schema ??= JSON.parse(${text}) as JsonSchema;
  return schema;
}
`,
  );
}

async function writeValidators() {
  const { documentSchema, injectorSchema, valuesFileSchema } = await importSource(`
    export { documentSchema } from "./src/template/document-schema.ts";
    export { injectorSchema } from "./src/config/injector-schema.ts";
    export { valuesFileSchema } from "./src/config/values-file-schema.ts";
  `);
  const document = {
    exportName: "templateValidators",
    doc: "Returns the compiled schema of a SidecarTemplate, references filled in.",
    keys: '"document"',
  };
  const config = {
    exportName: "configValidators",
    doc: "Returns the compiled schemas of the files that users configure the program with.",
    keys: '"injector" | "valuesFile"',
  };
  const files = { injector: injectorSchema, valuesFile: valuesFileSchema };
  write("template-validators.ts", await compileSchemas({ document: documentSchema() }, document));
  write("config-validators.ts", await compileSchemas(files, config));
}

/** Returns the built-in templates by name, after they were checked. */
async function readBuiltIns() {
  const { readTemplates, encodeText, compileSchema } = await importSource(`
    export { readTemplates } from "./src/template/read-templates.ts";
    export { encodeText } from "./src/text/source.ts";
    export { compileSchema } from "./src/template/ajv-compiler.ts";
  `);
  const folder = new URL("templates/", root);
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const name = file.replace(/\.yaml$/, "");
    const source = { path: `templates/${file}`, text: encodeText(text) };
    const read = readTemplates([source], { compile: compileSchema, builtIns: NONE });
    for (const problem of read.problems) fail(problem);
    if (read.templates.length !== 1 || read.templates[0].name !== name) {
      fail({ message: `one template of the name ${name} is expected in templates/${file}` });
    }
    return { name, text, spec: read.templates[0]?.spec };
  });
}

function writeTemplates(templates) {
  const entries = templates.map(({ name, text, spec }) => {
    const json = JSON.stringify(JSON.stringify(spec));
    return `  ${JSON.stringify(name)}: { spec: ${json}, text: ${JSON.stringify(text)} },\n`;
  });
  write(
    "built-in-templates.ts",
    `/** The built-in templates by name: their spec as JSON, and their file. */
export const builtInSources: Readonly<
  Record<string, { readonly spec: string; readonly text: string }>
> = {
${entries.join("")}};
`,
  );
}

async function writeParamValidators(templates) {
  const schemas = templates.flatMap(({ name, spec }) =>
    Object.entries(spec.params).map(([param, schema]) => [`${name}.${param}`, schema]),
  );
  const options = {
    exportName: "paramValidators",
    doc: "Returns the compiled schemas of the parameters of built-in templates, as TEMPLATE.PARAM.",
    keys: "string",
  };
  write("param-validators.ts", await compileSchemas(Object.fromEntries(schemas), options));
}

function fail({ place, message, help }) {
  const at = place === undefined ? "" : `${place.file}:${place.line}:${place.column}: `;
  console.error(`${at}${message}${help ? ` (${help})` : ""}`);
  process.exitCode = 1;
}

/** Leaves a file alone that is right already, so that watchers rest. */
function write(name, text) {
  const file = new URL(name, generated);
  try {
    if (readFileSync(file, "utf8") === HEADER + text) return;
  } catch {
    // It is not there yet.
  }
  writeFileSync(file, HEADER + text);
}

// Makes src/generated/: what the program needs of data files and schemas, in a form that needs no file at run time.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { compileSchemas } from "./compile-schemas.mjs";
import { importSource } from "./import-source.mjs";

const root = new URL("../", import.meta.url);
const generated = new URL("src/generated/", root);
/** A built-in template stands on its own, so that its file is an example that is read from top to bottom. */
const NONE = { names: () => [], find: () => undefined };
const HEADER = "// Made by scripts/generate.mjs; not to be edited.\n\n";

mkdirSync(generated, { recursive: true });
writeKubernetesSchema();
writeKubernetesDescriptions();
writeCompletionScripts();
await writeValidators();
const { readTemplates, encodeText, compileSchema } = await importSource(`
  export { readTemplates } from "./src/template/read-templates.ts";
  export { encodeText } from "./src/text/source.ts";
  export { compileSchema } from "./src/template/ajv-compiler.ts";
`);
const templates = readBuiltIns();
const starts = readStarts();
if (!process.exitCode) {
  await writeTemplates(templates);
  writeStarts(starts);
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

function writeKubernetesDescriptions() {
  const json = readFileSync(new URL("src/template/kubernetes-descriptions.json", root), "utf8");
  const text = JSON.stringify(JSON.stringify(JSON.parse(json)));
  write(
    "kubernetes-descriptions.ts",
    `import type { FieldDescriptions } from "../template/editor-schema.ts";

/** Returns what the fields of core/v1 are for. */
export function kubernetesDescriptions(): FieldDescriptions {
  return JSON.parse(${text}) as FieldDescriptions;
}
`,
  );
}

/** A file of each shell, so that editors and the shell itself can check it. */
function writeCompletionScripts() {
  const shells = ["bash", "zsh", "fish"];
  const scripts = shells.map((shell) => [
    shell,
    readFileSync(new URL(`completions/kube-sidecar.${shell}`, root), "utf8"),
  ]);
  write(
    "completion-scripts.ts",
    `/** Returns the script of each shell that completes the words of the command. */
export function completionScripts(): Readonly<Record<${shells.map((shell) => JSON.stringify(shell)).join(" | ")}, string>> {
  return ${JSON.stringify(Object.fromEntries(scripts))};
}
`,
  );
}

async function writeValidators() {
  const { documentSchema, injectorSchema, sidecarLintSchema, valuesFileSchema } =
    await importSource(`
    export { documentSchema } from "./src/template/document-schema.ts";
    export { injectorSchema } from "./src/config/injector-schema.ts";
    export { sidecarLintSchema } from "./src/config/sidecar-lint-schema.ts";
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
    keys: '"injector" | "sidecarLint" | "valuesFile"',
  };
  const files = {
    injector: injectorSchema,
    sidecarLint: sidecarLintSchema,
    valuesFile: valuesFileSchema,
  };
  write("template-validators.ts", await compileSchemas({ document: documentSchema() }, document));
  write("config-validators.ts", await compileSchemas(files, config));
}

/** Returns the built-in templates by name, after they were checked. */
function readBuiltIns() {
  return readFolder("templates/").map(({ path, name, text, templates }) => {
    if (templates.length !== 1 || templates[0].name !== name) {
      fail({ message: `one template of the name ${name} is expected in ${path}` });
    }
    return { name, text, spec: templates[0]?.spec };
  });
}

/** Returns what `templates new` begins with, as [role, text], after it was checked. */
function readStarts() {
  return readFolder("templates/starts/").map(({ path, name: role, text, templates }) => {
    const [start] = templates;
    if (templates.length !== 1 || start.name !== "my-sidecar" || start.spec.role !== role) {
      fail({ message: `one template my-sidecar of the role ${role} is expected in ${path}` });
    }
    return [role, text];
  });
}

/** Returns the files of a folder, each with its name without `.yaml` and the templates in it, after these were checked. */
function readFolder(folder) {
  const files = readdirSync(new URL(folder, root)).filter((file) => file.endsWith(".yaml"));
  const names = files.map((file) => file.replace(/\.yaml$/, "")).sort();
  return names.map((name) => {
    const path = `${folder}${name}.yaml`;
    const text = readFileSync(new URL(path, root), "utf8");
    const source = { path, text: encodeText(text) };
    const reading = { compile: compileSchema, builtIns: NONE };
    const { templates, problems } = readTemplates([source], reading);
    for (const problem of problems) fail(problem);
    return { path, name, text, templates };
  });
}

/** The name in the starts is replaced when one is used. */
function writeStarts(starts) {
  write(
    "template-starts.ts",
    `import type { Role } from "../template/roles.ts";

/** Returns what a template of each role begins with; its name is \`my-sidecar\`. */
export function templateStarts(): Readonly<Record<Role, string>> {
  return ${JSON.stringify(Object.fromEntries(starts))};
}
`,
  );
}

/** A module for each template, so that a run reads only those that it uses. */
async function writeTemplates(templates) {
  mkdirSync(new URL("built-in/", generated), { recursive: true });
  for (const { name, text, spec } of templates) {
    const validators = await compileSchemas(spec.params, {
      exportName: "paramValidators",
      doc: "Returns the compiled schemas of the template's parameters.",
      keys: "string",
      manifest: "../../manifest",
    });
    const json = JSON.stringify(JSON.stringify(spec));
    write(
      `built-in/${name}.ts`,
      `${validators}
/** Returns the template's spec as JSON, and its file. */
export function templateSource() {
  return { spec: ${json}, text: ${JSON.stringify(text)} };
}
`,
    );
  }
  removeOthers(templates.map(({ name }) => `${name}.ts`));
  writeIndex(templates.map(({ name }) => name));
}

function removeOthers(files) {
  const folder = new URL("built-in/", generated);
  for (const file of readdirSync(folder)) {
    if (!files.includes(file)) rmSync(new URL(file, folder));
  }
}

function writeIndex(names) {
  const imports = names.map(
    (name, index) => `import * as t${index} from "./built-in/${name}.ts";\n`,
  );
  const entries = names.map((name, index) => `  ${JSON.stringify(name)}: t${index},\n`);
  write(
    "built-in-templates.ts",
    `import type { CompiledSchema } from "../manifest/schema-validator.ts";
${imports.join("")}
/** A built-in template, read when it is asked for. */
interface BuiltInModule {
  readonly templateSource: () => { readonly spec: string; readonly text: string };
  readonly paramValidators: () => Readonly<Record<string, CompiledSchema>>;
}

/** The built-in templates by name. */
export const builtInModules: Readonly<Record<string, BuiltInModule>> = {
${entries.join("")}};
`,
  );
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

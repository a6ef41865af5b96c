// Makes src/generated/: what the program needs of data files, in a form that needs no file at run time.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const generated = new URL("src/generated/", root);
const HEADER = "// Made by scripts/generate.mjs; not to be edited.\n\n";

mkdirSync(generated, { recursive: true });
writeKubernetesSchema();
await writeTemplates();

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

async function writeTemplates() {
  const { readTemplates, encodeText } = await importSource(
    `export { readTemplates } from "./src/template/read-template.ts";
     export { encodeText } from "./src/text/source.ts";`,
  );
  const folder = new URL("templates/", root);
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const entries = files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const name = file.replace(/\.yaml$/, "");
    const read = readTemplates({ path: `templates/${file}`, text: encodeText(text) });
    for (const problem of read.problems) fail(problem);
    if (read.templates.length !== 1 || read.templates[0].name !== name) {
      fail({ message: `one template of the name ${name} is expected in templates/${file}` });
    }
    const spec = JSON.stringify(JSON.stringify(read.templates[0]?.spec));
    return `  ${JSON.stringify(name)}: { spec: ${spec}, text: ${JSON.stringify(text)} },\n`;
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

/** Runs TypeScript of src/ in this process, under any version of Node. */
async function importSource(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(root), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    // So that the ES module of `yaml` is taken, which runs without a file system around it.
    platform: "browser",
    target: "node20",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
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

// Biome keeps the direction of imports (biome-imports.json); this shows that it does.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-imports-"));

interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** Files of the core, each with the next folder that it must not know. */
const LAYERS: readonly Import[] = [
  { file: "src/text/one.ts", specifier: "../manifest/value.ts" },
  { file: "src/manifest/one.ts", specifier: "../template/template.ts" },
  { file: "src/template/one.ts", specifier: "../lint/rule.ts" },
  { file: "src/lint/one.ts", specifier: "../rules/index.ts" },
  { file: "src/lint/ports/one.ts", specifier: "../../rules/index.ts" },
  { file: "src/rules/one.ts", specifier: "../inject/plan.ts" },
  { file: "src/config/one.ts", specifier: "../inject/plan.ts" },
  { file: "src/inject/one.ts", specifier: "../outcome.ts" },
  { file: "src/api/one.ts", specifier: "../report/text.ts" },
  { file: "src/pipeline/one.ts", specifier: "../report/text.ts" },
  { file: "src/index.ts", specifier: "./report/text.ts" },
  { file: "src/pipeline.ts", specifier: "./report/text.ts" },
];

/** What no file of the core imports; `DEPTH` is the way to src/. */
const EDGE = [
  "node:fs",
  "commander",
  "chalk",
  "yaml",
  "ajv",
  "DEPTH/cli/options.ts",
  "DEPTH/main.ts",
];

const FORBIDDEN: readonly Import[] = [
  ...LAYERS,
  ...LAYERS.flatMap(({ file }) =>
    EDGE.map((specifier) => ({ file, specifier: from(file, specifier) })),
  ),
  { file: "src/report/text.ts", specifier: "chalk" },
  { file: "src/report/text.ts", specifier: "node:fs" },
  { file: "src/report/text.ts", specifier: "../cli/options.ts" },
  { file: "src/io/io.ts", specifier: "../pipeline.ts" },
  { file: "src/io/io.ts", specifier: "commander" },
  { file: "src/cli/inject.ts", specifier: "chalk" },
  { file: "src/cli/inject.ts", specifier: "yaml" },
];

const ALLOWED: readonly Import[] = [
  { file: "src/manifest/yaml-outline.ts", specifier: "yaml" },
  { file: "src/template/ajv-compiler.ts", specifier: "ajv/dist/2020.js" },
  { file: "src/report/colour-style.ts", specifier: "chalk" },
  { file: "src/io/io.ts", specifier: "node:fs" },
  { file: "src/cli/program.ts", specifier: "commander" },
  { file: "src/cli/run-inject.ts", specifier: "../pipeline.ts" },
  { file: "src/inject/one.ts", specifier: "../lint/rule.ts" },
  { file: "src/rules/one.ts", specifier: "../lint/rule.ts" },
  { file: "src/rules/one.ts", specifier: "../lint/ports/endpoints.ts" },
  { file: "src/lint/ports/one.ts", specifier: "../rule.ts" },
  { file: "src/lint/ports/one.ts", specifier: "../programs/sidecars.ts" },
  { file: "src/lint/ports/one.ts", specifier: "../../manifest/value.ts" },
];

/** `FILE:LINE` of the imports that Biome reports. */
let reported: ReadonlySet<string>;

beforeAll(() => {
  for (const name of ["biome.json", "biome-imports.json", ".gitignore"]) {
    cpSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  for (const { file } of [...FORBIDDEN, ...ALLOWED]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      importsOf(file)
        .map((name) => `import "${name}";\n`)
        .join(""),
    );
  }
  reported = lint();
});
afterAll(() => rmSync(folder, { recursive: true }));

function importsOf(file: string): readonly string[] {
  const imports = [...FORBIDDEN, ...ALLOWED].filter((one) => one.file === file);
  return imports.map(({ specifier }) => specifier);
}

function lint(): ReadonlySet<string> {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const options = ["--reporter=json", "--max-diagnostics=none", "--only=style/noRestrictedImports"];
  const { stdout } = spawnSync(process.execPath, [biome, "lint", ...options, "src"], {
    cwd: folder,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return new Set(diagnostics.map(({ location: { path, start } }) => `${path}:${start.line}`));
}

interface Diagnostic {
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

function placeOf({ file, specifier }: Import): string {
  return `${file}:${importsOf(file).indexOf(specifier) + 1}`;
}

function from(file: string, specifier: string): string {
  const depth = file.split("/").length - 2;
  return specifier.replace("DEPTH", depth === 0 ? "." : Array(depth).fill("..").join("/"));
}

describe("the linter", () => {
  it.each(FORBIDDEN)("refuses $specifier in $file", (forbidden) => {
    expect(reported).toContain(placeOf(forbidden));
  });

  it.each(ALLOWED)("takes $specifier in $file", (allowed) => {
    expect(reported).not.toContain(placeOf(allowed));
  });
});

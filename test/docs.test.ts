// The documentation says what is so: its commands and examples run, and what is generated is up to date.
// `UPDATE_GOLDENS=1` writes it anew; read the difference.

import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as library from "../src/index.ts";
import { explainRule } from "../src/lint/explain.ts";
import { rules } from "../src/rules/index.ts";
import { temporaryFolder } from "./cli/temporary-folder.ts";
import { commandsPage } from "./docs/commands-page.ts";
import { examplesIn } from "./docs/examples.ts";
import { expectGolden } from "./docs/expect-golden.ts";
import { markerExample } from "./docs/marker-example.ts";
import { rulesPage } from "./docs/rules-page.ts";
import { runDocument } from "./docs/run-document.ts";
import { fieldsTable, kindsTable, replacePart, rulesTable, templatesTable } from "./docs/tables.ts";
import { installCommand } from "./hosts/install-command.ts";
import { realShell } from "./hosts/real-shell.ts";

const root = join(import.meta.dirname, "..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...markdownIn("docs"),
];

function markdownIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The commands of a page run in a copy of fixtures/manifests/. */
function folderOfManifests(): string {
  const folder = temporaryFolder();
  cpSync(join(root, "fixtures/manifests"), folder, { recursive: true });
  return folder;
}

describe("README.md", () => {
  it("shows what its commands print, and lists the checks and the built-in templates", async () => {
    const withChecks = replacePart(read("README.md"), "rules", rulesTable("docs/rules/"));
    const markdown = replacePart(withChecks, "templates", templatesTable());
    expectGolden(join(root, "README.md"), await runDocument(markdown, folderOfManifests()));
  });
});

describe("docs/", () => {
  it("lint.md shows what is printed", async () => {
    const page = "docs/lint.md";
    expectGolden(join(root, page), await runDocument(read(page), folderOfManifests()));
  });

  it("lifecycle.md shows what is printed", async () => {
    const page = "docs/lifecycle.md";
    const folder = temporaryFolder();
    const shell = realShell({ path: [installCommand(temporaryFolder())] });
    expectGolden(join(root, page), await runDocument(read(page), folder, shell));
  });

  it("workloads.md shows what is printed, and lists the kinds", async () => {
    const page = "docs/workloads.md";
    const markdown = replacePart(read(page), "kinds", kindsTable());
    expectGolden(join(root, page), await runDocument(markdown, temporaryFolder()));
  });

  it("templates.md shows what is printed, and lists the fields of templates", async () => {
    const page = "docs/templates.md";
    const markdown = replacePart(read(page), "fields", fieldsTable());
    expectGolden(join(root, page), await runDocument(markdown, folderOfManifests()));
  });

  it("annotations.md shows a marker", async () => {
    const page = "docs/annotations.md";
    const marker = await markerExample(folderOfManifests());
    expectGolden(join(root, page), replacePart(read(page), "marker", marker));
  });

  it("cli.md holds the help of every command", async () => {
    expectGolden(join(root, "docs/cli.md"), await commandsPage());
  });
});

describe("docs/rules/", () => {
  it.each(rules.map((rule) => ({ id: rule.id, rule })))("explains $id", ({ id, rule }) => {
    expectGolden(join(root, `docs/rules/${id}.md`), explainRule(rule));
  });

  it("lists them, and the problems of planning", () => {
    expectGolden(join(root, "docs/rules/README.md"), rulesPage());
  });

  it("has a page for nothing else", () => {
    const expected = ["README.md", ...rules.map(({ id }) => `${id}.md`)];
    expect(readdirSync(join(root, "docs/rules")).sort()).toEqual(expected.sort());
  });
});

describe("examples of the library", () => {
  const files = [
    "README.md",
    "docs/hosts.md",
    ...readdirSync(join(root, "src/api")).map((file) => `src/api/${file}`),
  ];
  const examples = files.flatMap((file) =>
    examplesIn(read(file)).map((code, index) => ({ name: `${file}, ${index + 1}`, code })),
  );

  it.each(examples)("$name runs", ({ code }) => {
    const assert = (condition: boolean) => expect(condition).toBe(true);
    expect.hasAssertions();
    const body = code.replace(/^import .* from "kube-sidecar";$/m, "");
    new Function("assert", ...Object.keys(library), body)(assert, ...Object.values(library));
  });

  it("are there for every function", () => {
    const code = examples.map((example) => example.code).join("");
    const functions = Object.keys(library).filter((name) => /^[a-z]/.test(name));
    expect(functions.filter((name) => !code.includes(`${name}(`))).toEqual([]);
  });
});

describe("every page", () => {
  it.each(pages)("%s links to files that exist", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)];
    const targets = links.map(([, target = ""]) => join(dirname(page), target));
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it.each(pages)("%s names files that exist", (page) => {
    const named = read(page).matchAll(/`((?:src|test|fixtures|docs|scripts)\/[\w./-]+)`/g);
    const paths = [...named].map(([, path = ""]) => path);
    const real = paths.filter((path) => !/\b(?:ID|CASE)\b/.test(path));
    expect(real.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(pages)("%s installs the version of the package, and runs nothing by npx", (page) => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const commands = [...read(page).matchAll(/^.*\bnpm install .*\bkube-sidecar\b.*$/gm)];
    const lines = commands.map(([line]) => line).filter((line) => !line.includes("`"));
    expect(lines.filter((line) => !line.endsWith(`kube-sidecar@${version}`))).toEqual([]);
    expect(read(page)).not.toMatch(/\bnpx (?:-\S+ )*kube-sidecar/);
  });

  it("CHANGELOG.md has a heading for the version of the package", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(read("CHANGELOG.md")).toContain(`\n## ${version}`);
  });
});

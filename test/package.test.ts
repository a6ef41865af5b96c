// What is published: packed from a copy of the sources, installed elsewhere, run and type-checked. It needs no registry.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-package-"));
const copy = join(folder, "copy");
const consumer = join(folder, "consumer");
const manifest = readFileSync(join(root, "fixtures/manifests/deploy.yaml"), "utf8");
const { dependencies, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const SOURCES = [
  "bin",
  "integrations",
  "completions",
  "scripts",
  "src",
  "templates",
  "LICENSE",
  "README.md",
  "package.json",
];
const CONFIGS = ["tsconfig.json", "tsconfig.build.json"];

/** Uses the library as its documentation says, with every type that it names. */
const PROGRAM = `import { type EjectOptions, eject, type InjectOptions, inject, type Result, UserError } from "kube-sidecar";
import { lint, type InjectionOptions, type LintOptions, type LintPolicy, type LintResult } from "kube-sidecar";
import type { Content, Finding, Place, Severity, TextFile, Value, WorkloadReport } from "kube-sidecar";

const options: InjectOptions = { templates: ["statsd-exporter"], selector: "app=web" };
const text: Result<string> = inject("kind: Pod\\n", options);
const bytes: Result<Uint8Array> = inject(new Uint8Array(), options);
const ejected: string = eject(text.manifest, {} satisfies EjectOptions).manifest;
export const severities: readonly Severity[] = text.findings.map((finding: Finding) => finding.severity);
export const lines: readonly number[] = text.findings.map(({ place }: { place: Place }) => place.line);
export const names: readonly string[] = bytes.workloads.map(({ object }: WorkloadReport) => object);
export const file: TextFile = { path: "a.yaml", content: ejected satisfies Content };
const shared: InjectionOptions = { kubeVersion: "1.28", values: { envoy: { port: 8080 } } };
const policy: LintPolicy = { failOn: "warning", counts: "introduced" };
const strict: LintOptions = { ...shared, ...policy, podSecurity: "restricted", rules: { "port-conflict": "off" } };
export const linted: LintResult = lint([file, { path: "b.yaml", content: new Uint8Array() }], strict);
export const value: Value = { a: [1n, null] };
export const isOurs = (error: unknown): boolean => error instanceof UserError;
// @ts-expect-error: the name of the option is templates
inject("", { template: "envoy" });
`;

let tarball: string;

beforeAll(() => {
  mkdirSync(copy);
  for (const name of [...SOURCES, ...CONFIGS]) {
    const filter = (path: string) => path !== join(root, "src/generated");
    cpSync(join(root, name), join(copy, name), { recursive: true, filter });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  // Packing runs `prepare`, which builds.
  npm(["pack", "--pack-destination", folder], copy);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), JSON.stringify(consumerPackage()));
  npm(["install", "--offline", "--install-links", "--ignore-scripts", "--no-audit"], consumer);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What it depends on is taken from this project's node_modules, so that nothing has to be downloaded. */
function consumerPackage() {
  const names = dependenciesBelow(Object.keys(dependencies));
  const local = [...names].map((name) => [name, `file:${join(root, "node_modules", name)}`]);
  const ours = ["kube-sidecar", `file:${tarball}`];
  return { private: true, type: "module", dependencies: Object.fromEntries([...local, ours]) };
}

function dependenciesBelow(names: readonly string[], known = new Set<string>()): Set<string> {
  for (const name of names.filter((one) => !known.has(one))) {
    const file = join(root, "node_modules", name, "package.json");
    const { dependencies: next = {} } = JSON.parse(readFileSync(file, "utf8"));
    dependenciesBelow(Object.keys(next), known.add(name));
  }
  return known;
}

function npm(args: readonly string[], cwd: string): void {
  const shell = process.platform === "win32";
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, shell, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

function run(command: string, args: readonly string[], input = ""): string {
  const path = join(consumer, "node_modules/.bin", command);
  const shell = process.platform === "win32";
  return execFileSync(path, args, { cwd: consumer, shell, input, encoding: "utf8", stdio: "pipe" });
}

function filesBelow(path: string): readonly string[] {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"));
}

describe("the package", () => {
  it("credits what is in the bundle, the texts of Kubernetes among it", () => {
    const file = join(consumer, "node_modules/kube-sidecar/dist/cli.cjs.LICENCES.txt");
    const text = readFileSync(file, "utf8");
    for (const part of [/^commander \d/m, /^yaml \d/m, /^Kubernetes API 1\.\d+, /m])
      expect(text).toMatch(part);
    expect(text).toContain("Copyright The Kubernetes Authors.");
  });

  it("holds the command, the library, the templates, and nothing else", () => {
    const files = filesBelow(join(consumer, "node_modules/kube-sidecar"));
    const library =
      /^dist\/(?:api|config|generated|inject|lint|manifest|pipeline|rules|template|text)\/(?:[\w-]+\/)?[\w-]+\.(?:js|d\.ts)$/;
    const template = /^(?:templates\/[\w-]+\.yaml|dist\/built-in\/[\w-]+\.cjs)$/;
    const others = files.filter((file) => !library.test(file) && !template.test(file));
    expect(others.sort()).toEqual([
      "LICENSE",
      "README.md",
      "bin/kube-sidecar.cjs",
      "bin/kubectl_complete-sidecar.cjs",
      "dist/ajv-compiler.cjs",
      "dist/cli.cjs",
      "dist/cli.cjs.LICENCES.txt",
      "dist/completion-scripts.cjs",
      "dist/config-validators.cjs",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/kubernetes-descriptions.cjs",
      "dist/outcome.d.ts",
      "dist/outcome.js",
      "dist/pipeline.d.ts",
      "dist/pipeline.js",
      "dist/slow-attacks.cjs",
      "dist/template-starts.cjs",
      "dist/template-validators.cjs",
      "integrations/argocd/Dockerfile",
      "integrations/argocd/generate.cjs",
      "integrations/argocd/plugin.yaml",
      "integrations/helm/kube-sidecar/inject.sh",
      "integrations/helm/kube-sidecar/plugin.yaml",
      "package.json",
      "templates/sidecar-template.schema.json",
    ]);
  });

  it("is small", () => {
    expect(statSync(tarball).size).toBeLessThan(1_245_000);
  });

  it("runs as kube-sidecar and as kubectl-sidecar", () => {
    expect(run("kube-sidecar", ["--version"])).toBe(`${version}\n`);
    expect(run("kubectl-sidecar", ["templates", "list"])).toContain("fluent-bit");
    expect(run("kubectl-sidecar", ["--help"])).toMatch(/^Usage: kubectl sidecar /);
  });

  it("injects in a pipe, and ejects again", () => {
    const injected = run("kube-sidecar", ["inject", "-t", "fluent-bit"], manifest);
    expect(injected).toContain("- name: fluent-bit\n");
    expect(run("kubectl-sidecar", ["eject"], injected)).toBe(manifest);
  });

  it("is a library that does the same as the command", () => {
    const program = `import { inject } from "kube-sidecar";
      import { readFileSync } from "node:fs";
      const { ok, manifest } = inject(readFileSync(0), { templates: ["fluent-bit"] });
      process.stdout.write(ok ? manifest : "");`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: consumer,
      input: manifest,
      encoding: "utf8",
    });
    expect(output).toBe(run("kube-sidecar", ["inject", "-q", "-t", "fluent-bit"], manifest));
  });

  it.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("has types that need nothing beside them, with --module %s", (module, moduleResolution) => {
    writeFileSync(join(consumer, "program.ts"), PROGRAM);
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--types", ""];
    const target = [
      "--module",
      module,
      "--moduleResolution",
      moduleResolution,
      "--target",
      "es2023",
      "--skipLibCheck",
      "false",
    ];
    const args = [tsc, ...flags, ...target, "program.ts"];
    expect(execFileSync(process.execPath, args, { cwd: consumer, encoding: "utf8" })).toBe("");
  });
});

/** What is in a krew manifest, as far as the tests look at it. */
interface KrewManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version: string;
    readonly shortDescription: string;
    readonly caveats: string;
    readonly platforms: readonly KrewPlatform[];
  };
}

interface KrewPlatform {
  readonly uri: string;
  readonly sha256: string;
  readonly files: readonly { readonly from: string; readonly to: string }[];
  readonly bin: string;
  readonly selector: { readonly matchExpressions: readonly { readonly key: string }[] };
}

describe("the krew manifest", () => {
  let manifestOfPlugin: KrewManifest;

  beforeAll(() => {
    const script = join(root, "scripts/krew-manifest.mjs");
    const text = execFileSync(process.execPath, [script, tarball], { encoding: "utf8" });
    manifestOfPlugin = parse(text) as KrewManifest;
  });

  /** The rules of `ValidatePlugin` in internal/index/validation of sigs.k8s.io/krew. */
  it("is one that krew takes", () => {
    const { apiVersion, kind, metadata, spec } = manifestOfPlugin;
    expect([apiVersion, kind]).toEqual(["krew.googlecontainertools.github.com/v1alpha2", "Plugin"]);
    expect(metadata.name).toBe("sidecar");
    expect(spec.version).toBe(`v${version}`);
    expect(spec.shortDescription).toMatch(/^.{1,50}$/);
    expect(spec.caveats).toContain("Node.js");
    for (const { selector, ...platform } of spec.platforms) {
      expect(platform).toEqual({
        uri: expect.stringMatching(/^https:.*\.tgz$/),
        sha256: createHash("sha256").update(readFileSync(tarball)).digest("hex"),
        files: [{ from: "package/*", to: "." }],
        bin: "bin/kube-sidecar.cjs",
      });
      expect(selector.matchExpressions.map(({ key }) => key)).toEqual(["os"]);
    }
  });

  it("names a program that runs where krew unpacks it, without node_modules", () => {
    const store = join(folder, "krew");
    mkdirSync(join(store, "bin"), { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", store]);
    const plugin = join(store, "bin/kubectl-sidecar");
    const bin = manifestOfPlugin.spec.platforms[0]?.bin ?? "";
    symlinkSync(join(store, "package", bin), plugin);
    const runPlugin = (...args: readonly string[]) =>
      execFileSync(plugin, args, { input: manifest, encoding: "utf8", stdio: "pipe" });
    const own = join(root, "fixtures/manifests/sidecars");
    const args = ["--template-dir", own, "-t", "alloydb-auth-proxy", "--set", "instance=x"];
    expect(runPlugin("inject", ...args)).toContain("- name: alloydb-auth-proxy\n");
    expect(runPlugin("--help")).toMatch(/^Usage: kubectl sidecar /);
  });
});

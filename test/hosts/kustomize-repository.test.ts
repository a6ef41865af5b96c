// What `inject -w -R .` makes of a whole repository, as the real kubectl builds it.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { isObject, type Json } from "../oracle/json-patch.ts";
import { readerFor } from "../oracle/read-manifest.ts";
import { findClient } from "./clients.ts";
import { BUILDS, KUSTOMIZE_REPOSITORY, REPOSITORY_CHART } from "./kustomize-repository.ts";

const hasKubectl = findClient("kubectl") !== undefined;

/** Templates that share a directory of the app, that stand in front of it, and that do neither. */
const TEMPLATES = [["fluent-bit"], ["envoy"], ["nginx-tls", "fluent-bit"], ["statsd-exporter"]];

async function run(folder: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd: folder });
  const code = await main([...args], io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const read = (path: string) => [path, readFileSync(join(folder, path), "utf8")];
  return Object.fromEntries(Object.keys(KUSTOMIZE_REPOSITORY).map(read));
}

/** Returns what kubectl builds, by kind and name. */
function build(folder: string, path: string): ReadonlyMap<string, Json> {
  const { status, stdout, stderr } = spawnSync("kubectl", ["kustomize", path], { cwd: folder });
  if (status !== 0) throw new Error(stderr.toString());
  return byName(readerFor(stdout)(stdout));
}

function objectsOf(text: string): ReadonlyMap<string, Json> {
  const bytes = Buffer.from(text);
  return byName(readerFor(bytes)(bytes));
}

function byName(objects: readonly Json[]): ReadonlyMap<string, Json> {
  return new Map(objects.map((object) => [`${field(object, "kind")}/${nameOf(object)}`, object]));
}

function field(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (parent, key) => (parent !== undefined && isObject(parent) ? parent[key] : undefined),
    value,
  );
}

/** Overlays give prefixes and suffixes to names. */
function nameOf(object: Json): string {
  return String(field(object, "metadata", "name")).replace(/^(?:dev|shop)-|-v2$/g, "");
}

/** Returns each value by its way, on which items of lists stand by their names, in whatever order they are. */
function leavesOf(value: Json, path = ""): ReadonlyMap<string, Json> {
  if (Array.isArray(value) && value.length > 0) {
    const keyOf = (item: Json, index: number) =>
      String(
        field(item, "mountPath") ?? field(item, "name") ?? field(item, "containerPort") ?? index,
      );
    const leaves = value.flatMap((item, index) => [
      ...leavesOf(item, `${path}[${keyOf(item, index)}]`),
    ]);
    return new Map(leaves);
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return new Map(
      Object.entries(value).flatMap(([key, inner]) => [...leavesOf(inner, `${path}.${key}`)]),
    );
  }
  return new Map([[path, value]]);
}

interface Difference {
  readonly added: readonly (readonly [string, Json])[];
  readonly lost: readonly (readonly [string, Json])[];
}

function difference(before: Json | undefined, after: Json | undefined): Difference {
  const [old, now] = [leavesOf(before ?? null), leavesOf(after ?? null)];
  const without = (all: ReadonlyMap<string, Json>, others: ReadonlyMap<string, Json>) =>
    [...all].filter(([path, value]) => others.get(path) !== value).sort();
  return { added: without(now, old), lost: without(old, now) };
}

describe.skipIf(!hasKubectl).each(TEMPLATES)("a repository of kustomize with %s", (...names) => {
  const templates = names.flatMap((name) => ["-t", name]);

  it("builds as without us, and the sidecars that the report tells of", async () => {
    const folder = temporaryFolder(KUSTOMIZE_REPOSITORY);
    const before = new Map(BUILDS.map((path) => [path, build(folder, path)]));
    const written = await run(folder, "inject", "-w", "-R", ".", ...templates);
    expect(written.code).toBe(0);
    const after = filesIn(folder);
    const changed = Object.keys(after).filter((path) => after[path] !== KUSTOMIZE_REPOSITORY[path]);
    expect(changed.sort()).toEqual(INJECTED.toSorted());
    const told = new Map(
      changed.flatMap((path) => {
        const [old, now] = [KUSTOMIZE_REPOSITORY, after].map((tree) => objectsOf(tree[path] ?? ""));
        return [...(old ?? [])].map(([name, object]) => [name, difference(object, now?.get(name))]);
      }),
    );
    for (const path of BUILDS) {
      const now = build(folder, path);
      const old = before.get(path) as ReadonlyMap<string, Json>;
      expect([...now.keys()]).toEqual([...old.keys()]);
      for (const [name, object] of old) {
        const expected = told.get(name) ?? { added: [], lost: [] };
        expect([path, name, difference(object, now.get(name))]).toEqual([path, name, expected]);
        expect(expected.lost).toEqual([]);
      }
    }
    const sidecars = [...told.values()].filter(({ added }) => added.length > 5);
    expect(sidecars).toHaveLength(INJECTED.length);
  });

  it("is as it was after eject, and is injected into once", async () => {
    const folder = temporaryFolder(KUSTOMIZE_REPOSITORY);
    await run(folder, "inject", "-w", "-R", ".", ...templates);
    const injected = filesIn(folder);
    await run(folder, "inject", "-w", "-R", ".", ...templates);
    expect(filesIn(folder)).toEqual(injected);
    expect((await run(folder, "eject", "-w", "-R", ".")).code).toBe(0);
    expect(filesIn(folder)).toEqual(KUSTOMIZE_REPOSITORY);
  });
});

describe("a repository of kustomize", () => {
  /** All that is no workload, and what shows that. */
  const LEFT_OUT: readonly (readonly [place: string, said: string])[] = [
    [
      "components/metrics/scrape.yaml:1",
      "components/metrics/kustomization.yaml lists it as a patch",
    ],
    ["config/default/manager_webhook_patch.yaml:1", "lists it as a patch"],
    ["config/samples/shop.yaml:1", "Shop (example.com/v1) is not a known workload kind"],
    ["overlays/dev/memory.yaml:1", "overlays/dev/kustomization.yaml lists it as a patch"],
    ["overlays/dev/patches/debug.yaml:1", "overlays/dev/kustomization.yaml lists it as a patch"],
    ["overlays/prod/green.yaml:1", "and 4 more in its folder are incomplete"],
    ["snapshots/replicaset.yaml:1", "(by Deployment/web) is owned by a controller"],
    [
      "tests/e2e/00-assert.yaml:1",
      "(it has no pod template) and 1 more in its folder are incomplete",
    ],
    ["", "charts/shop/templates is left out: render a chart first"],
  ];

  it.each(["inject", "status", "show", "eject"])(
    "has all that %s leaves out on one screen",
    async (command) => {
      const folder = temporaryFolder({ ...KUSTOMIZE_REPOSITORY, ...REPOSITORY_CHART });
      const options = command === "inject" ? ["-t", "fluent-bit"] : [];
      const { code, stderr } = await run(folder, command, "-R", ".", ...options);
      expect(code).toBe(0);
      const lines = stderr
        .split("\n")
        .filter((line) => /^(?:\S+ {2})?note\b|^\S+:\d+ {2}/.test(line));
      const all = lines.join("\n");
      // What a controller owns is looked at.
      const isLook = command === "status" || command === "show";
      for (const [place, said] of LEFT_OUT.filter(
        ([at]) => !isLook || !at.startsWith("snapshots"),
      )) {
        const line = lines.find((one) => one.includes(said) && one.includes(place));
        expect([place, said, line === undefined ? all : ""]).toEqual([place, said, ""]);
      }
      expect(lines.length).toBeLessThanOrEqual(24);
    },
  );

  it("says what it leaves out on one screen however many overlays there are", async () => {
    const overlays = Array.from({ length: 60 }, (_, index) =>
      Object.entries(KUSTOMIZE_REPOSITORY)
        .filter(([path]) => path.startsWith("overlays/dev/"))
        .map(([path, text]) => [path.replace("dev", `dev${index}`), text]),
    );
    const charts = Array.from({ length: 30 }, (_, index) =>
      Object.entries(REPOSITORY_CHART).map(([path, text]) => [
        path.replace("shop", `c${index}`),
        text,
      ]),
    );
    const more = Object.fromEntries([...overlays, ...charts].flat());
    const folder = temporaryFolder({ ...KUSTOMIZE_REPOSITORY, ...more });
    const { stderr } = await run(folder, "inject", "-R", ".", "-t", "fluent-bit");
    const lines = stderr
      .split("\n")
      .filter((line) => line.includes("  note  ") || line.startsWith("note"));
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(stderr).toContain("more in 119 folders are incomplete");
    expect(stderr).toContain("charts/c0/templates and those of 29 more Helm charts are left out");
  });

  it("is checked without an error", async () => {
    const folder = temporaryFolder({ ...KUSTOMIZE_REPOSITORY, ...REPOSITORY_CHART });
    const { stdout } = await run(folder, "lint", "-R", ".", "--format", "json");
    const { findings } = JSON.parse(stdout);
    expect(findings.filter(({ severity }: { severity: string }) => severity === "error")).toEqual(
      [],
    );
  });

  it("has its chart named where that is what was asked for", async () => {
    const folder = temporaryFolder({ ...KUSTOMIZE_REPOSITORY, ...REPOSITORY_CHART });
    const { code, stderr } = await run(folder, "inject", "-R", "charts/shop", "-t", "fluent-bit");
    expect([code, stderr]).toEqual([2, expect.stringContaining("render it first")]);
  });
});

const INJECTED = [
  "base/web.yaml",
  "base/worker.yaml",
  "base/report.yaml",
  "base/later.yaml",
  "components/metrics/collector.yaml",
  "config/manager/manager.yaml",
];

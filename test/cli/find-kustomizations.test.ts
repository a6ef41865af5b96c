import {
  mkdirSync,
  mkdtempSync,
  readFileSync as nodeReadFile,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findKustomizations } from "../../src/cli/find-kustomizations.ts";
import { DEFAULT_REACH, type Reach } from "../../src/io/bound.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";

const top = realpathSync(mkdtempSync(join(tmpdir(), "kube-sidecar-")));
afterAll(() => rmSync(top, { recursive: true, force: true }));

type Tree = Readonly<Record<string, string>>;

let trees = 0;

/** Makes a folder with the files; a name that ends in `/` is a folder. */
function makeTree(tree: Tree): string {
  const folder = join(top, `${trees++}`);
  for (const [path, text] of Object.entries(tree)) {
    const file = join(folder, path);
    mkdirSync(path.endsWith("/") ? file : dirname(file), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(file, text);
  }
  return folder;
}

function found(folder: string, paths: readonly string[], reach: Reach = DEFAULT_REACH) {
  const read: string[] = [];
  const readFileSync = (path: string) => {
    read.push(path.replace(`${folder}/`, ""));
    return nodeReadFile(path);
  };
  const io = fakeIo({ cwd: folder, fs: { readFileSync } as never });
  findKustomizations(io, paths, reach);
  return read.sort();
}

const K = "resources: []\n";
const REPOSITORY: Tree = {
  "repo/.git/": "",
  "repo/base/kustomization.yaml": K,
  "repo/dev/kustomization.yml": "transformers: [patches.yaml]\n",
  "repo/dev/patches.yaml": "kind: PatchTransformer\npath: p.yaml\n",
  "repo/prod/Kustomization": K,
  "repo/prod/other.yaml": K,
  "repo/node_modules/a/kustomization.yaml": K,
  "repo/.cache/kustomization.yaml": K,
  "repo/folder/kustomization.yaml/": "",
  "beside/kustomization.yaml": K,
};
const ALL = [
  "repo/base/kustomization.yaml",
  "repo/dev/kustomization.yml",
  "repo/dev/patches.yaml",
  "repo/prod/Kustomization",
];

describe("findKustomizations", () => {
  const folder = makeTree(REPOSITORY);

  it.each<[string, readonly string[]]>([
    ["the repository", ["repo"]],
    ["a folder in it", ["repo/base"]],
    ["a file in it", ["repo/base/web.yaml"]],
    ["several of these", ["repo/base", "repo/dev/web.yaml", "-"]],
    ["an absolute path", [join(folder, "repo/dev")]],
  ])("finds those of the whole repository for %s", (_, paths) => {
    expect(found(folder, paths)).toEqual(ALL);
  });

  it("finds none for standard input", () => {
    expect(found(folder, ["-"])).toEqual([]);
  });

  it("finds those of the folder, and those right above it, where that is in no repository", () => {
    const loose = makeTree({
      "a/b/kustomization.yaml": K,
      "a/c/web.yaml": "",
      "kustomization.yaml": K,
    });
    expect(found(loose, ["a"])).toEqual(["a/b/kustomization.yaml", "kustomization.yaml"]);
    expect(found(loose, ["a/c/web.yaml"])).toEqual(["kustomization.yaml"]);
    expect(found(loose, ["a/c/web.yaml", "a/b"])).toEqual([
      "a/b/kustomization.yaml",
      "kustomization.yaml",
    ]);
    expect(found(join(loose, "a/c"), ["web.yaml"])).toEqual([]);
  });

  it("goes no further than --root", () => {
    const root = { folder: join(folder, "repo/dev"), label: "--root dev" };
    expect(found(folder, ["repo/dev"], { ...DEFAULT_REACH, root })).toEqual([
      "repo/dev/kustomization.yml",
      "repo/dev/patches.yaml",
    ]);
  });

  it("follows no link out of the repository, and reads nothing that is too large", () => {
    const linked = makeTree({ "repo/.git/": "", "repo/a/web.yaml": "", "kustomization.yaml": K });
    symlinkSync("../../kustomization.yaml", join(linked, "repo/a/kustomization.yaml"));
    symlinkSync("../..", join(linked, "repo/a/up"));
    writeFileSync(join(linked, "repo/kustomization.yaml"), "x".repeat(200));
    expect(found(linked, ["repo"], { largestFound: 100 })).toEqual([]);
  });

  it("says where there are too many folders to look at them all", () => {
    const huge = makeTree({ ".git/": "", "kustomization.yaml": K });
    const entry = (name: string) => ({
      name,
      isDirectory: () => true,
      isSymbolicLink: () => false,
    });
    const many = Array.from({ length: 30_000 }, (_, index) => entry(`d${index}`));
    const fs = { readdirSync: (path: string) => (path === huge ? many : []) } as never;
    const { warnings } = findKustomizations(fakeIo({ cwd: huge, fs }), ["."], DEFAULT_REACH);
    expect(warnings.map(({ message }) => message)).toEqual([
      `not all kustomizations in ${huge} are known: it has more than 20000 folders`,
    ]);
  });
});

describe("a command", () => {
  const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {tier: front}}
  template:
    metadata: {labels: {tier: front}}
    spec: {containers: [{name: web, image: "web:1", ports: [{name: http, containerPort: 80}]}]}
`;
  const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: grpc}]}
`;
  const folder = makeTree({
    ".git/": "",
    "base/kustomization.yaml": "resources: [web.yaml]\ncommonLabels: {app: web}\n",
    "base/web.yaml": web,
    "prod/kustomization.yaml": "resources: [../base, service.yaml]\n",
    "prod/service.yaml": service,
  });

  it.each<[string, readonly string[]]>([
    ["", ["-R", "."]],
    ["", ["base/web.yaml", "prod/service.yaml"]],
    ["", ["prod/service.yaml", "base/web.yaml"]],
    ["prod", ["service.yaml", "../base/web.yaml"]],
  ])(
    "in folder %j says the same with %j, whichever kustomizations are given",
    async (cwd, paths) => {
      const io = fakeIo({ cwd: join(folder, cwd) });
      expect(await main(["lint", "--format", "json", ...paths], io)).toBe(1);
      const [finding, ...others] = JSON.parse(io.stdout()).findings;
      expect(finding).toMatchObject({ rule: "service-target-port-missing", severity: "error" });
      expect(others).toEqual([]);
    },
  );
});

/** A whole Deployment that takes the place of a base: nothing but the kustomization shows that it is a patch. */
const GREEN = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:2"}]}
`;

describe("a file that a kustomization lists as a patch", () => {
  const folder = makeTree({
    "repo/.git/": "",
    "repo/base/kustomization.yaml": "resources: [web.yaml]\n",
    "repo/base/web.yaml": GREEN,
    "repo/green/kustomization.yaml": "resources: [../base]\npatches: [{path: patches/web.yaml}]\n",
    "repo/green/patches/web.yaml": GREEN,
    "repo/shared/green.yaml": GREEN,
    "repo/blue/kustomization.yaml": "resources: [../base]\npatches: [{path: linked.yaml}]\n",
    "loose/green/kustomization.yaml": "patches: [{path: patches/web.yaml}]\n",
    "loose/green/patches/web.yaml": GREEN,
  });
  symlinkSync("../shared/green.yaml", join(folder, "repo/blue/linked.yaml"));
  symlinkSync("repo/green", join(folder, "way"));
  symlinkSync("green", join(folder, "repo/also"));

  const PLACES: readonly (readonly [string, readonly string[], string])[] = [
    ["repo", ["green/patches/web.yaml"], "green/kustomization.yaml"],
    ["repo", ["-R", "green"], "green/kustomization.yaml"],
    ["repo", ["green/patches/web.yaml", "base/web.yaml"], "green/kustomization.yaml"],
    ["repo/green/patches", ["web.yaml"], "../kustomization.yaml"],
    ["repo", ["-R", "also/patches"], "green/kustomization.yaml"],
    ["repo", ["also/patches/web.yaml"], "green/kustomization.yaml"],
    ["repo", ["blue/linked.yaml"], "blue/kustomization.yaml"],
    ["repo", ["shared/green.yaml"], "blue/kustomization.yaml"],
    ["", ["-R", "way"], "repo/green/kustomization.yaml"],
    ["", [join(folder, "way/patches/web.yaml")], "repo/green/kustomization.yaml"],
    ["loose", ["green/patches/web.yaml"], "green/kustomization.yaml"],
  ];

  it.each(PLACES)("in %j is left alone by inject with %j", async (cwd, paths, by) => {
    const io = fakeIo({ cwd: join(folder, cwd) });
    expect(await main(["inject", "-t", "fluent-bit", ...paths], io)).toBe(0);
    expect(io.stderr()).toContain(`Deployment/web (${by} lists it as a patch) is incomplete`);
    expect(io.stdout().split("fluent-bit:").length - 1).toBe(
      paths.includes("base/web.yaml") ? 1 : 0,
    );
  });

  it.each(["eject", "status", "show"])("is named by %s", async (command) => {
    const io = fakeIo({ cwd: join(folder, "repo") });
    expect(await main([command, "green/patches/web.yaml"], io)).toBe(0);
    expect(io.stderr()).toContain("green/kustomization.yaml lists it as a patch");
  });

  it("is not checked by lint, which says so", async () => {
    const io = fakeIo({ cwd: join(folder, "repo") });
    expect(await main(["lint", "green/patches/web.yaml"], io)).toBe(0);
    expect(io.stdout()).toContain("no findings in 0 workloads");
    expect(io.stderr() + io.stdout()).toContain(
      "Deployment/web (green/kustomization.yaml lists it as a patch) is not checked: check the builds",
    );
  });

  it("is a workload where it is asked for", async () => {
    const io = fakeIo({ cwd: join(folder, "repo") });
    const args = ["inject", "--include-incomplete", "green/patches/web.yaml", "-t"];
    expect(await main([...args, "statsd-exporter"], io)).toBe(0);
    expect(io.stdout()).toContain("statsd-exporter");
    // What its base mounts there is not known.
    expect(await main([...args, "fluent-bit"], io)).toBe(1);
  });
});

describe("a file under resources", () => {
  const gap = GREEN.replace("  selector: {matchLabels: {app: web}}\n", "");
  const folder = makeTree({
    ".git/": "",
    "a/kustomization.yaml": "resources: [web.yaml]\n",
    "a/web.yaml": GREEN,
    "b/kustomization.yaml": "patches: [{path: ../a/web.yaml}]\n",
    "c/kustomization.yaml": "resources: [gap.yaml]\n",
    "c/gap.yaml": gap,
    "d/kustomization.yaml": "resources: [gap.yaml]\ncommonLabels: {app: web}\n",
    "d/gap.yaml": gap,
    "e/kustomization.yaml": "resources: [gap.yaml]\npatches: [{path: gap.yaml}]\n",
    "e/gap.yaml": gap,
    "f/gap.yaml": gap,
  });

  it("that is a patch as well gets the sidecar, and a note names whose patch it is", async () => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["inject", "-t", "fluent-bit", "a/web.yaml"], io)).toBe(0);
    expect(io.stdout()).toContain("fluent-bit");
    expect(io.stderr()).toContain("Deployment/web is a patch as well, of b/kustomization.yaml");
  });

  it.each([
    ["c/gap.yaml", ["error"]],
    ["d/gap.yaml", []],
    ["e/gap.yaml", ["error"]],
    ["f/gap.yaml", ["warning"]],
  ])("%s has what lint says of incomplete objects: %j", async (path, expected) => {
    const io = fakeIo({ cwd: folder });
    await main(["lint", "--format", "json", path], io);
    const { findings } = JSON.parse(io.stdout());
    const incomplete = findings.filter(
      ({ rule }: { rule: string }) => rule === "object-incomplete",
    );
    expect(incomplete.map(({ severity }: { severity: string }) => severity)).toEqual(expected);
  });

  it.each([
    ["c/gap.yaml", false],
    ["d/gap.yaml", true],
  ])("%s gets a sidecar: %j", async (path, expected) => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["inject", "-t", "fluent-bit", path], io)).toBe(0);
    expect(io.stdout().includes("fluent-bit")).toBe(expected);
  });
});

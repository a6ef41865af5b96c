import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findKustomizations } from "../../src/cli/find-kustomizations.ts";
import { DEFAULT_REACH, type Reach } from "../../src/io/bound.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";

const top = mkdtempSync(join(tmpdir(), "kube-sidecar-"));
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
  const { sources } = findKustomizations(fakeIo({ cwd: folder }), paths, reach);
  return sources.map(({ path }) => path.replace(`${folder}/`, "")).sort();
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

  it("finds those of the folder alone where that is in no repository", () => {
    const loose = makeTree({
      "a/b/kustomization.yaml": K,
      "a/c/web.yaml": "",
      "kustomization.yaml": K,
    });
    expect(found(loose, ["a"])).toEqual(["a/b/kustomization.yaml"]);
    expect(found(loose, ["a/c/web.yaml"])).toEqual([]);
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
    const entry = (name: string) => ({ name, isDirectory: () => true });
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

import { describe, expect, it } from "vitest";
import { kustomizationReader } from "../../src/manifest/kustomization-reader.ts";
import {
  indexKustomizations,
  type Kustomizations,
  kustomizationsAmong,
  transformerFiles,
} from "../../src/manifest/kustomizations.ts";
import { encodeText } from "../../src/text/source.ts";

type Tree = Readonly<Record<string, string>>;

function filesOf(tree: Tree, base = "") {
  const sources = Object.entries(tree).map(([path, text]) => ({ path, text: encodeText(text) }));
  return { sources, base };
}

function indexOf(tree: Tree, base = ""): Kustomizations {
  const files = filesOf(tree, base);
  return indexKustomizations(kustomizationReader(files), files.sources, () => undefined);
}

const paths = (found: readonly { readonly path: string }[]) => found.map(({ path }) => path);

function buildsOf(index: Kustomizations, path: string): readonly string[] {
  return index.builds(path).map(({ kustomization, level }) => `${level} ${kustomization.path}`);
}

const REPOSITORY = {
  "base/kustomization.yaml": "resources: [web.yaml, ./service.yaml]\ncommonLabels: {app: web}\n",
  "overlays/dev/kustomization.yaml":
    "resources: [../../base, namespace.yaml]\nnamePrefix: dev-\nnamespace: dev\npatches: [{path: replicas.yaml}]\n",
  "overlays/prod/kustomization.yml":
    "bases: [../../base]\ncomponents: [../../components/logs]\nnameSuffix: -v2\npatchesStrategicMerge: [replicas.yaml]\n",
  "components/logs/kustomization.yaml":
    "kind: Component\nresources: [claim.yaml]\nlabels: [{pairs: {logs: yes-please}, includeTemplates: true}]\nnamePrefix: l-\n",
  "clusters/Kustomization": "resources: [../overlays/dev]\nnamePrefix: eu-\n",
};

describe("a file with the name of a kustomization", () => {
  it.each([
    ["", true],
    ["apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", true],
    ["apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n", true],
    ["kind: Kustomization\n", true],
    ["apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n", false],
    ["kind: Deployment\n", false],
  ])("gathers what it lists, if it begins like this: %j", (head, gathers) => {
    const index = indexOf({ "a/kustomization.yaml": `${head}resources: [web.yaml]\n` });
    expect(buildsOf(index, "a/web.yaml").length).toBe(gathers ? 1 : 0);
  });
});

describe("indexKustomizations", () => {
  const index = indexOf(REPOSITORY);

  it.each([
    [
      "base/web.yaml",
      [
        "0 base/kustomization.yaml",
        "1 overlays/dev/kustomization.yaml",
        "1 overlays/prod/kustomization.yml",
        "2 clusters/Kustomization",
      ],
    ],
    [
      "overlays/dev/namespace.yaml",
      ["0 overlays/dev/kustomization.yaml", "1 clusters/Kustomization"],
    ],
    [
      "components/logs/claim.yaml",
      ["0 components/logs/kustomization.yaml", "1 overlays/prod/kustomization.yml"],
    ],
    ["overlays/dev/replicas.yaml", []],
    ["-", []],
  ])("knows what gathers %s", (path, builds) => {
    expect(buildsOf(index, path)).toEqual(builds);
  });

  it("does not depend on the order of the files", () => {
    const turned = indexOf(Object.fromEntries(Object.entries(REPOSITORY).reverse()));
    expect(buildsOf(turned, "base/web.yaml")).toEqual(buildsOf(index, "base/web.yaml"));
  });

  it.each([
    [
      "overlays/dev/kustomization.yaml",
      "dev",
      [
        ["", ""],
        ["dev-", ""],
      ],
      { app: "web" },
    ],
    [
      "clusters/Kustomization",
      "dev",
      [
        ["", ""],
        ["dev-", ""],
        ["eu-dev-", ""],
      ],
      { app: "web" },
    ],
    [
      "overlays/prod/kustomization.yml",
      undefined,
      [
        ["", ""],
        ["l-", ""],
        ["l-", "-v2"],
      ],
      { app: "web", logs: "yes-please" },
    ],
  ])("knows what the build of %s supplies", (path, namespace, affixes, labels) => {
    const build = index.builds("base/web.yaml").find((one) => one.kustomization.path === path);
    expect(build?.supplied.namespace).toBe(namespace);
    expect(build?.supplied.affixes).toEqual(affixes);
    expect(Object.fromEntries(build?.supplied.templateLabels ?? [])).toEqual(labels);
    expect(Object.fromEntries(build?.supplied.selectorLabels ?? [])).toEqual({ app: "web" });
  });

  it("supplies to the resources of a component what the component does, once", () => {
    const [own, build] = index.builds("components/logs/claim.yaml");
    expect(own?.supplied.affixes.at(-1)).toEqual(["l-", ""]);
    expect(build?.supplied.affixes.at(-1)).toEqual(["l-", "-v2"]);
  });

  it("knows which kustomization lists a file under resources", () => {
    expect(paths(index.listing("base/./web.yaml"))).toEqual(["base/kustomization.yaml"]);
    expect(paths(index.listing("overlays/dev/replicas.yaml"))).toEqual([]);
  });

  it.each<[string, string]>([
    ["patches", "patches: [{path: p.yaml, target: {kind: Deployment}}]"],
    ["patchesStrategicMerge", "patchesStrategicMerge: [p.yaml]"],
    ["patchesJson6902", "patchesJson6902: [{path: p.yaml, target: {kind: Deployment, name: web}}]"],
    ["a transformer in a file", "transformers: [t.yaml]"],
    ["a transformer of strategic merges", "transformers: [s.yaml]"],
    ["a transformer of JSON patches", "transformers: [j.yaml]"],
    [
      "a transformer in the file itself",
      "transformers:\n- |-\n  kind: PatchTransformer\n  path: p.yaml\n",
    ],
    ["a transformer in a folder", "transformers: [more]"],
  ])("finds patches in %s", (_, text) => {
    const tree = {
      "a/kustomization.yaml": text,
      "a/t.yaml": "apiVersion: builtin\nkind: PatchTransformer\npath: p.yaml\n",
      "a/s.yaml": "apiVersion: builtin\nkind: PatchStrategicMergeTransformer\npaths: [p.yaml]\n",
      "a/j.yaml": "apiVersion: builtin\nkind: PatchJson6902Transformer\npath: p.yaml\n",
      "a/more/kustomization.yaml": "resources: [t.yaml]",
      "a/more/t.yaml": "apiVersion: builtin\nkind: PatchTransformer\npath: p.yaml\n",
    };
    expect(paths(indexOf(tree).patching("a/p.yaml"))).toEqual(["a/kustomization.yaml"]);
  });

  it.each<[string, string]>([
    ["text of a patch", "patchesStrategicMerge:\n- |-\n  kind: Deployment\n"],
    ["text of a patch in braces", "patchesStrategicMerge: ['{kind: Deployment}']"],
    ["another transformer", "transformers: [n.yaml]"],
    [
      "a Kustomization of Flux",
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\npatches: [{path: p.yaml}]",
    ],
    ["another kind", "kind: ConfigMap\npatches: [{path: p.yaml}]"],
    ["a file that cannot be read", "patches: [{path: p.yaml}"],
    ["nothing", ""],
  ])("finds no patch in %s", (_, text) => {
    const tree = {
      "a/kustomization.yaml": text,
      "a/n.yaml": "apiVersion: builtin\nkind: NamespaceTransformer\npath: p.yaml\n",
    };
    expect(indexOf(tree).patching("a/p.yaml")).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ["commonLabels", "commonLabels: {app: web}", ["app"]],
    ["labels in selectors", "labels: [{pairs: {app: web}, includeSelectors: true}]", ["app"]],
    ["labels of metadata alone", "labels: [{pairs: {app: web}}]", []],
  ])("knows what selectors get from %s", (_, text, keys) => {
    const index = indexOf({ "kustomization.yaml": `resources: [web.yaml]\n${text}` });
    expect([...(index.builds("web.yaml")[0]?.supplied.selectorLabels.keys() ?? [])]).toEqual(keys);
  });

  it.each<[string, string, readonly string[]]>([
    ["in templates", "labels: [{pairs: {app: web}, includeTemplates: true}]", ["app"]],
    [
      "by a field",
      "labels: [{pairs: {app: web}, fields: [{path: spec/template/metadata/labels}]}]",
      ["app"],
    ],
    ["by another field", "labels: [{pairs: {app: web}, fields: [{path: spec/x}]}]", []],
  ])("knows what pods get from labels %s", (_, text, keys) => {
    const index = indexOf({ "kustomization.yaml": `resources: [web.yaml]\n${text}` });
    expect([...(index.builds("web.yaml")[0]?.supplied.templateLabels.keys() ?? [])]).toEqual(keys);
  });

  it("knows the images that it sets", () => {
    const index = indexOf({
      "kustomization.yaml": "resources: [web.yaml]\nimages: [{name: web, newTag: '2'}]",
    });
    expect(index.builds("web.yaml")[0]?.supplied.images).toEqual(["web"]);
  });

  it("ends where kustomizations gather each other, and components include each other", () => {
    const index = indexOf({
      "a/kustomization.yaml": "resources: [web.yaml, ../b]\ncomponents: [../c]",
      "b/kustomization.yaml": "resources: [../a]",
      "c/kustomization.yaml": "kind: Component\ncomponents: [../d]",
      "d/kustomization.yaml": "kind: Component\ncomponents: [../c]",
    });
    expect(buildsOf(index, "a/web.yaml")).toEqual([
      "0 a/kustomization.yaml",
      "1 b/kustomization.yaml",
    ]);
  });

  it("takes relative and absolute paths for the same file", () => {
    const index = indexOf({ "../kustomization.yaml": "resources: [work/web.yaml]" }, "/home/work");
    expect(buildsOf(index, "web.yaml")).toEqual(["0 /home/kustomization.yaml"]);
    expect(buildsOf(index, "/home/work/web.yaml")).toEqual(["0 /home/kustomization.yaml"]);
  });

  it.each<[string, Tree, string]>([
    [
      "a path with `..`",
      { "a/b/kustomization.yaml": "resources: [../c/../web.yaml]" },
      "a/web.yaml",
    ],
    [
      "a folder above it",
      {
        "a/kustomization.yaml": "resources: [web.yaml]",
        "a/b/kustomization.yaml": "resources: [..]",
      },
      "a/web.yaml",
    ],
    [
      "a folder above it, with a slash",
      {
        "a/kustomization.yaml": "resources: [web.yaml]",
        "a/b/c/kustomization.yaml": "resources:\n- ../../\n",
      },
      "a/web.yaml",
    ],
    [
      "its folder, from there",
      {
        "a/kustomization.yaml": "resources: [web.yaml]",
        "a/b/kustomization.yaml": "resources: [../b/..]",
      },
      "a/web.yaml",
    ],
    ["an escape", { "a/b/kustomization.yaml": 'resources: ["../w\\x65b.yaml"]' }, "a/web.yaml"],
    [
      "a name with spaces",
      { "a/b/kustomization.yaml": "resources:\n- ../my\n  web.yaml\n" },
      "a/my web.yaml",
    ],
    [
      "a name with other characters",
      { "a/b/kustomization.yaml": "resources: ['../it''s.yaml']" },
      "a/it's.yaml",
    ],
    [
      "a name that is no ASCII",
      { "a/b/kustomization.yaml": "resources: [../café.yaml]" },
      "a/café.yaml",
    ],
    [
      "JSON without spaces",
      { "a/b/kustomization.yaml": '{"resources":["../web.yaml"]}' },
      "a/web.yaml",
    ],
    [
      "a flow mapping without spaces",
      { "a/b/kustomization.yaml": '{"resources":[../web.yaml,x]}' },
      "a/web.yaml",
    ],
    [
      "a single entry",
      {
        "a/kustomization.yaml": "resources:\n  - ./web.yaml # web\n",
        "a/b/kustomization.yaml": "resources: [..]",
      },
      "a/web.yaml",
    ],
    [
      "a name with a colon first",
      { "a/kustomization.yaml": "resources: [':web.yaml']" },
      "a/:web.yaml",
    ],
    [
      "a name with a colon first, in the top folder",
      { "kustomization.yaml": "resources: [':web.yaml']" },
      ":web.yaml",
    ],
    ["a name with a colon last", { "a/kustomization.yaml": "resources: ['web:']" }, "a/web:"],
    ["an anchor", { "a/b/kustomization.yaml": "x: &w ../web.yaml\nresources: [*w]" }, "a/web.yaml"],
    [
      "a block scalar",
      { "a/b/kustomization.yaml": "resources:\n- >-\n  ../web.yaml\n" },
      "a/web.yaml",
    ],
  ])("finds by %s what gathers a file, first asked or last", (_, tree, path) => {
    const expected = Object.keys(tree).map((name, level) => `${level} ${name}`);
    expect(buildsOf(indexOf(tree), path)).toEqual(expected);
    const asked = indexOf(tree);
    for (const other of ["a/other.yaml", "x", "a/b/c/z.yaml"]) asked.builds(other);
    expect(buildsOf(asked, path)).toEqual(expected);
  });

  it("answers the same whatever was asked before", () => {
    const asked = ["overlays/dev/namespace.yaml", "components/logs/claim.yaml", "base/web.yaml"];
    const alone = asked.map((path) => buildsOf(indexOf(REPOSITORY), path));
    const one = indexOf(REPOSITORY);
    expect(
      [...asked]
        .reverse()
        .map((path) => buildsOf(one, path))
        .reverse(),
    ).toEqual(alone);
  });

  it("parses only what may name a file", () => {
    const tree = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`a${n}/kustomization.yaml`, "resources: [web.yaml]"]),
    );
    const read: string[] = [];
    const watched = filesOf(tree).sources.map(({ path, text }) => ({ path, text }));
    const reader = kustomizationReader({ sources: watched, base: "" });
    const index = indexKustomizations(
      { ...reader, naming: (path) => reader.naming(path).filter((one) => read.push(one.path)) },
      [],
      () => undefined,
    );
    index.builds("a7/web.yaml");
    expect(read).toEqual(["a7/kustomization.yaml"]);
  });

  it.each([
    ["web.yaml", "web.yaml"],
    ["/home/work/a/k.yaml", "a/k.yaml"],
    ["/home/b/k.yaml", "../b/k.yaml"],
    ["/k.yaml", "../../k.yaml"],
  ])("shows %s as %s", (path, shown) => {
    expect(indexOf({}, "/home/work").shownPath(path)).toBe(shown);
  });

  it("takes what links lead to for the same", () => {
    const { sources } = filesOf({
      "/r/real/kustomization.yaml": "resources: [web.yaml]",
      "/r/top/kustomization.yaml": "resources: [../link]\npatches: [{path: p.yaml}]",
    });
    const links = new Map([
      ["/r/link", "/r/real"],
      ["/r/top/p.yaml", "/r/shared/patch.yaml"],
      ["/l", "/r"],
    ]);
    const index = indexKustomizations(
      kustomizationReader({ sources, base: "/r", links }),
      [],
      () => undefined,
    );
    const all = ["0 /r/real/kustomization.yaml", "1 /r/top/kustomization.yaml"];
    for (const path of ["real/web.yaml", "link/web.yaml", "/l/link/web.yaml"]) {
      expect(buildsOf(index, path)).toEqual(all);
    }
    for (const path of ["top/p.yaml", "shared/patch.yaml", "/l/top/p.yaml"]) {
      expect(paths(index.patching(path))).toEqual(["/r/top/kustomization.yaml"]);
    }
  });

  it("finds those among files", () => {
    const { sources } = filesOf(REPOSITORY);
    expect(buildsOf(kustomizationsAmong(sources), "base/web.yaml")).toHaveLength(4);
  });

  it("passes over what is not in the file system", () => {
    const index = indexOf({
      "kustomization.yaml":
        "resources: [https://example.com/web.yaml, 'github.com/a/b//web.yaml?ref=v1', web.yaml]",
    });
    expect(index.builds("web.yaml")[0]?.kustomization.resources).toEqual(["web.yaml"]);
  });
});

describe("transformerFiles", () => {
  it("names what has to be read beside the kustomizations", () => {
    const tree = {
      "a/kustomization.yaml": "transformers: [t.yaml, more]",
      "a/more/kustomization.yaml": "resources: [u.yaml]",
      "b/kustomization.yaml": "resources: [transformers.yaml]",
    };
    expect(transformerFiles(kustomizationReader(filesOf(tree)))).toEqual([
      "a/t.yaml",
      "a/more/u.yaml",
    ]);
  });
});

// Manifests that kubectl applies, written in ways that a look at their text takes for something else: every command sees
// them, or says why it does not.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inject, lint } from "../../src/index.ts";
import { main } from "../../src/main.ts";
import { findClient } from "../hosts/clients.ts";
import { fakeIo } from "./fake-io.ts";
import { functionConfig, HEAD } from "./resource-lists.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const META = "{name: hidden}";
const SPEC =
  '{selector: {matchLabels: {app: h}}, template: {metadata: {labels: {app: h}}, spec: {containers: [{name: a, image: "example.com/a:1", ports: [{containerPort: 80}]}, {name: b, image: "example.com/b:1", ports: [{containerPort: 80}]}]}}}';
const BODY = `metadata: ${META}\nspec: ${SPEC}\n`;
const FAKE = "apiVersion: kube-sidecar.dev/v1alpha1,\nkind: SidecarTemplate\n";
const DEPLOYMENT = `apiVersion: apps/v1\nkind: Deployment\n${BODY}`;

type Hidden = readonly [name: string, text: string];

const SEEN: readonly Hidden[] = [
  // They imitate objects of ours.
  [
    "a template in the annotations of a flow root",
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: hidden, annotations: {\n${FAKE}}}, spec: ${SPEC}}\n`,
  ],
  [
    "a config in a block scalar",
    `${DEPLOYMENT}data: |\n apiVersion: kube-sidecar.dev/v1alpha1\n kind: SidecarInjector\n`,
  ],
  [
    "a template whose kind comes a second time",
    `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\n${DEPLOYMENT}`,
  ],
  [
    "a template in JSON whose kind comes a second time",
    `{"apiVersion": "kube-sidecar.dev/v1alpha1", "kind": "SidecarTemplate", "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "hidden"}, "spec": ${json(SPEC)}}`,
  ],
  [
    "a template that has items",
    `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nitems:\n- ${JSON.stringify({ apiVersion: "apps/v1", kind: "Deployment" }).slice(0, -1)}, metadata: ${META}, spec: ${SPEC}}\n`,
  ],
  // They are lists by other names.
  ["a list of Deployments", list("DeploymentList")],
  ["a Deployment that is a list", list("Deployment")],
  ["a list whose items are of no type", list("DeploymentList", 'kind: "", apiVersion: 5, ')],
  [
    "any kind that has items",
    `apiVersion: v1\nkind: ConfigMap\nitems:\n- {apiVersion: apps/v1, kind: Deployment, metadata: ${META}, spec: ${SPEC}}\n`,
  ],
  [
    "items in quotes",
    `apiVersion: v1\nkind: ConfigMap\n"it\\x65ms":\n- {apiVersion: apps/v1, kind: Deployment, metadata: ${META}, spec: ${SPEC}}\n`,
  ],
  [
    "items of JSON",
    `{"apiVersion": "apps/v1", "kind": "DeploymentList", "items": [{"metadata": {"name": "hidden"}, "spec": ${json(SPEC)}}]}`,
  ],
  // Their roots are written in other words.
  [
    "keys in quotes, beside others in a text",
    `"apiVersion": apps/v1\n'kind': Deployment\nmetadata: {name: hidden, annotations: {a: "\n apiVersion: v1\n kind: ConfigMap"}}\nspec: ${SPEC}\n`,
  ],
  ["a space before the colon", `apiVersion : apps/v1\nkind : Deployment\n${BODY}`],
  ["a tag", `!!str apiVersion: !!str apps/v1\n!!str kind: !!str Deployment\n${BODY}`],
  ["escapes", `"api\\x56ersion": "apps\\u002fv1"\n"k\\x69nd": "D\\u0065ployment"\n${BODY}`],
  ["a tag on the root", `!!map\n${DEPLOYMENT}`],
  ["a root that is indented", DEPLOYMENT.replaceAll(/^/gm, " ").trimEnd()],
  ["a key that comes twice", `apiVersion: apps/v1\nkind: ConfigMap\nkind: Deployment\n${BODY}`],
  ["a merge key", `<<: {apiVersion: apps/v1, kind: Deployment}\n${BODY}`],
  ["a key after ?", `? apiVersion\n: apps/v1\n? kind\n: Deployment\n${BODY}`],
];

/** What an edit would change elsewhere, or cannot be read safely: a problem or finding names the file. */
const REFUSED: readonly Hidden[] = [
  [
    "text in quotes that is not indented",
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: hidden, annotations: {note: "\n${FAKE}"}}\nspec: ${SPEC}\n`,
  ],
  [
    "a line break that few readers know",
    `apiVersion: v1\nkind: ConfigMap\n# \u2028kind: Deployment\n# \u2028apiVersion: apps/v1\n${BODY}`,
  ],
  [
    "anchors and aliases",
    `metadata: {name: hidden, labels: {&k kind: &v Deployment}}\n*k : *v\napiVersion: apps/v1\nspec: ${SPEC}\n`,
  ],
];

const UNEDITED: readonly Hidden[] = [
  [
    "items that are an alias",
    `apiVersion: v1\nkind: List\nother: &items\n- {apiVersion: apps/v1, kind: Deployment, metadata: ${META}, spec: ${SPEC}}\nitems: *items\n`,
  ],
  [
    "an item that is an alias",
    `apiVersion: v1\nkind: List\nother: &item {apiVersion: apps/v1, kind: Deployment, metadata: ${META}, spec: ${SPEC}}\nitems:\n- *item\n`,
  ],
  [
    "items from a merge key",
    `apiVersion: v1\nkind: List\n<<: {items: [{apiVersion: apps/v1, kind: Deployment, metadata: ${META}, spec: ${SPEC}}]}\n`,
  ],
];

function list(kind: string, type = ""): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nitems:\n- {${type}metadata: ${META}, spec: ${SPEC}}\n`;
}

function json(flow: string): string {
  return flow
    .replaceAll(/([{,] ?)(\w+):/g, '$1"$2":')
    .replaceAll(/: (\w+)(?=[,}])/g, (all, word) => (/^\d/.test(word) ? all : `: "${word}"`));
}

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: plain}\nspec:\n  containers:\n  - {name: web, image: "example.com/web:1"}\n';
const STATSD = ["-t", "statsd-exporter"];

async function run(cwd: string, argv: readonly string[], stdin = "", env = {}) {
  const io = fakeIo({ cwd, stdin, env });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

const folderOf = (text: string) => temporaryFolder({ "k8s/plain.yaml": POD, "k8s/x.yaml": text });

describe.each(SEEN)("%s", (_, text) => {
  it("is seen by every command", async () => {
    const cwd = folderOf(text);
    const status = await run(cwd, ["status", "k8s"]);
    expect(status.stdout).toContain("Deployment/hidden");
    const checked = await run(cwd, ["lint", "-R", "."]);
    expect(checked.stdout).toContain("error[port-conflict]");
    expect(checked.stdout).toContain("k8s/x.yaml:");
    const shown = await run(cwd, ["show", "k8s"]);
    expect(shown.stdout).toContain("Deployment/hidden");
    const injected = await run(cwd, ["inject", ...STATSD, "k8s"]);
    expect(injected.stderr).toContain("Deployment/hidden");
  });

  it("is injected, and comes back", async () => {
    const cwd = folderOf(text);
    const { code } = await run(cwd, ["inject", ...STATSD, "-w", "k8s"]);
    const file = join(cwd, "k8s/x.yaml");
    expect([code, readFileSync(file, "utf8")]).toEqual([0, expect.stringContaining("statsd")]);
    const ejected = await run(cwd, ["eject", "-w", "k8s"]);
    expect([ejected.code, readFileSync(file, "utf8")]).toEqual([0, text]);
  });

  it("is seen by the library and by a plugin of kustomize", async () => {
    const result = inject(text, { templates: ["statsd-exporter"] });
    expect(result.workloads.map(({ object }) => object)).toEqual(["Deployment/hidden"]);
    const { findings } = lint([{ path: "x.yaml", content: text }]);
    expect(findings.map(({ rule }) => rule)).toContain("port-conflict");
    const config =
      "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: prod}\nspec: {rules: [{templates: [statsd-exporter]}]}\n";
    const cwd = temporaryFolder({ "config.yaml": config });
    const { code, stdout } = await run(cwd, ["./config.yaml"], text, {
      KUSTOMIZE_PLUGIN_CONFIG_ROOT: cwd,
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining("statsd")]);
  });
});

describe.each(REFUSED)("%s", (_, text) => {
  it.each([["lint"], ["status"], ["show"], ["inject", ...STATSD], ["eject"]])(
    "is named by %s",
    async (...command) => {
      const { code, stdout, stderr } = await run(folderOf(text), [...command, "k8s"]);
      expect([code, stdout + stderr]).toEqual([
        2,
        expect.stringMatching(/k8s\/x\.yaml:\d+:\d+ +error/),
      ]);
    },
  );
});

describe.each(UNEDITED)("%s", (_, text) => {
  it("are seen, and an edit is refused at their place", async () => {
    const cwd = folderOf(text);
    expect((await run(cwd, ["status", "k8s"])).stdout).toContain("Deployment/hidden");
    expect((await run(cwd, ["lint", "k8s"])).stdout).toContain("error[port-conflict]");
    const { code, stderr } = await run(cwd, ["inject", ...STATSD, "-w", "k8s"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("k8s/x.yaml:")]);
    expect(readFileSync(join(cwd, "k8s/x.yaml"), "utf8")).toBe(text);
  });
});

const hasKubectl = findClient("kubectl") !== undefined;

/** Returns what kubectl says of manifests, by name of file: the objects that it sees, and what is wrong. */
function askKubectl(files: Readonly<Record<string, string>>) {
  const argv = ["label", "--local", ...Object.keys(files).flatMap((file) => ["-f", file])];
  const { stdout, stderr } = spawnSync("kubectl", [...argv, "a=b", "-o", "name"], {
    cwd: temporaryFolder(files),
    encoding: "utf8",
  });
  return { seen: stdout.trim().split("\n"), stderr };
}

/** Older ones take what begins with a brace for JSON. */
function readsFlowRoots(): boolean {
  return (
    askKubectl({ "x.yaml": "{apiVersion: v1, kind: Pod, metadata: {name: x}}\n" }).stderr === ""
  );
}

describe.skipIf(!hasKubectl)("kubectl", () => {
  it("sees a Deployment in each", () => {
    const isFlow = readsFlowRoots() ? () => false : ([, text]: Hidden) => text.startsWith("{");
    const all = [...SEEN, ...REFUSED, ...UNEDITED].filter((one) => !isFlow(one));
    // A process for each would take most of the time of this file.
    const files = all.map(([name, text], index) => {
      const own = text.replaceAll("hidden", `hidden-${index}`);
      expect([name, own]).not.toEqual([name, text]);
      return [`${index}.yaml`, own] as const;
    });
    const { seen, stderr } = askKubectl(Object.fromEntries(files));
    const unseen = all.filter((_, index) => !seen.includes(`deployment.apps/hidden-${index}`));
    expect([unseen, stderr]).toEqual([[], ""]);
    expect(seen).toHaveLength(all.length);
  });
});

describe("a typed list in a ResourceList", () => {
  it("is looked into", async () => {
    const cwd = temporaryFolder({});
    const item = `- apiVersion: apps/v1\n  kind: DeploymentList\n  items:\n  - {metadata: ${META}, spec: ${SPEC}}\n`;
    const input = `${HEAD + functionConfig("{rules: [{templates: [statsd-exporter]}]}")}items:\n${item}`;
    const { code, stdout } = await run(cwd, [], input);
    expect([code, stdout]).toEqual([0, expect.stringContaining("statsd-exporter")]);
  });
});

describe("a file in a folder that holds only objects of ours", () => {
  const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nmetadata: {name: my}\nspec:\n  description: A sidecar.\n  role: adapter\n  containers: [{name: my, image: "example.com/my:1"}]\n`;
  const ONE = "note: k8s/own.yaml holds only templates or config of kube-sidecar, and is left out";

  it.each([
    ["lint", ["lint", "-R", "."]],
    ["lint as JSON", ["lint", "--format", "json", "k8s"]],
    ["lint as SARIF", ["lint", "--format", "sarif", "k8s"]],
    ["lint for GitHub", ["lint", "--format", "github", "k8s"]],
    ["lint as JUnit", ["lint", "--format", "junit", "k8s"]],
    ["status", ["status", "k8s"]],
    ["show", ["show", "k8s"]],
    ["inject", ["inject", ...STATSD, "k8s"]],
    ["inject, which checks", ["inject", ...STATSD, "--check", "k8s"]],
    ["eject", ["eject", "k8s"]],
  ])("is named by %s", async (_, argv) => {
    const cwd = temporaryFolder({ "k8s/plain.yaml": POD, "k8s/own.yaml": TEMPLATE });
    const { stdout, stderr } = await run(cwd, argv);
    expect((stdout + stderr).split("\n").filter((line) => line === ONE)).toHaveLength(1);
  });

  it("is named with the others", async () => {
    const cwd = temporaryFolder({ "k8s/plain.yaml": POD, "k8s/own.yaml": TEMPLATE });
    mkdirSync(join(cwd, "k8s/more"));
    writeFileSync(join(cwd, "k8s/more/a.yaml"), TEMPLATE.replace("my", "other"));
    const { stderr } = await run(cwd, ["status", "-R", "k8s"]);
    expect(stderr).toContain(
      "note: k8s/more/a.yaml and k8s/own.yaml hold only templates or config of kube-sidecar, and are left out\n",
    );
  });
});

describe("what kubectl would read in a folder", () => {
  const HIDDEN_POD = POD.replace(/name: \w+/, "name: hidden");

  it.each(["values.schema.json", "x.schema.json"])("is not told by its name: %s", async (name) => {
    const json = JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "hidden" },
      spec: { containers: [{ name: "web", image: "example.com/web:1" }] },
    });
    const cwd = temporaryFolder({ "k8s/plain.yaml": POD, [`k8s/${name}`]: json });
    expect((await run(cwd, ["status", "k8s"])).stdout).toContain("Pod/hidden");
    const schema = temporaryFolder({
      "k8s/plain.yaml": POD,
      [`k8s/${name}`]: '{"type": "object"}',
    });
    expect((await run(schema, ["lint", "k8s"])).code).toBe(0);
  });

  it.each([
    ["k8s/.own/a.yaml", "k8s/.own is not searched"],
    ["k8s/.own/deep/a.json", "k8s/.own is not searched"],
    ["k8s/more/node_modules/a.yml", "k8s/more/node_modules is not searched"],
    [".own/a.yaml", ".own is not searched"],
  ])("is named where it is not searched: %s", async (path, note) => {
    const cwd = temporaryFolder({ "k8s/plain.yaml": POD, [path]: HIDDEN_POD });
    for (const command of ["lint", "status", "show", "eject", "inject"]) {
      const { stdout, stderr } = await run(cwd, [command, "-R", "."]);
      expect(stdout + stderr).toContain(`note: ${note}, as kubectl would do; `);
      expect(stdout + stderr).not.toContain("Pod/hidden");
    }
  });

  it("is a few folders, or their number", async () => {
    const folders = ["a", "b", "c", "d"].map((name) => [`k8s/.${name}/x.yaml`, POD] as const);
    const few = temporaryFolder({ "k8s/plain.yaml": POD, ...Object.fromEntries(folders.slice(1)) });
    expect((await run(few, ["status", "-R", "k8s"])).stderr).toContain(
      "note: k8s/.b, k8s/.c and k8s/.d are not searched",
    );
    const many = temporaryFolder({ "k8s/plain.yaml": POD, ...Object.fromEntries(folders) });
    expect((await run(many, ["status", "-R", "k8s"])).stderr).toContain(
      "note: k8s/.a and 3 more folders are not searched",
    );
  });

  it.each([
    ["where there are no manifests", "k8s/.own/README.md", ["-R"]],
    ["at the root of a repository, where tools keep their own", ".github/a.yaml", ["-R"]],
    ["where folders are not searched at all", "k8s/.own/a.yaml", []],
  ])("is not named %s", async (_, path, flags) => {
    const files = { ".git/HEAD": "", "k8s/plain.yaml": POD, "plain.yaml": HIDDEN_POD, [path]: POD };
    const { stderr } = await run(temporaryFolder(files), ["status", ...flags, "."]);
    expect(stderr).not.toContain("searched");
  });
});

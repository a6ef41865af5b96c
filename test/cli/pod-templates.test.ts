// An object with several pod templates is several workloads, in every command and form of report.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Both node sets have the same fault; the second one silences it. */
const CLUSTER = `apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata:
  name: es
  namespace: search
spec:
  version: 9.0.0
  nodeSets:
  - name: masters
    podTemplate:
      spec:
        containers:
        - name: elasticsearch
          resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}
  - name: data
    podTemplate:
      metadata:
        annotations:
          kube-sidecar.dev/ignore: "request-above-limit: the operator sets both"
      spec:
        containers:
        - name: elasticsearch
          resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}
`;

async function run(args: readonly string[], manifest: string = CLUSTER) {
  const io = fakeIo({ cwd: temporaryFolder({ "a.yaml": manifest }) });
  const code = await main([...args, "a.yaml"], io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

const MASTERS = "search/Elasticsearch/es nodeSets[masters]";
const DATA = "search/Elasticsearch/es nodeSets[data]";

describe("of an object with several pod templates", () => {
  it("lint tells the findings apart, and what silences them", async () => {
    const { stdout } = await run(["lint", "--format", "json"]);
    const { summary, findings, suppressed } = JSON.parse(stdout);
    expect(summary).toMatchObject({ workloads: 2, errors: 1, suppressed: 1 });
    expect(findings).toMatchObject([
      {
        object: MASTERS,
        field: "spec.nodeSets[0].podTemplate.spec.containers[0].resources.requests.memory",
        line: 14,
      },
    ]);
    expect(suppressed).toMatchObject([{ object: DATA, line: 23 }]);
  });

  it("JUnit has a case for each, and SARIF names it", async () => {
    const clean = CLUSTER.replaceAll("memory: 2Gi", "memory: 1Gi").replace(
      / {6}metadata:\n.*\n.*\n/,
      "",
    );
    const { stdout } = await run(["lint", "--format", "junit"], clean);
    expect(stdout).toContain(`<testcase name="${MASTERS}" classname="a.yaml"/>`);
    expect(stdout).toContain(`<testcase name="${DATA}" classname="a.yaml"/>`);
    const sarif = JSON.parse((await run(["lint", "--format", "sarif"])).stdout);
    const names = sarif.runs[0].results.map(
      (result: { locations: { logicalLocations: { fullyQualifiedName: string }[] }[] }) =>
        result.locations[0]?.logicalLocations[0]?.fullyQualifiedName.split(": ")[0],
    );
    expect(names).toEqual([MASTERS, DATA]);
  });

  it("what is wrong with the object is said once", async () => {
    const wrong = CLUSTER.replace(
      "  namespace: search\n",
      "  annotations: {kube-sidecar.dev/ignore: x}\n",
    );
    const { stdout } = await run(["lint", "--format", "json"], wrong);
    const { findings } = JSON.parse(stdout);
    const misplaced = findings.filter(
      ({ rule }: { rule: string }) => rule === "suppression-invalid",
    );
    expect(misplaced).toMatchObject([{ object: "Elasticsearch/es", line: 5 }]);
  });

  it("status and show have a row and a picture for each", async () => {
    const injected = await run(["inject", "-t", "statsd-exporter"]);
    expect(injected.code).toBe(0);
    const once = injected.stdout;
    const status = await run(["status"], once);
    expect(status.stdout).toMatch(/es nodeSets\[masters\] +statsd-exporter +current +\S+ +11\n/);
    expect(status.stdout).toMatch(/es nodeSets\[data\] +statsd-exporter +current/);
    const { workloads } = JSON.parse((await run(["status", "--format", "json"], once)).stdout);
    expect(workloads).toMatchObject([
      { object: MASTERS, template: "spec.nodeSets[0].podTemplate" },
      { object: DATA, template: "spec.nodeSets[1].podTemplate" },
    ]);
    const shown = await run(["show"], once);
    expect(shown.stdout.match(/^search\/Elasticsearch\/es \S+/gm)).toEqual([MASTERS, DATA]);
  });

  it("one that has lost its sidecar is outdated alone", async () => {
    const { stdout } = await run(["inject", "-t", "statsd-exporter"]);
    const half = stdout.replace(/image: (\S+statsd\S+)/, "image: $1-old");
    const { workloads } = JSON.parse((await run(["status", "--format", "json"], half)).stdout);
    const states = workloads.map(
      ({ sidecars }: { sidecars: readonly { state: string }[] }) => sidecars[0]?.state,
    );
    expect(states).toEqual(["edited", "current"]);
  });

  it("the JSON patch is that of one object", async () => {
    const { stdout } = await run(["inject", "-t", "statsd-exporter", "--output", "json-patch"]);
    const patches = JSON.parse(stdout);
    expect(patches).toHaveLength(1);
    const paths = patches[0].patch.map(({ path }: { path: string }) =>
      path.split("/", 4).join("/"),
    );
    expect([...new Set(paths)]).toEqual(["/spec/nodeSets/0", "/spec/nodeSets/1"]);
  });

  it("eject takes out of one alone what one alone has", async () => {
    const manifest = CLUSTER.replace("ignore:", "none:").replace(
      "metadata:\n        annotations:\n",
      'metadata:\n        annotations:\n          kube-sidecar.dev/inject: "false"\n',
    );
    const { stdout, stderr } = await run(["inject", "-t", "statsd-exporter"], manifest);
    expect(stderr).toContain("1 injected, 1 skipped");
    const ejected = await run(["eject"], stdout);
    expect(ejected.stdout).toBe(manifest);
    expect(ejected.stderr).toContain("1 ejected, 1 skipped");
  });

  it("the diff has each once", async () => {
    const { stdout } = await run(["inject", "-t", "statsd-exporter", "--diff"]);
    expect(stdout.match(/^\+ {8}- name: statsd-exporter$/gm)).toHaveLength(2);
  });
});

describe("a Template of OpenShift", () => {
  const template = (objects: string, apiVersion = "template.openshift.io/v1") =>
    `apiVersion: ${apiVersion}\nkind: Template\nmetadata: {name: shop}\nobjects:\n${objects}`;
  const object = (apiVersion: string, kind: string, name: string) =>
    `- apiVersion: ${apiVersion}\n  kind: ${kind}\n  metadata: {name: "${name}"}\n`;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter of OpenShift
  const NAME = "${NAME}";
  const DEPLOYMENT = object("apps/v1", "Deployment", NAME);

  it.each([
    ["inject", ["inject", "-t", "statsd-exporter"], "is passed through"],
    ["eject", ["eject"], "is passed through"],
    ["lint", ["lint"], "is not checked"],
    ["status", ["status"], "is not shown"],
    ["show", ["show"], "is not shown"],
  ])("is named by %s", async (_, args, fate) => {
    const { code, stdout, stderr } = await run(args, template(DEPLOYMENT));
    expect(code).toBe(0);
    expect(stdout + stderr).toContain(
      `Template/shop ${fate}: it holds Deployment "${NAME}"; process it first: oc process -f a.yaml -o yaml | kube-sidecar ... (with --local where there is no cluster)`,
    );
  });

  it.each([
    ["an old one", template(DEPLOYMENT, "v1"), NAME],
    [
      "one with several",
      template(
        object("v1", "Service", "a") +
          object("apps.openshift.io/v1", "DeploymentConfig", "b") +
          object("batch/v1", "CronJob", "c"),
      ),
      'it holds DeploymentConfig "b" and CronJob "c";',
    ],
    [
      "one with many",
      template(
        ["a", "b", "c", "d", "e"].map((name) => object("apps/v1", "Deployment", name)).join(""),
      ),
      'it holds Deployment "a", Deployment "b", Deployment "c" and 2 more;',
    ],
    [
      "one in a List",
      `apiVersion: v1\nkind: List\nitems:\n${template(DEPLOYMENT).replace(/^/gm, "  ").replace("  api", "- api").trimEnd()}\n`,
      NAME,
    ],
  ])("is named: %s", async (_, manifest, expected) => {
    const { code, stdout, stderr } = await run(["inject", "-t", "statsd-exporter"], manifest);
    expect(code).toBe(0);
    expect(stdout).toBe(manifest);
    expect(stderr).toContain(expected);
  });

  it.each([
    ["holds no workload", template(object("v1", "Service", "a"))],
    ["is of another group", template(DEPLOYMENT, "templates.example.com/v1")],
    ["has objects that are no list", template("  a: 1\n")],
  ])("is not named where it %s", async (_, manifest) => {
    const { stderr } = await run(["inject", "-t", "statsd-exporter"], manifest);
    expect(stderr).not.toContain("oc process");
  });

  it("is named with its file as a shell takes it", async () => {
    const cwd = temporaryFolder({ "it's.yaml": template(DEPLOYMENT) });
    const io = fakeIo({ cwd });
    await main(["lint", "it's.yaml"], io);
    expect(io.stdout()).toContain("oc process -f 'it'\\''s.yaml' -o yaml");
  });
});

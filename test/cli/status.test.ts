import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example.com/web:1"}]
`;

it.each([
  ["a native sidecar", "1.34"],
  ["a classic sidecar", "1.27"],
])("status shows the image of %s", async (_, version) => {
  const inject = fakeIo({ cwd: temporaryFolder({ "a.yaml": POD }) });
  await main(["inject", "-t", "statsd-exporter", "--kube-version", version, "a.yaml"], inject);
  const status = fakeIo({ cwd: temporaryFolder({ "b.yaml": inject.stdout() }) });
  await main(["status", "b.yaml"], status);
  expect(status.stdout()).toMatch(
    /^Pod\/web +statsd-exporter +\w+ +docker\.io\/prom\/statsd-exporter:\S+ +1$/m,
  );
});

const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: named}
spec:
  description: Says whose it is.
  role: logging
  params:
    port: {type: integer, format: port, default: 9000, description: Port}
  containers:
  - name: named
    image: named:1
    args: [--port=$(params.port)]
    env: [{name: WORKLOAD, value: $(workload.name)}]
`;

describe("status of what a controller has made", () => {
  const OWNER =
    "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME, uid: u, controller: true}]";

  /** Returns a Pod with the sidecar of a workload of the name `web`, made by the owner. */
  async function podOf(owner: string, labels = ""): Promise<string> {
    const cwd = temporaryFolder({ "a.yaml": POD, "t/named.yaml": TEMPLATE });
    const io = fakeIo({ cwd });
    expect(await main(["inject", "--template-dir", "t", "-t", "named", "a.yaml"], io)).toBe(0);
    const head = `  name: ${owner}-x2x8p\n  ${OWNER.replace("NAME", owner)}\n  labels: {app: web${labels}}\n`;
    return io
      .stdout()
      .replace(/metadata:\s*\{?name: web,?\s*/, (found) =>
        found.includes("{")
          ? `metadata: {name: ${owner}-x2x8p, ${OWNER.replace("NAME", owner)}, labels: {app: web${labels}}, `
          : `metadata:\n${head}`,
      );
  }

  async function statusOf(manifest: string, ...more: readonly string[]): Promise<string> {
    const cwd = temporaryFolder({ "a.yaml": manifest, "t/named.yaml": TEMPLATE });
    const io = fakeIo({ cwd });
    await main(["status", "--template-dir", "t", ...more, "--explain", "a.yaml"], io);
    return io.stdout();
  }

  it.each([
    [
      "its ReplicaSet's label says what the name ends with",
      "web-6f7c9",
      ", pod-template-hash: 6f7c9",
    ],
    ["its name begins with that of the workload", "web-6f7c9", ""],
    ["its owner is the workload", "web", ""],
  ])("is current where %s", async (_, owner, labels) => {
    expect(await statusOf(await podOf(owner, labels))).toMatch(/ named +current /);
  });

  it("is unknown where what differs depends on a name that is not known", async () => {
    expect(await statusOf(await podOf("shop-web-6f7c9"))).toMatch(/ named +unknown /);
  });

  it("is outdated where the name is known", async () => {
    const manifest = await podOf("shop-web-6f7c9", ", pod-template-hash: 6f7c9");
    expect(await statusOf(manifest)).toMatch(/ named +outdated [\s\S]*value +web → shop-web\n/);
  });

  it("is outdated where something differs whatever the name is", async () => {
    const status = await statusOf(await podOf("shop-web-6f7c9"), "--set", "named.port=9001");
    expect(status).toMatch(/ named +outdated /);
    expect(status).toContain("spec.initContainers[named].args  differs");
    expect(status).not.toContain("WORKLOAD]");
  });

  it("is counted with its owner where that is in the input", async () => {
    const replicaSet =
      "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web-6f7c9}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}}\n";
    const status = await statusOf(`${replicaSet}---\n${await podOf("web-6f7c9")}`);
    expect(status).toContain("\n1 workload (and 1 object made from it), 1 without a sidecar\n");
  });
});

// `lint -R` of a whole tree finds the faults that are in it, and no other.

import { expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { PUBLIC_PROJECTS } from "./public-projects.ts";

/** Each fault of the tree, with the severity that it has. */
const FAULTS = [
  "error agent/lost.yaml:18 object-incomplete",
  "error agent/mesh.yaml:26 windows-sidecar",
  "error agent/pair.yaml:7 port-conflict",
  "error apps/job/job.yaml:9 container-image-missing",
  "error apps/podinfo/overlays/prod/metrics.yaml:7 service-target-port-missing",
  "error clusters/us/shop/api.yaml:20 service-target-port-missing",
  "warning clusters/us/shop/db.yaml:11 claim-single-node",
  "error clusters/us/shop/worker.yaml:13 autoscaler-request-missing",
  "error env/prod/debug.yaml:11 pod-security",
];

/** What is not checked, because it is a part of something that no kustomization tells. */
const PARTS = [
  "operator/tests/e2e/install/00-assert.yaml",
  "operator/tests/e2e/install/01-assert.yaml",
];

interface Finding {
  readonly severity: string;
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

function isOfPart({ rule, severity }: Finding): boolean {
  return rule === "object-incomplete" && severity === "warning";
}

async function findingsOf(tree: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const io = fakeIo({ cwd: temporaryFolder(tree) });
  await main(["lint", "-R", ".", "--format", "json"], io);
  return JSON.parse(io.stdout()).findings;
}

it("finds the faults of a tree of projects, and no other", async () => {
  const findings = await findingsOf(PUBLIC_PROJECTS);
  const said = findings.filter((finding) => !isOfPart(finding));
  const lines = said.map(({ severity, file, line, rule }) => `${severity} ${file}:${line} ${rule}`);
  expect(lines).toEqual(FAULTS);
});

it("says once of each part that it is one", async () => {
  const parts = (await findingsOf(PUBLIC_PROJECTS)).filter(isOfPart);
  expect(parts.map(({ file }) => file)).toEqual(PARTS);
});

it("has one note on all that kustomizations list as patches", async () => {
  const io = fakeIo({ cwd: temporaryFolder(PUBLIC_PROJECTS) });
  await main(["lint", "-R", "."], io);
  expect(io.stdout().match(/.*lists it as a patch.*/g)).toEqual([
    expect.stringMatching(
      /^apps\/podinfo\/overlays\/dev\/debug\.yaml:1 {2}.* and 3 more patches are not checked: /,
    ),
  ]);
});

it("finds the same in a project alone", async () => {
  for (const project of ["agent", "apps", "clusters", "env", "operator"]) {
    const own = Object.entries(PUBLIC_PROJECTS).filter(([path]) => path.startsWith(`${project}/`));
    const findings = await findingsOf(Object.fromEntries(own));
    const found = findings.filter((finding) => !isOfPart(finding));
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(
      FAULTS.map((fault) => fault.split(" ")[1] ?? "").filter((at) => at.startsWith(`${project}/`)),
    );
  }
});

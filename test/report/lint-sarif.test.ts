import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RuleText } from "../../src/lint/rule-text.ts";
import { main } from "../../src/main.ts";
import { renderLintSarif } from "../../src/report/lint-sarif.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { expectSarif } from "./expect-sarif.ts";
import { finding, reportOf } from "./findings.ts";

const root = join(import.meta.dirname, "../..");
interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Region;
    };
  }[];
  readonly relatedLocations: readonly { readonly id: number; readonly physicalLocation?: object }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly object[];
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[];
    };
  };
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  readonly results: readonly SarifResult[];
}

const RULE: RuleText = {
  id: "a",
  severity: "warning",
  category: "ports",
  summary: "",
  why: "",
  fix: "",
};

async function sarifOf(cwd: string, ...args: readonly string[]): Promise<Run> {
  const io = fakeIo({ cwd });
  await main(["lint", "--format", "sarif", ...args], io);
  const log = expectSarif(io.stdout());
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

describe("SARIF", () => {
  it("is valid for every finding of the fixtures, and keeps to what GitHub takes", async () => {
    const { tool, results } = await sarifOf(root, "-R", "fixtures/rules");
    const { rules } = tool.driver;
    expect(results.length).toBeGreaterThan(50);
    for (const { ruleId, ruleIndex, level, locations, relatedLocations, message } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(locations).toHaveLength(1);
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
      expect(artifactLocation?.uri).toMatch(/^fixtures\/rules\/[\w-]+\/[\w-]+\.yaml$/);
      expect(region?.startLine).toBeGreaterThan(0);
      expect(region?.endColumn).toBeGreaterThan(region?.startColumn ?? Number.NaN);
      for (const { id } of relatedLocations) expect(message.text).toContain(`](${id})`);
    }
    expect(rules.every(({ help }) => help.text !== "")).toBe(true);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it("has 25,000 results at most, as GitHub takes them", () => {
    const one = finding({});
    const text = renderLintSarif(reportOf(Array.from({ length: 25_001 }, () => one)));
    expect(text.match(/"ruleId"/g)).toHaveLength(25_000);
  });

  it("has texts of 1024 characters at most, as GitHub shows them", () => {
    const text = "y".repeat(1025);
    const rule = { ...RULE, id: "long", summary: text, why: text.slice(1) };
    const { runs } = JSON.parse(renderLintSarif(reportOf([finding({ rule: "long" })], [rule])));
    const [{ shortDescription, fullDescription }] = runs[0].tool.driver.rules;
    expect(shortDescription.text).toBe(`${"y".repeat(1023)}…`);
    expect(fullDescription.text).toBe("y".repeat(1024));
  });

  it.each([
    ["error", "error", "error"],
    ["warning", "warning", "warning"],
    ["info", "note", "recommendation"],
    ["off", "none", "recommendation"],
  ] as const)(
    "calls a rule whose findings are by default %s %s, and a %s",
    (severity, level, problem) => {
      const rule = { ...RULE, id: "port-conflict", severity };
      const { runs } = JSON.parse(renderLintSarif(reportOf([finding({})], [rule])));
      expect(runs[0].tool.driver.rules).toMatchObject([
        { defaultConfiguration: { level }, properties: { "problem.severity": problem } },
      ]);
    },
  );

  it("has no place outside of the repository", async () => {
    const cwd = temporaryFolder({
      "shop/.git/HEAD": "",
      "shop/a.yaml":
        "{apiVersion: v1, kind: Pod, metadata: {name: web, annotations: {kube-sidecar.dev/inject: 'false'}}, spec: {containers: [{name: web, image: 'example.com/web:1'}]}}\n",
      "base/config.yaml":
        "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {rules: [{templates: [statsd-exporter], required: true}]}\n",
    });
    const { results } = await sarifOf(join(cwd, "shop"), "-c", "../base/config.yaml", "a.yaml");
    const found = results.find(({ ruleId }) => ruleId === "sidecar-required");
    expect(found?.relatedLocations).toEqual([{ id: 1, message: { text: "required here" } }]);
    expect(found?.message.text).toContain("- required here (../base/config.yaml:3)\n");
  });

  it("has what is suppressed, where and why", async () => {
    const manifest = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}]}
  # kube-sidecar-ignore port-conflict: in turns
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}
  - {name: other, image: "example.com/web:1", ports: [{containerPort: 80}]}
`;
    const cwd = temporaryFolder({ "a.yaml": manifest });
    const { results, tool } = await sarifOf(cwd, "a.yaml");
    expect(results.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ["port-conflict", []],
      [
        "port-conflict",
        [{ kind: "inSource", justification: "in turns", location: expect.anything() }],
      ],
    ]);
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual([
      "port-conflict",
      "port-conflict",
    ]);
    expect((await sarifOf(cwd, "-q", "a.yaml")).results).toHaveLength(1);
  });

  it("has results, though empty, where nothing is found", async () => {
    const run = await sarifOf(join(root, "fixtures/manifests"), "statefulset.yaml");
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules).toEqual([]);
    expect(run.invocations).toMatchObject([{ executionSuccessful: true }]);
  });

  it("names files from the root of the repository on", async () => {
    const run = await sarifOf(
      join(root, "fixtures/manifests"),
      "-t",
      "statsd-exporter",
      "conflict.yaml",
    );
    const [result] = run.results;
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      "fixtures/manifests/conflict.yaml",
    );
    // A template that comes with the program is no file of the repository.
    expect(result?.relatedLocations).toMatchObject([{ id: 1 }]);
    expect(result?.relatedLocations[0]).not.toHaveProperty("physicalLocation");
  });

  it("names them so by absolute paths, too", async () => {
    const file = join(root, "fixtures/manifests/conflict.yaml");
    const run = await sarifOf(root, "-t", "statsd-exporter", file);
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      "fixtures/manifests/conflict.yaml",
    );
  });

  it("keeps the fingerprint of a finding when lines and items move", async () => {
    const pod = (before: string, first: string) => `${before}apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
${first}  - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}]}
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}
`;
    const cwd = temporaryFolder({
      "a.yaml": pod("", ""),
      "b.yaml": pod("# A comment.\n", '  - {name: other, image: "example.com/web:1"}\n'),
    });
    const [a, b] = await Promise.all(["a.yaml", "b.yaml"].map((file) => sarifOf(cwd, file)));
    expect(a?.results[0]?.partialFingerprints).toEqual(b?.results[0]?.partialFingerprints);
    expect(a?.results[0]?.locations).not.toEqual(b?.results[0]?.locations);
  });

  it("says what was asked for in vain", async () => {
    const run = await sarifOf(join(root, "fixtures/manifests"), "-l", "app=wbe", "deploy.yaml");
    expect(run.invocations).toMatchObject([
      { toolConfigurationNotifications: [{ level: "warning" }] },
    ]);
  });

  it("says what could not be read", async () => {
    const cwd = temporaryFolder({ "a.yaml": "kind: Pod\n  a: [b\n" });
    const run = await sarifOf(cwd, "a.yaml");
    expect(run.invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: "error" }] },
    ]);
  });
});

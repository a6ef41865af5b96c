// What a config changes comes first in every report: a stranger may have written the config that is found.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: example.com/web:1
    resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 200m, memory: 64Mi}}
`;

const OWN = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: statsd-exporter}
spec: {extends: statsd-exporter, role: monitoring}
`;

const CHANGES: readonly (readonly [string, string])[] = [
  [
    "lint: {rules: {default-container-is-sidecar: off}}",
    "NAME turns off default-container-is-sidecar",
  ],
  [
    "lint: {rules: {port-conflict: off, env-duplicate: off}}",
    "NAME turns off port-conflict and env-duplicate",
  ],
  ["lint: {rules: {port-conflict: warning}}", "NAME lowers port-conflict to a warning"],
  ["lint: {rules: {suppression-forbidden: off}}", "NAME turns off suppression-forbidden"],
  ["lint: {failOn: never}", "NAME sets failOn to never"],
  ["imageRegistry: evil.example.com", "NAME sets imageRegistry to evil.example.com"],
  [
    "values: {statsd-exporter: {image: evil.example.com/x}}",
    "NAME sets statsd-exporter.image to evil.example.com/x",
  ],
  [
    "environments: {prod: {statsd-exporter: {image: evil.example.com/x}}}",
    "NAME sets statsd-exporter.image to evil.example.com/x",
  ],
  [
    "rules: [{templates: [statsd-exporter], values: {statsd-exporter: {image: evil.example.com/x}}}]",
    "NAME sets statsd-exporter.image to evil.example.com/x",
  ],
  ["templateDirs: [own]", 'template "statsd-exporter" of own/a.yaml replaces the built-in one'],
];

const NO_CHANGES = [
  // A check that is off by itself, or that counts more.
  "lint: {rules: {memory-fraction: error, empty-dir-unlimited: error}}",
  "lint: {rules: {port-conflict: error}, failOn: warning}",
  "values: {statsd-exporter: {port: 9103}}",
];

function folder(spec: string, name: string): string {
  const config = `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec:\n  ${spec}\n`;
  return temporaryFolder({ "a.yaml": POD, [name]: config, "own/a.yaml": OWN });
}

async function run(cwd: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main([...args, "a.yaml"], io);
  return { code, said: io.stdout() + io.stderr(), stdout: io.stdout(), stderr: io.stderr() };
}

const COMMANDS = [["inject", "--check"], ["lint"], ["status"], ["show"]];

describe("what a config changes", () => {
  it.each(CHANGES)("comes first: %s", async (spec, text) => {
    const note = `note: ${text.replace("NAME", "kube-sidecar.yaml")}\n`;
    const cwd = folder(spec, "kube-sidecar.yaml");
    for (const command of COMMANDS) {
      const { said } = await run(cwd, ...command);
      expect(said).toContain(`note: the config is kube-sidecar.yaml\n${note}`);
    }
    for (const command of [["inject"], ["lint"]]) {
      const { said } = await run(cwd, ...command, "-q");
      expect(said).toContain(note);
      expect(said).not.toContain("the config is");
    }
  });

  it.each(CHANGES)("is not for -q where the config is named: %s", async (spec, text) => {
    const cwd = folder(spec, "named.yaml");
    const note = text.replace("NAME", "named.yaml");
    for (const command of ["inject", "lint"]) {
      const args = [command, "--config", "named.yaml"];
      expect((await run(cwd, ...args)).said).toContain(note);
      expect((await run(cwd, ...args, "-q")).said).not.toContain(note);
    }
  });

  it.each(NO_CHANGES)("is nothing to speak of: %s", async (spec) => {
    const { stderr } = await run(folder(spec, "kube-sidecar.yaml"), "status");
    expect(stderr).toBe("note: the config is kube-sidecar.yaml\n");
  });

  it("is in every form of the report of lint", async () => {
    const cwd = folder("imageRegistry: evil.example.com", "kube-sidecar.yaml");
    const text = "kube-sidecar.yaml sets imageRegistry to evil.example.com";
    const reports: Readonly<Record<string, string>> = {
      json: `"configChanges": ["${text}"]`,
      sarif: `{"level": "note", "message": {"text": "${text}"}}`,
      github: `::notice title=config::${text}`,
      junit: `<testcase name="${text}" classname="the config"><system-out>${text}</system-out></testcase>`,
    };
    for (const [format, expected] of Object.entries(reports)) {
      const { stdout } = await run(cwd, "lint", "-q", "--format", format);
      const flat = stdout.replace(/\s*\n\s*/g, " ").replace(/([[{]) | ([\]}])/g, "$1$2");
      expect([format, flat.includes(expected)]).toEqual([format, true]);
    }
  });

  it("says that -t goes without what is required", async () => {
    const cwd = folder("rules: [{templates: [envoy], required: true}]", "kube-sidecar.yaml");
    const { stderr } = await run(cwd, "inject", "-t", "statsd-exporter");
    expect(stderr).toContain(
      "note: -t takes the place of rules, also of what is required: rule 1 of kube-sidecar.yaml\n",
    );
  });
});

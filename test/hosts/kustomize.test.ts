// The real kubectl and kustomize build kustomizations with the plugin, in both of its forms.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { expectGolden } from "../docs/expect-golden.ts";
import { readerFor } from "../oracle/read-manifest.ts";
import { findClient } from "./clients.ts";
import { expectSection } from "./expect-section.ts";
import { installCommand } from "./install-command.ts";
import { realShell } from "./real-shell.ts";

const hasBoth = findClient("kubectl") !== undefined && findClient("kustomize") !== undefined;
const fixtures = join(import.meta.dirname, "../../fixtures/kustomize");
const tools = mkdtempSync(join(tmpdir(), "kube-sidecar-kustomize-"));
const home = join(tools, "plugins");
/** kustomize takes an empty variable for none; of a plugin that fails it leaves the config in the temporary folder. */
const ENVIRONMENT = {
  KUSTOMIZE_PLUGIN_HOME: "",
  XDG_CONFIG_HOME: "",
  KUBE_SIDECAR_REPORT: "",
  TMPDIR: tools,
};
let path: string;

beforeAll(() => {
  path = installCommand(tools);
  const { code } = run("kube-sidecar kustomize install", tools);
  if (code !== 0) throw new Error("the plugin is not installed");
});
afterAll(() => rmSync(tools, { recursive: true }));

function run(line: string, folder: string) {
  const shell = realShell({ path: [path], env: { ...ENVIRONMENT, KUSTOMIZE_PLUGIN_HOME: home } });
  return shell(line, folder);
}

/** How a build comes to the plugin. */
interface Form {
  readonly name: string;
  readonly command: string;
  /** What the metadata of a config says for it. */
  readonly annotations: string;
}

const LEGACY: Form = {
  name: "a plugin of kubectl",
  command: "kubectl kustomize --enable-alpha-plugins",
  annotations: "",
};
const FUNCTION: Form = {
  name: "a KRM function of kustomize",
  command: "kustomize build --enable-alpha-plugins --enable-exec",
  annotations: `
  annotations:
    config.kubernetes.io/function: |
      exec: {path: kube-sidecar}`,
};
const FORMS: readonly Form[] = [
  LEGACY,
  FUNCTION,
  {
    name: "a plugin of kustomize",
    command: "kustomize build --enable-alpha-plugins",
    annotations: "",
  },
];

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
        ports: [{containerPort: 9102}]
`;

function config(kind: "SidecarInjector" | "SidecarLint", spec: string, form: Form): string {
  return `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: test${form.annotations}\nspec: ${spec}\n`;
}

/** Builds a kustomization of one Deployment whose port 9102 is taken. */
function build(
  form: Form,
  lists: string,
  files: Readonly<Record<string, string>>,
): ReturnType<typeof run> {
  const folder = temporaryFolder({
    "web.yaml": WEB,
    "kustomization.yaml": `resources: [web.yaml]\n${lists}\n`,
    ...files,
  });
  return run(`${form.command} .`, folder);
}

describe.skipIf(!hasBoth)("docs/hosts.md", () => {
  it("shows what kustomize makes of the plugin", async () => {
    await expectSection(
      "kustomize",
      temporaryFolder(),
      realShell({ path: [path], env: ENVIRONMENT }),
    );
  });
});

describe.skipIf(!hasBoth)("a base, an overlay, a component, generators and a prefix", () => {
  it.each(FORMS)("get sidecars from $name, and keep prefix and hash", (form) => {
    const { stdout, stderr, code } = run(`${form.command} overlay`, copyOfShop(form));
    expect([code, stderr]).toEqual([0, ""]);
    expectGolden(join(fixtures, "output.yaml"), stdout.toString());
  });

  it("make the same as without it, but for the sidecars", () => {
    const folder = copyOfShop(LEGACY);
    const { stdout } = run("kube-sidecar eject < output.yaml", folder);
    const kustomization = join(folder, "overlay/kustomization.yaml");
    const text = readFileSync(kustomization, "utf8");
    writeFileSync(kustomization, text.replace(/^transformers:[\s\S]*/m, ""));
    const plain = run("kubectl kustomize overlay", folder);
    expect(plain.stdout.toString()).toContain("prod-web-keys-");
    expect(readerFor(stdout)(stdout)).toEqual(readerFor(plain.stdout)(plain.stdout));
  });
});

describe.skipIf(!hasBoth).each([LEGACY, FUNCTION])("$name", (form) => {
  it.each([
    ["an unknown field", "{rule: []}", 'unknown field "spec.rule"; did you mean "rules"?'],
    ["a wrong type", "{rules: fluent-bit}", 'spec.rules must be a list, not "fluent-bit"'],
    [
      "an unknown template",
      "{rules: [{templates: [envoi]}]}",
      'there is no template "envoi"; did you mean "envoy"?',
    ],
    [
      "a conflict",
      "{rules: [{templates: [statsd-exporter]}]}",
      'Deployment/web: containers "web" and "statsd-exporter" both declare port 9102/TCP',
    ],
    ["a missing folder", "{templateDirs: [gone]}", "cannot read gone: no such file or folder"],
    [
      "a warning that is to fail",
      "{strict: true, rules: [{match: {names: [gone]}, templates: [envoy]}]}",
      "rule 1 of SidecarInjector/test matches no workload",
    ],
  ])("ends the build with the reason at %s", (_name, spec, reason) => {
    const files = { "sidecars.yaml": config("SidecarInjector", spec, form) };
    const { code, stdout, stderr } = build(form, "transformers: [sidecars.yaml]", files);
    expect([code, stdout.toString()]).toEqual([1, ""]);
    expect(stderr.split("\n")[0]).toContain(`SidecarInjector/test stops the build: ${reason}`);
  });

  it("reads templates of the kustomization, and moves a sidecar off a port that is taken", () => {
    const { code, stdout } = build(form, "transformers: [sidecars.yaml]", {
      "sidecars.yaml": config(
        "SidecarInjector",
        "{templateDirs: [own], onPortConflict: reassign, rules: [{templates: [own]}]}",
        form,
      ),
      "own/own.yaml": OWN_TEMPLATE,
    });
    expect(code).toBe(0);
    expect(stdout.toString()).toContain("- --port=9103\n");
  });

  it("does not run as a generator, which would be in vain", () => {
    const files = { "sidecars.yaml": config("SidecarInjector", "{}", form) };
    const { code, stderr } = build(form, "generators: [sidecars.yaml]", files);
    expect(code).toBe(1);
    expect(stderr).toContain('lists a SidecarInjector under "generators", which see no manifests');
  });

  it.each(["validators", "transformers"])("checks the build, and leaves it alone (%s)", (field) => {
    const plain = build(form, "", {}).stdout.toString();
    expect(plain).toContain("name: web");
    const files = { "lint.yaml": config("SidecarLint", "{}", form) };
    const { code, stdout, stderr } = build(form, `${field}: [lint.yaml]`, files);
    expect([code, stderr, stdout.toString()]).toEqual([0, "", plain]);
  });

  it.each(["validators", "transformers"])("stops at what lint finds (%s)", (field) => {
    const { code, stdout, stderr } = build(form, `${field}: [lint.yaml]`, {
      "lint.yaml": config(
        "SidecarLint",
        "{rules: {container-name-invalid: warning}, failOn: warning}",
        form,
      ),
      "web.yaml": WEB.replace("- name: web", "- name: Web"),
    });
    expect([code, stdout.toString()]).toEqual([1, ""]);
    expect(stderr.split("\n")[0]).toContain("SidecarLint/test stops the build: Deployment/web: ");
    expect(stderr).toContain("warning[container-name-invalid]");
  });

  it("refuses a SidecarLint in two lists, since it cannot tell which one is meant", () => {
    const files = { "lint.yaml": config("SidecarLint", "{}", form) };
    const lists = "transformers: [lint.yaml]\nvalidators: [lint.yaml]";
    const { code, stderr } = build(form, lists, files);
    expect(code).toBe(1);
    expect(stderr).toContain('lists SidecarLints under "transformers" and "validators"');
  });
});

// kustomize 4 runs functions that a folder holds in this folder, so that they cannot tell who lists them.
describe.skipIf(!hasBoth)("a validator", () => {
  it("may be written into the kustomization, or stand in a folder", () => {
    const lint = config("SidecarLint", "{}", LEGACY);
    const lists = `validators:\n- |-\n${lint.replace(/^/gm, "  ")}\n- checks`;
    const { code, stdout } = build(LEGACY, lists, {
      "checks/kustomization.yaml": "resources: [lint.yaml]\n",
      "checks/lint.yaml": lint.replace("name: test", "name: other"),
    });
    expect(code).toBe(0);
    expect(stdout.toString()).toBe(build(LEGACY, "", {}).stdout.toString());
  });
});

const OWN_TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: own}
spec:
  description: Serves metrics.
  role: monitoring
  params:
    port: {type: integer, format: port, default: 9102, description: Port}
  containers:
  - name: own
    image: registry.example.com/own:1
    args: [--port=$(params.port)]
    ports: [{name: own, containerPort: $(params.port)}]
`;

/** Returns a folder with the kustomization of the fixtures, its config made for a form. */
function copyOfShop({ annotations }: Form): string {
  const folder = temporaryFolder();
  for (const part of ["base", "component", "overlay", "output.yaml"]) {
    cpSync(join(fixtures, part), join(folder, part), { recursive: true });
  }
  const file = join(folder, "overlay/sidecars.yaml");
  mkdirSync(dirname(file), { recursive: true });
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("  name: prod", `  name: prod${annotations}`));
  return folder;
}

// docs/hosts.md, the section on Argo CD, and what the plugin runs with the environment that Argo CD sets.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { printable } from "../../src/text/printable.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { findClient } from "./clients.ts";
import { expectSection } from "./expect-section.ts";
import { installPackage } from "./install-package.ts";
import { realShell, type Surroundings } from "./real-shell.ts";

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-argocd-"));
const integration = join(import.meta.dirname, "../../integrations/argocd");
const hasKustomize = findClient("kustomize") !== undefined;
const helm = findClient("helm3");

let installed: Required<Surroundings>;
let generate: string;
beforeAll(() => {
  installed = installPackage(folder);
  generate = join(folder, "lib/node_modules/kube-sidecar/integrations/argocd/generate.cjs");
  mkdirSync(join(folder, "helm"));
  const shim = `#!/bin/sh\nexec ${helm} "$@"\n`;
  if (helm !== "helm") writeFileSync(join(folder, "helm/helm"), shim, { mode: 0o755 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface Parameter {
  readonly name: string;
  readonly string?: string;
  readonly array?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

/** Runs the plugin in a folder of a repository, as Argo CD does for an application. */
function generateIn(
  files: Readonly<Record<string, string>>,
  parameters: readonly Parameter[] | null,
) {
  return generateAt(temporaryFolder(files), parameters);
}

/** Parameters that are text are given as they are. */
function generateAt(
  repository: string,
  parameters: readonly unknown[] | string | null,
  env: Readonly<Record<string, string>> = {},
) {
  const path = "apps/web";
  const { status, stdout, stderr } = spawnSync(process.execPath, [generate], {
    cwd: join(repository, path),
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${join(folder, "helm")}:${process.env["PATH"]}`,
      NO_COLOR: "1",
      ARGOCD_APP_NAME: "teams_web",
      ARGOCD_APP_NAMESPACE: "prod",
      ARGOCD_APP_SOURCE_PATH: path,
      KUBE_VERSION: "1.34.2",
      KUBE_API_VERSIONS: "v1,apps/v1,example.com/v1",
      ARGOCD_APP_PARAMETERS:
        typeof parameters === "string" ? parameters : JSON.stringify(parameters),
      ...env,
    },
  });
  return { status, stdout, stderr };
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # kept
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "web:1", ports: [{containerPort: 9000}]}
`;
const TEMPLATES = { name: "templates", array: ["statsd-exporter"] };
const PLAIN = { "apps/web/web.yaml": DEPLOYMENT };

describe("the plugin of Argo CD", () => {
  it("injects into plain folders, the same bytes each time", () => {
    const first = generateIn(PLAIN, [TEMPLATES]);
    expect(first).toMatchObject({ status: 0, stderr: expect.stringContaining("1 injected") });
    expect(first.stdout).toContain("  name: web # kept\n");
    expect(first.stdout).toContain("- name: statsd-exporter\n");
    expect(generateIn(PLAIN, [TEMPLATES]).stdout).toBe(first.stdout);
  });

  it("goes into folders in folders where it is told to", () => {
    const files = { ...PLAIN, "apps/web/more/job.yaml": DEPLOYMENT };
    const count = (build: string) => {
      const { stdout } = generateIn(files, [TEMPLATES, { name: "build", string: build }]);
      return stdout.split("- name: statsd-exporter\n").length - 1;
    };
    expect([count("plain"), count("recursive")]).toEqual([1, 2]);
  });

  it("leaves to config and annotations what no parameter says", () => {
    const config =
      "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {rules: [{templates: [statsd-exporter]}]}\n";
    const { stdout } = generateIn({ ...PLAIN, "apps/web/kube-sidecar.yaml": config }, null);
    expect(stdout).toContain("- name: statsd-exporter\n");
    expect(stdout).not.toContain("SidecarInjector");
  });

  it("sets parameters from maps and from files of the repository", () => {
    const files = { ...PLAIN, "values.yaml": "statsd-exporter: {port: 9200}\n" };
    const values = { name: "values", array: ["../../values.yaml"] };
    expect(generateIn(files, [TEMPLATES, values]).stdout).toContain("containerPort: 9200\n");
    const set = { name: "set", map: { "statsd-exporter.port": "9201" } };
    expect(generateIn(files, [TEMPLATES, values, set]).stdout).toContain("containerPort: 9201\n");
  });

  it.each<[string, readonly Parameter[] | string, string]>([
    [
      "parameters that are no JSON",
      "[{name: templates}]",
      "ARGOCD_APP_PARAMETERS cannot be read: ",
    ],
    ["parameters that are no list", '{"name":"build"}', "is not a list of parameters with names"],
    ["parameters without names", "[null]", "is not a list of parameters with names"],
    ["an unknown template", [{ name: "templates", array: ["x"] }], 'unknown template "x"'],
    ["a template that is a flag", [{ name: "templates", array: ["--write"] }], "--write"],
    ["an unknown parameter", [{ name: "template", string: "x" }], 'unknown parameter "template"'],
    [
      "a parameter of another type",
      [{ name: "templates", string: "x" }],
      "takes its value as array",
    ],
    ["an unknown way to build", [{ name: "build", string: "jsonnet" }], '"jsonnet" is none of'],
    ["a folder that is not there", [{ name: "path", string: "prod" }], "there is no prod"],
    [
      "a file beside the repository",
      [{ name: "values", array: ["/etc/hosts"] }],
      "not in the repository",
    ],
    [
      "a folder above the repository",
      [{ name: "path", string: "../../.." }],
      "not in the repository",
    ],
    [
      "a config that is a link out of it",
      [{ name: "config", string: "../../link.yaml" }],
      "not in the repository",
    ],
    ["a folder that is a file", [{ name: "path", string: "web.yaml" }], "web.yaml is no folder"],
    [
      "a file of values that git keeps",
      [{ name: "values", array: ["../../.git/config"] }],
      "../../.git/config is not in the repository",
    ],
    [
      "a conflict",
      [TEMPLATES, { name: "set", map: { port: "9000" } }],
      'containers "web" and "statsd-exporter" both declare port 9000/TCP',
    ],
  ])("prints no manifests after %s, but the reason", (_, parameters, reason) => {
    const outside = temporaryFolder({ "secret.yaml": "token: abc\n" });
    const repository = temporaryFolder({ ...PLAIN, ".git/config": "token: abc\n" });
    symlinkSync(join(outside, "secret.yaml"), join(repository, "link.yaml"));
    const { status, stdout, stderr } = generateAt(repository, parameters);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain("abc");
  });
});

it.each([
  ["plain", "apps/web"],
  ["recursive", "apps/web/more"],
])("the plugin of Argo CD follows no link out of the repository (%s)", (build, place) => {
  const outside = temporaryFolder({ "secret.yaml": "token: abc\n" });
  const repository = temporaryFolder({ ...PLAIN, [`${place}/own.txt`]: "", "shared.yaml": "" });
  const parameters = [{ name: "build", string: build }];
  symlinkSync(join(repository, "shared.yaml"), join(repository, place, "shared.yaml"));
  expect(generateAt(repository, parameters).status).toBe(0);
  symlinkSync(join(outside, "secret.yaml"), join(repository, place, "link.yaml"));
  const { status, stdout, stderr } = generateAt(repository, parameters);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("link.yaml: it leads out of --root ");
  expect(stderr).not.toContain("abc");
});

describe("the parameters of the plugin of Argo CD", () => {
  const WRONG: Readonly<Record<string, readonly unknown[]>> = {
    string: [5, null, ["x"], {}, true, "a\0b"],
    array: ["x", null, [5], [null], [["x"]], {}, ["a\0b"]],
    map: ["x", null, ["x"], { a: 5 }, { a: null }, { a: ["x"] }, { a: "b\0" }],
  };
  const FIELDS = {
    ...{ templates: "array", set: "map", values: "array", config: "string", env: "string" },
    ...{ build: "string", path: "string", "helm-values": "array" },
  };

  it.each(Object.entries(FIELDS))(
    "end in a line, not a stack, where %s is wrong",
    (name, field) => {
      const repository = temporaryFolder(PLAIN);
      // All of them at one parameter of each field, since each is a process.
      const all = ["path", "values", "set"].includes(name);
      for (const value of (WRONG[field] ?? []).slice(0, all ? undefined : 1)) {
        const { status, stdout, stderr } = generateAt(repository, [{ name, [field]: value }]);
        const message = `kube-sidecar for Argo CD: the parameter ${name} takes its value as ${field}\n`;
        expect([value, status, stdout, stderr]).toEqual([value, 2, "", message]);
      }
    },
  );

  it.each<[name: string, parameters: readonly Parameter[], reason: RegExp]>([
    [
      "a name with a NUL",
      [{ name: "set", map: { "a\0": "b" } }],
      /^kube-sidecar for Argo CD: .*null bytes.*\n$/,
    ],
    [
      "text of several lines",
      [{ name: "x\n::error::y\u2028\u001b[31m\u202e", string: "x" }],
      /^kube-sidecar for Argo CD: unknown parameter "x\\n::error::y\\u2028\\u001b\[31m\\u202e"; [^\n]*\n$/,
    ],
  ])("end in a line for %s", (_, parameters, reason) => {
    const { status, stdout, stderr } = generateIn(PLAIN, parameters);
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringMatching(reason)]);
  });
});

describe("the escapes of the plugin of Argo CD", () => {
  it("shows text of others as the command does", () => {
    const source = readFileSync(join(integration, "generate.cjs"), "utf8");
    const [code = ""] = /^function printable\(.*?^}$/ms.exec(source) ?? [];
    const own: typeof printable = new Function(`${code}\nreturn printable;`)();
    const all = Array.from({ length: 0x10000 }, (_, unit) => `${String.fromCharCode(unit)} `);
    const tags = Array.from({ length: 0x80 }, (_, at) => String.fromCodePoint(0xe0000 + at));
    const text = [...all, ...tags].join("");
    expect(own(text)).toBe(printable(text));
  });
});

describe("the config of an application of Argo CD", () => {
  const config = (spec: string) =>
    `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {${spec}}\n`;
  const SECRET = "token: abc\nkind: [\n";

  it.each(["kube-sidecar.yaml", "../../kube-sidecar.yaml", "../../.git/config"])(
    "is no link out of the repository, nor are its templates: %s",
    (place) => {
      const outside = temporaryFolder({ "secret.yaml": SECRET });
      const repository = temporaryFolder({ ...PLAIN, "apps/web/.keep": "" });
      if (place.endsWith(".git/config")) {
        mkdirSync(join(repository, ".git"));
        writeFileSync(join(repository, ".git/config"), SECRET);
        symlinkSync(place, join(repository, "apps/web/kube-sidecar.yaml"));
      } else {
        symlinkSync(join(outside, "secret.yaml"), join(repository, "apps/web", place));
      }
      const { status, stdout, stderr } = generateAt(repository, [TEMPLATES]);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        /kube-sidecar\.yaml: it (leads out of --root|is a link to data of git)/,
      );
      expect(stderr).not.toContain("abc");
    },
  );

  it.each([
    [null, "kube-sidecar.yaml"],
    [[{ name: "config", string: "other.yaml" }], "other.yaml"],
  ])("takes templates of the repository alone", (parameters, name) => {
    const template = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: my}
spec: {description: Ours., role: adapter, containers: [{name: my, image: "example.com/my:1"}]}
`;
    const parent = temporaryFolder({ "outside/my.yaml": template, "repo/own/my.yaml": template });
    const repository = join(parent, "repo");
    const write = (folder: string) => {
      mkdirSync(join(repository, "apps/web"), { recursive: true });
      writeFileSync(join(repository, "apps/web/web.yaml"), DEPLOYMENT);
      const spec = `templateDirs: ["${folder}"], rules: [{templates: [my]}]`;
      writeFileSync(join(repository, "apps/web", name), config(spec));
      return generateAt(repository, parameters);
    };
    expect(write("../../own")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("- name: my\n"),
    });
    symlinkSync("../outside", join(repository, "link"));
    for (const folder of ["../../../outside", "../../link", "../../../outside/my.yaml"]) {
      const { status, stdout, stderr } = write(folder);
      expect([status, stdout, stderr]).toEqual([
        2,
        "",
        expect.stringContaining("it leads out of --root"),
      ]);
    }
  });
});

describe.skipIf(!hasKustomize)("the plugin of Argo CD, with kustomize", () => {
  const files = { ...PLAIN, "apps/web/kustomization.yaml": "resources: [web.yaml]\n" };

  it("injects into what kustomize builds", () => {
    const { status, stdout } = generateIn(files, [TEMPLATES]);
    expect(status).toBe(0);
    expect(stdout).toContain("- name: statsd-exporter\n");
    expect(stdout).not.toContain("# kept");
  });

  it("fails where kustomize fails, with its reason", () => {
    const broken = { "apps/web/kustomization.yaml": "resources: [nothing.yaml]\n" };
    const { status, stdout, stderr } = generateIn(broken, [TEMPLATES]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("nothing.yaml");
    expect(stderr).toContain("kustomize build failed, see above\n");
  });

  it("says what kustomize says as the words of kustomize", () => {
    const name = "a\n::error::b\nkube-sidecar for Argo CD: all is well\u001b[2J.yaml";
    const broken = { "apps/web/kustomization.yaml": `resources: [${JSON.stringify(name)}]\n` };
    const { status, stderr } = generateIn(broken, [TEMPLATES]);
    expect(status).toBe(2);
    expect(stderr).toContain("all is well");
    const lines = stderr.trimEnd().split("\n");
    expect(lines.filter((line) => !line.startsWith("kustomize: "))).toEqual([
      "kube-sidecar for Argo CD: kustomize build failed, see above",
    ]);
    expect(stderr).not.toContain("\u001b");
  });

  it("is what docs/hosts.md says", async () => {
    await expectSection("Argo CD", temporaryFolder(), realShell(installed));
  });
});

describe.skipIf(helm === undefined)("the plugin of Argo CD, with Helm", () => {
  const files = {
    "apps/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "apps/web/values.yaml": "color: red\n",
    "apps/web/prod.yaml": "color: green\n",
    "apps/web/crds/things.yaml":
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.example.com}\n",
    "apps/web/templates/web.yaml": `${DEPLOYMENT}---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  color: {{ .Values.color }}
  kubernetes: {{ .Capabilities.KubeVersion.Minor | quote }}
  hasThings: {{ .Capabilities.APIVersions.Has "example.com/v1" | quote }}
`,
  };

  const withValues = (more: Readonly<Record<string, string>>, paths: readonly string[]) =>
    generateIn({ ...files, ...more }, [TEMPLATES, { name: "helm-values", array: paths }]);

  it.each(["a,b.yaml", 'a"b.yaml', "-", "-x.yaml", "https:/example.com/x.yaml", " x.yaml ", "{}"])(
    "takes a file of values for that file alone: %s",
    (name) => {
      const { status, stdout, stderr } = withValues({ [`apps/web/${name}`]: "color: blue\n" }, [
        name,
      ]);
      expect(status, stderr).toBe(0);
      expect(stdout).toContain("  color: blue\n");
    },
  );

  it.each([
    "prod.yaml,/etc/hosts",
    "prod.yaml,https://example.com/x.yaml",
    'prod.yaml","/etc/hosts',
    "../../../../../../etc/hosts",
    "https://example.com/x.yaml",
  ])("reads no other file and no address: %s", (path) => {
    const { status, stdout, stderr } = withValues({}, [path]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^kube-sidecar for Argo CD: (there is no|.*is not in the repository)/);
  });

  it("has a folder with a comma in its name, and nothing behind it is a path", () => {
    const { status, stderr } = withValues({ "apps/web/prod.yaml,/etc/hosts": "color: blue\n" }, [
      "prod.yaml,/etc/hosts",
    ]);
    expect([status, stderr]).toEqual([0, expect.stringContaining("1 injected")]);
  });

  it.each(["templates/link.yaml", "files/link.txt", "charts/sub/values.yaml"])(
    "follows no link of the chart out of the repository: %s",
    (name) => {
      const repository = temporaryFolder({ ...files, [`apps/web/${name}.keep`]: "" });
      symlinkSync("/etc/hosts", join(repository, "apps/web", name));
      const { status, stdout, stderr } = generateAt(repository, [TEMPLATES]);
      expect([status, stdout, stderr]).toEqual([
        2,
        "",
        expect.stringContaining(`${name} is not in the repository\n`),
      ]);
    },
  );

  it.each(["--output-dir=out", "x_--post-renderer=true", "-h", "--set=color=blue"])(
    "takes the name of an application for no option: %s",
    (name) => {
      const repository = temporaryFolder(files);
      const { status, stdout, stderr } = generateAt(repository, [TEMPLATES], {
        ARGOCD_APP_NAME: name,
      });
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("invalid release name");
      expect(existsSync(join(repository, "apps/web/out"))).toBe(false);
    },
  );

  it("renders charts as Argo CD does, and injects", () => {
    const values = { name: "helm-values", array: ["prod.yaml"] };
    const { status, stdout, stderr } = generateIn(files, [TEMPLATES, values]);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("- name: statsd-exporter\n");
    expect(stdout).toContain("kind: CustomResourceDefinition\n");
    expect(stdout).toContain(
      'name: web\n  namespace: prod\ndata:\n  color: green\n  kubernetes: "34"\n  hasThings: "true"\n',
    );
  });
});

describe("the files for Argo CD", () => {
  const read = (name: string) => readFileSync(join(integration, name), "utf8");

  it("announce the parameters that the plugin takes, each as it takes it", () => {
    const announced: readonly { name: string; collectionType?: string }[] = parse(
      read("plugin.yaml"),
    ).spec.parameters.static;
    const [, taken = ""] = /const PARAMETERS = (\{.*?\});/s.exec(read("generate.cjs")) ?? [];
    expect(
      Object.fromEntries(
        announced.map(({ name, collectionType = "string" }) => [name, collectionType]),
      ),
    ).toEqual(new Function(`return ${taken}`)());
  });

  it("run the version of the package, where the image has it", () => {
    const { version } = JSON.parse(readFileSync(join(integration, "../../package.json"), "utf8"));
    expect(read("Dockerfile")).toContain(`\nARG KUBE_SIDECAR_VERSION=${version}\n`);
    const { command } = parse(read("plugin.yaml")).spec.generate;
    expect(command.at(-1)).toMatch(
      /\/node_modules\/kube-sidecar\/integrations\/argocd\/generate\.cjs$/,
    );
  });
});

// A platform team makes a sidecar mandatory, and authors of manifests try to get around it.

import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OMISSIONS, type OmissionName } from "../../src/config/omissions.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { functionConfig, HEAD, runFunction } from "./resource-lists.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const VALUES = `
      oauth2-proxy:
        issuer: https://sso.example.com
        emailDomains: [example.com]`;

function configWith(rule: string, spec = ""): string {
  return `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
${spec}  values:${VALUES.replaceAll("\n      ", "\n    ")}
  rules:
  - templates: [oauth2-proxy]
${rule === "" ? "" : `    ${rule}\n`}`;
}

const REQUIRED = configWith("required: true");

interface Parts {
  readonly apiVersion?: string;
  readonly kind?: string;
  /** Of the workload, each a line. */
  readonly own?: readonly string[];
  /** Of the pod template, each a line. */
  readonly annotations?: readonly string[];
}

function deployment({
  apiVersion = "apps/v1",
  kind = "Deployment",
  own = [],
  annotations = [],
}: Parts = {}): string {
  const mapping = (indent: string, lines: readonly string[]) =>
    lines.length === 0
      ? ""
      : `${indent}annotations:\n${lines.map((line) => `${indent}  ${line}\n`).join("")}`;
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: web
${mapping("  ", own)}spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
${mapping("      ", annotations)}    spec:
      containers:
      - name: web
        image: example.com/web:1
        ports: [{containerPort: 8080}]
        resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: "1", memory: 128Mi}}
`;
}

const OWNER =
  "  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: a, controller: true}]\n";

/** https://volcano.sh/en/docs/vcjob/ */
const VOLCANO_JOB = `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: web}
spec:
  tasks:
  - name: workers
    template:
      spec:
        containers: [{name: web, image: "example.com/web:1"}]
`;

/** https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/ */
const MANIFEST_WORK = `apiVersion: work.open-cluster-management.io/v1
kind: ManifestWork
metadata: {name: web}
spec:
  workload:
    manifests:
    - apiVersion: batch/v1
      kind: CronJob
      metadata: {name: web}
      spec:
        schedule: "* * * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers: [{name: web, image: "example.com/web:1"}]
`;

/** The operator supplies the first image. https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/custom-resource/pod-template/ */
const FLINK = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: web}
spec:
  podTemplate:
    spec: {containers: [{name: flink-main-container}, {name: log, image: "example.com/log:1"}]}
`;

/** https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/customize-pods */
const elasticsearch = (
  ...nodeSets: readonly string[]
) => `apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: web}
spec:
  version: 9.0.0
  nodeSets:
${nodeSets.map((nodeSet, index) => `  - {name: set-${index}, count: 1${nodeSet}}\n`).join("")}`;

const COMMANDS: readonly (readonly string[])[] = [
  ["inject"],
  ["inject", "-q"],
  ["inject", "--check"],
  ["inject", "--diff"],
  ["inject", "-w"],
  ["inject", "--output", "json-patch"],
  ["lint"],
  ["lint", "--inject"],
  ["lint", "--inject", "--only-introduced"],
  ["status"],
  ["show", "--inject"],
];

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly stdout: string;
  readonly file: string;
}

async function run(
  command: readonly string[],
  manifest: string,
  config: string = REQUIRED,
): Promise<Ended> {
  const cwd = temporaryFolder({ "a.yaml": manifest, "trusted.yaml": config });
  const io = fakeIo({ cwd });
  const code = await main([...command, "--config", "trusted.yaml", "a.yaml"], io);
  const file = readFileSync(join(cwd, "a.yaml"), "utf8");
  return { code, said: io.stdout() + io.stderr(), stdout: io.stdout(), file };
}

async function injected(config: string, manifest: string = deployment()): Promise<string> {
  const { code, stdout } = await run(["inject"], manifest, config);
  expect(code).toBe(0);
  return stdout;
}

async function expectRed(manifest: string, rule: string, config: string = REQUIRED) {
  for (const command of COMMANDS) {
    const { code, said, stdout, file } = await run(command, manifest, config);
    const label = command.join(" ");
    expect(`${label}: ${code} ${said.includes(`error[${rule}]`)}`).toBe(`${label}: 1 true`);
    expect(file).toBe(manifest);
    if (command[0] === "inject") expect(stdout).toBe("");
  }
}

describe("a rule that is required", () => {
  it("injects into what lets it", async () => {
    for (const command of COMMANDS) {
      const { code, said } = await run(command, deployment());
      const differs = command.includes("--check");
      expect(`${command.join(" ")}: ${code}`).toBe(`${command.join(" ")}: ${differs ? 1 : 0}`);
      expect(said).not.toContain("error[");
    }
    expect(await injected(REQUIRED)).toContain("- name: oauth2-proxy\n");
  });

  /** An example of each reason to leave something out, and who is behind it. */
  const examples: Readonly<
    Record<
      OmissionName,
      { readonly red: readonly string[]; readonly green?: readonly (readonly string[])[] }
    >
  > = {
    filtered: {
      red: [],
      green: [
        ["--name", "other"],
        ["-l", "app=none"],
        ["--kind", "Job"],
      ],
    },
    "unknown-kind": {
      red: [
        deployment({ apiVersion: "apps.example.com/v1" }),
        deployment({ kind: "Shop" }),
        deployment({ kind: "deployment" }),
        VOLCANO_JOB,
        MANIFEST_WORK,
        FLINK,
        `{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "x.example.com/v1", "kind": "Web", "metadata": {"name": "web"}, "spec": {"pods": {"template": {"spec": {"containers": [{"name": "a", "image": "b:1"}]}}}}}]}`,
      ],
    },
    incomplete: {
      // What lacks something is refused by the API server; a directive alone is not.
      red: [
        deployment().replace("  template:\n", "  $patch: merge\n  template:\n"),
        deployment().replace("spec:\n", "$retainKeys: [name]\nspec:\n"),
        deployment().replace("      - name: web\n", "      - name: web\n        $patch: merge\n"),
      ],
    },
    owned: {
      red: [
        deployment({ kind: "Deployment" }).replace("  name: web\n", `  name: web\n${OWNER}`),
        deployment({ kind: "ReplicaSet" }).replace("  name: web\n", `  name: web\n${OWNER}`),
        deployment().replace(
          "  name: web\n",
          `  name: web\n  ownerReferences: [{kind: Job, name: a}, {kind: Shop, name: b, controller: true}]\n`,
        ),
      ],
    },
    reference: { red: [], green: [[], ["--include-owned"], ["--include-incomplete"]] },
    appless: {
      red: [
        elasticsearch(""),
        elasticsearch(", podTemplate: {spec: {containers: []}}"),
        elasticsearch(", podTemplate: {spec: {containers: [{name: logs, image: logs}]}}"),
        elasticsearch(", podTemplate: {spec: {containers: [{name: elasticsearch}]}}", ""),
        "apiVersion: kibana.k8s.elastic.co/v1\nkind: Kibana\nmetadata: {name: web}\nspec: {count: 1}\n",
        "apiVersion: beat.k8s.elastic.co/v1beta1\nkind: Beat\nmetadata: {name: web}\nspec: {type: filebeat, daemonSet: {}}\n",
      ],
    },
    "opted-out": {
      red: [
        deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] }),
        deployment({ annotations: ["kube-sidecar.dev/inject: ' FALSE '"] }),
        deployment({ annotations: ["kube-sidecar.dev/inject: false"] }),
        deployment({ annotations: ["'kube-sidecar.dev/inject': &no \"False\""] }),
        deployment({ annotations: ['"kube-sidecar.dev\\x2finject": "false"'] }),
      ],
    },
    "helm-hook": {
      red: [
        deployment({ own: ["helm.sh/hook: pre-install"] }),
        deployment({ own: ['helm.sh/hook: ""'] }),
        deployment({ own: ['"helm.sh\\x2fhook": test'] }),
        deployment({
          own: ["helm.sh/hook: test"],
          annotations: ["kube-sidecar.dev/inject: statsd-exporter"],
        }),
        // What the annotation asks for comes without the values of the rule.
        deployment({
          own: ["helm.sh/hook: test"],
          annotations: ["kube-sidecar.dev/inject: oauth2-proxy"],
        }),
      ],
    },
  };

  it.each([
    "podTemplate: {spec: {containers: [{name: main, resources: {}}]}}",
    "podTemplate: {spec: {containers: []}}",
    "podTemplate: {metadata: {labels: {a: b}}}",
    "image: example.com/flink:1",
  ])(
    "is not to be got around by what an operator supplies in a kind of the config: %s",
    async (spec) => {
      const manifest = `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: f}\nspec: {${spec}}\n`;
      const config = configWith(
        "required: true",
        "  workloads: [{group: flink.apache.org, kind: FlinkDeployment, path: spec.podTemplate}]\n",
      );
      await expectRed(manifest, "sidecar-required", config);
      await expectRed(`${deployment()}---\n${manifest}`, "sidecar-required", config);
    },
  );

  it("is not to be got around by an item without a pod template", async () => {
    const pod = 'template: {spec: {containers: [{name: web, image: "web:1"}]}}';
    const manifest = `apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: web}\nspec: {tasks: [{name: a, ${pod}}, {name: b}]}\n`;
    const config = configWith(
      "required: true",
      '  workloads: [{group: batch.volcano.sh, kind: Job, path: "spec.tasks[].template"}]\n',
    );
    await expectRed(manifest, "sidecar-required", config);
  });

  it("reaches pods without labels, where the selector wants none", async () => {
    const bare = deployment()
      .replace(
        "{matchLabels: {app: web}}",
        "{matchExpressions: [{key: a, operator: DoesNotExist}]}",
      )
      .replace("    metadata:\n      labels: {app: web}\n", "");
    expect(await injected(REQUIRED, bare)).toContain("- name: oauth2-proxy\n");
  });

  it("is missed where a kustomization lists as a patch what could be applied as it is", async () => {
    for (const command of COMMANDS) {
      const cwd = temporaryFolder({
        "a.yaml": deployment(),
        "kustomization.yaml": "patches: [{path: a.yaml}]",
        "trusted.yaml": REQUIRED,
      });
      const io = fakeIo({ cwd });
      const code = await main([...command, "--config", "trusted.yaml", "a.yaml"], io);
      const said = io.stdout() + io.stderr();
      expect([code, said]).toEqual([1, expect.stringContaining("error[sidecar-required]")]);
      expect(said).toContain("kustomization.yaml lists it as a patch");
      expect(said).toContain("or leave it out with `match` in the config");
    }
  });

  const manifests = Object.entries(examples).flatMap(([name, { red }]) =>
    red.map((manifest) => [name, manifest] as const),
  );

  it.each(manifests)("is not to be got around by %s (%#)", async (_name, manifest) => {
    await expectRed(manifest, "sidecar-required");
  });

  it("has examples of each reason to leave something out", () => {
    expect(Object.keys(OMISSIONS)).toEqual(Object.keys(examples));
    for (const [name, { red, green = [] }] of Object.entries(examples)) {
      expect([name, red.length >= 3 || green.length >= 3]).toEqual([name, true]);
    }
  });

  it.each(examples.filtered.green ?? [])(
    "says nothing of what %s leaves out",
    async (...filter) => {
      const manifest = deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] });
      for (const command of [["inject"], ["lint"], ["lint", "--inject"], ["status"]]) {
        const { code, said } = await run([...command, ...filter], manifest);
        expect(said).not.toContain("sidecar-required");
        expect(code).toBe(0);
      }
    },
  );

  it("is told by status, sidecar by sidecar", async () => {
    const states = async (manifest: string, config = REQUIRED) => {
      const { stdout } = await run(["status"], manifest, config);
      return stdout
        .split("\n")
        .slice(1, -3)
        .map((line) => line.split(/ {2,}/).slice(1, 3));
    };
    const optedOut = deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] });
    const hook = deployment({ own: ["helm.sh/hook: test"] });
    expect(await states(deployment())).toEqual([["oauth2-proxy", "missing, required"]]);
    expect(await states(optedOut)).toEqual([["oauth2-proxy", "missing, required, opted out"]]);
    expect(await states(hook)).toEqual([["oauth2-proxy", "missing, required, not asked for"]]);
    expect(await states(await injected(REQUIRED))).toEqual([["oauth2-proxy", "current"]]);
    expect(await states(optedOut, configWith(""))).toEqual([["-", "none, opted out"]]);
    const skipped = configWith("required: true", "  helmHooks: skip\n");
    expect(await states(hook, skipped)).toEqual([["-", "none"]]);
  });

  it("takes what the config leaves out for no fault, and notes it", async () => {
    const hook = deployment({ own: ["helm.sh/hook: test"] });
    const config = configWith("required: true", "  helmHooks: skip\n");
    for (const command of [["inject"], ["lint"], ["status"]]) {
      const { code, said } = await run(command, hook, config);
      expect(code).toBe(0);
      expect(said).toContain("Deployment/web goes without oauth2-proxy: it is a Helm hook (test)");
    }
    const others = configWith("{required: true, match: {kinds: [StatefulSet]}}").replace(
      /\{required: true, match: (.*)\}$/m,
      "required: true\n    match: $1",
    );
    const optedOut = deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] });
    const { said } = await run(["lint"], optedOut, others);
    expect(said).not.toContain("sidecar-required");
  });

  it.each([["--helm-hooks"], []])(
    "reaches hooks where they are asked for: %j",
    async (...flags) => {
      const hook = deployment({ own: ["helm.sh/hook: test"] });
      const config = configWith("required: true", flags.length > 0 ? "" : "  helmHooks: inject\n");
      const { code, stdout } = await run(["inject", ...flags], hook, config);
      expect(code).toBe(0);
      expect(stdout).toContain("- name: oauth2-proxy\n");
    },
  );

  it("stays without effect where it says false, or nothing", async () => {
    const manifest = deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] });
    for (const rule of ["required: false", "required:", ""]) {
      expect((await run(["inject"], manifest, configWith(rule))).code).toBe(0);
    }
  });

  it("is no matter of suppressions and settings", async () => {
    const silenced = deployment({
      annotations: [
        'kube-sidecar.dev/inject: "false" # kube-sidecar-ignore sidecar-required: not me',
        'kube-sidecar.dev/ignore: "sidecar-required: not me"',
      ],
    });
    await expectRed(silenced, "sidecar-required");
    const config = configWith("required: true", "  lint: {rules: {sidecar-required: off}}\n");
    const { code, said } = await run(["lint"], silenced, config);
    expect(code).toBe(2);
    expect(said).toContain('there is no check "sidecar-required"');
  });

  it.each<[string, (manifest: string) => string]>([
    ["another image", (text) => text.replace(/image: quay.io.*/, "image: example.com/nothing:1")],
    ["no container", (text) => text.replace(/ {6}initContainers:\n.*?(?= {6}volumes:)/s, "")],
    ["another configuration", (text) => text.replace("sso.example.com", "evil.example.com")],
    ["another command", (text) => text.replace(/^( +)- --config=.*/m, "$1- --version")],
  ])("finds a sidecar that was edited to have %s", async (_name, edit) => {
    const manifest = await injected(REQUIRED);
    const edited = edit(manifest);
    expect(edited).not.toBe(manifest);
    await expectRed(edited, "sidecar-required");
    const { code, stdout } = await run(["inject", "--force"], edited);
    expect(code).toBe(0);
    expect(stdout).toContain("https://sso.example.com");
  });

  const PARAM = "params.kube-sidecar.dev/oauth2-proxy";

  it.each<[string, (manifest: string) => string]>([
    [
      "a parameter is wrong",
      (text) =>
        text.replace(/^ +kube-sidecar.dev\/injected:/m, `        ${PARAM}.timeout: never\n$&`),
    ],
    [
      "a port is none",
      (text) => text.replace(/^ +kube-sidecar.dev\/injected:/m, `        ${PARAM}.port: a\n$&`),
    ],
    [
      "the app has lost its port",
      (text) => text.replace(/ +ports: \[\{containerPort: 8080\}\]\n/, ""),
    ],
    ["the marker is forged", (text) => text.replace('"hash"', '"ports":{"timeout":80},"hash"')],
    ["the marker is damaged", (text) => text.replace('"version":1', '"version":2')],
  ])("finds one that cannot be held against its template, as %s", async (_name, edit) => {
    const manifest = await injected(REQUIRED);
    const edited = edit(manifest.replace("sso.example.com", "evil.example.com"));
    expect(edited).not.toBe(edit(manifest));
    expect(edited).not.toBe(manifest.replace("sso.example.com", "evil.example.com"));
    await expectRed(edited, "sidecar-required");
    const { said } = await run(["status"], edited, configWith(""));
    expect(said).not.toContain("sidecar-required");
  });

  /** A marker that does not say that a field was put in: to it, what stands there was there before. */
  const unrecorded = (text: string, field: string) =>
    text.replace(new RegExp(`"[^"]*${field}[^"]*":"[0-9a-f]+",?`), "").replace(/,\}/, "}");

  it.each<[string, string, (manifest: string) => string]>([
    ["annotations", "annotations", (text) => text.replace("sso.example.com", "evil.example.com")],
    ["initContainers", "initContainers", (text) => text.replace(/image: quay.io.*/, "image: x:1")],
    [
      "volumes",
      "volumes",
      (text) => text.replace(/downwardAPI:\n(?: {10,}.*\n)*/, "emptyDir: {}\n"),
    ],
    [
      "containers",
      "initContainers",
      (text) =>
        text
          .replace(/ {6}initContainers:\n.*?(?= {6}volumes:)/s, "")
          .replace(/( {6})- name: web\n/, "$1- {name: oauth2-proxy, image: x:1}\n$&"),
    ],
  ])("finds one in %s that the marker does not know", async (_list, field, edit) => {
    const manifest = await injected(REQUIRED);
    const edited = edit(manifest);
    expect(edited).not.toBe(manifest);
    const forged = unrecorded(edited, field);
    expect(forged).not.toBe(edited);
    await expectRed(forged, "sidecar-required");
    const free = await run(["status"], forged, configWith(""));
    expect(free.stdout).toMatch(/oauth2-proxy +edited/);
    const older = forged.replace(/"hash":"[0-9a-f]+"/, '"hash":"000000000000"');
    const outdated = await run(["status"], older);
    expect(outdated.stdout).toMatch(/oauth2-proxy +outdated/);
  });

  it("stops a build of kustomize", async () => {
    const item = `
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web, annotations: {helm.sh/hook: test}}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: "example.com/web:1"}]}
`;
    const spec = "{rules: [{templates: [statsd-exporter], required: true}]}";
    const { code, stderr } = await runFunction(`${HEAD}items:${item}${functionConfig(spec)}`);
    expect(code).toBe(1);
    expect(stderr).toContain("statsd-exporter is required by rule 1");
  });

  it("needs templates", async () => {
    const rule = configWith("").replace(
      "- templates: [oauth2-proxy]",
      "- {required: true, values: {oauth2-proxy: {accessLog: false}}}",
    );
    const { code, said } = await run(["inject"], deployment(), rule);
    expect(code).toBe(2);
    expect(said).toContain("the rule is required and names no templates");
  });
});

describe("a parameter that a rule fixes", () => {
  const annotated = (text: string) =>
    deployment({ annotations: [`params.kube-sidecar.dev/oauth2-proxy.${text}`] });

  it.each([
    ["issuer: https://evil.example.com", "[issuer]"],
    ["issuer: https://sso.example.com/", "[issuer]"],
    ["emailDomains: '[\"*\"]'", "[issuer, emailDomains]"],
    ['port: "4181"', "[port]"],
    ["secret: mine", "[secret]"],
    ['accessLog: "false"', "[accessLog]"],
  ])("is not for the annotation %s", async (text, fixed) => {
    await expectRed(annotated(text), "parameter-fixed", configWith(`fixed: ${fixed}`));
  });

  it.each([
    "issuer: https://sso.example.com",
    "emailDomains: '[ \"example.com\" ]'",
    'port: "4180"',
    'timeout: "10s"',
  ])("may be said again, and others may be set: %s", async (text) => {
    const config = configWith("fixed: [issuer, emailDomains, port]");
    expect((await run(["inject"], annotated(text), config)).code).toBe(0);
  });

  it("is set by --set and --values all the same", async () => {
    const manifest = annotated("issuer: https://evil.example.com");
    const set = "oauth2-proxy.issuer=https://other.example.com";
    const config = configWith("fixed: [issuer]");
    const { code, stdout } = await run(["inject", "--set", set], manifest, config);
    expect(code).toBe(0);
    expect(stdout).toContain('oidc_issuer_url = "https://other.example.com"');
  });

  it("is fixed for hooks as well, which rules do not reach", async () => {
    const manifest = deployment({
      own: ["helm.sh/hook: test"],
      annotations: [
        "kube-sidecar.dev/inject: oauth2-proxy",
        "params.kube-sidecar.dev/oauth2-proxy.issuer: https://evil.example.com",
      ],
    });
    await expectRed(manifest, "parameter-fixed", configWith("fixed: [issuer]"));
  });

  it.each(["fixed: [port]", "fixed: [port]\n    required: true"])(
    "is not moved by a marker: %s",
    async (rule) => {
      const moved = (await injected(configWith(""))).replace(
        /("oauth2-proxy":\{"hash":"[0-9a-f]+",)/,
        '$1"ports":{"port":4199},',
      );
      expect(moved).toContain('"ports":{"port":4199}');
      const { stdout } = await run(["inject"], moved, configWith(rule));
      expect(stdout).toContain("containerPort: 4180");
      expect(stdout).not.toContain("containerPort: 4199");
      const free = await run(["inject"], moved, configWith(""));
      expect(free.stdout).toContain("containerPort: 4199");
    },
  );

  it("has to be one of a template of the rule", async () => {
    const config = configWith("fixed: [issuer, isuer]");
    const { code, said } = await run(["inject"], deployment(), config);
    expect(code).toBe(2);
    expect(said).toContain('there is no parameter of oauth2-proxy "isuer"; did you mean "issuer"?');
  });
});

describe("a parameter that a template protects", () => {
  const annotated = (text: string) =>
    deployment({ annotations: [`params.kube-sidecar.dev/oauth2-proxy.${text}`] });

  it.each([
    "issuer: https://evil.example.com",
    "emailDomains: '[\"*\"]'",
    "skipAuthRoutes: '[\"GET=.*\"]'",
    'cookieSecure: "false"',
    "emailClaim: nickname",
  ])("is not for an annotation where the template is required: %s", async (text) => {
    await expectRed(annotated(text), "parameter-protected");
  });

  it("leaves what is not protected to annotations", async () => {
    const { code, stdout } = await run(["inject"], annotated('port: "4181"'));
    expect(code).toBe(0);
    expect(stdout).toContain("containerPort: 4181");
  });

  it("is named in the report where nothing requires the template", async () => {
    const manifest = annotated("issuer: https://evil.example.com");
    const { code, said } = await run(["inject"], manifest, configWith(""));
    expect(code).toBe(0);
    expect(said).toContain("    oauth2-proxy: annotations set what is protected: issuer\n");
    const same = annotated("issuer: https://sso.example.com");
    expect((await run(["inject"], same, configWith(""))).said).not.toContain("protected");
  });

  it("is not for an annotation alone", async () => {
    const config = REQUIRED.replace(/ +issuer: .*\n/, "");
    await expectRed(annotated("issuer: https://a.example"), "parameter-protected", config);
  });
});

describe("a config of the base branch, as docs/security.md has it", () => {
  const command = ["lint", "--inject", "--config", "../kube-sidecar.yaml", "k8s"];
  const optedOut = deployment({ annotations: ['kube-sidecar.dev/inject: "false"'] });
  const base = {
    "kube-sidecar.yaml": REQUIRED,
    "k8s/web.yaml": deployment(),
    ".git/HEAD": "",
    "pr/.git/HEAD": "",
  };

  async function check(cwd: string) {
    const io = fakeIo({ cwd: join(cwd, "pr") });
    return { code: await main(command, io), said: io.stdout() + io.stderr() };
  }

  it("is not changed by one of the pull request, nor are its templates", async () => {
    const cwd = temporaryFolder({
      ...base,
      "pr/kube-sidecar.yaml": configWith("", "  lint: {failOn: never}\n  templateDirs: [own]\n"),
      "pr/own/a.yaml":
        "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nmetadata: {name: oauth2-proxy}\nspec: {extends: oauth2-proxy, role: security}\n",
      "pr/k8s/web.yaml": optedOut,
    });
    const { code, said } = await check(cwd);
    expect(code).toBe(1);
    expect(said).toContain("error[sidecar-required]");
    expect(said).not.toContain("replaces");
  });

  it("does not read manifests of the base branch by a link", async () => {
    const cwd = temporaryFolder({ ...base, "pr/other/web.yaml": optedOut });
    symlinkSync("../k8s", join(cwd, "pr/k8s"));
    expect((await check(cwd)).code).toBe(2);
  });
});

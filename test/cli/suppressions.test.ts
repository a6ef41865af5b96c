import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Shown {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
  readonly reason?: string;
}

async function lint(manifest: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd: temporaryFolder({ "a.yaml": manifest }) });
  const code = await main(["lint", "--format", "json", ...args, "a.yaml"], io);
  const { findings, suppressed } = JSON.parse(io.stdout()) as {
    readonly findings: readonly Shown[];
    readonly suppressed: readonly Shown[];
  };
  const show = ({ rule, line }: Shown) => `${line} ${rule}`;
  return {
    code,
    findings: findings.map(show),
    suppressed: suppressed.map((one) => `${show(one)}: ${one.reason}`),
    messages: findings.map(({ message }) => message),
  };
}

/** Two containers on one port; the finding is at the port of line 12. */
function deployment({
  annotation = "",
  above = "",
  behind = "",
}: {
  readonly annotation?: string;
  readonly above?: string;
  readonly behind?: string;
}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
${annotation}    spec:
      containers:
      - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}]}
${above}      - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}${behind}
`;
}

const annotated = (...lines: readonly string[]) =>
  `      annotations:\n        kube-sidecar.dev/ignore: |\n${lines.map((line) => `          ${line}\n`).join("")}`;

describe("a comment", () => {
  it("silences a finding on the line beneath it", async () => {
    const above = "      # kube-sidecar-ignore port-conflict: never at once\n";
    expect(await lint(deployment({ above }))).toMatchObject({
      code: 0,
      findings: [],
      suppressed: ["13 port-conflict: never at once"],
    });
  });

  it("silences a finding on its own line", async () => {
    const behind = " # kube-sidecar-ignore port-conflict/admin: never at once";
    expect(await lint(deployment({ behind }))).toMatchObject({ code: 0, findings: [] });
  });

  it("may begin its line", async () => {
    const above = "# kube-sidecar-ignore port-conflict: never at once\n";
    expect(await lint(deployment({ above }))).toMatchObject({ code: 0, findings: [] });
  });

  it.each(["port-duplicate: never at once", "never at once, nor port-duplicate:"])(
    "has no other suppression in its reason: %s",
    async (reason) => {
      const above = `      # kube-sidecar-ignore port-conflict: ${reason}\n`;
      expect((await lint(deployment({ above }))).messages).toEqual([
        "the reason of the suppression of port-conflict holds one of port-duplicate, which silences nothing: it needs a line of its own",
      ]);
    },
  );

  it("may stand above other comments", async () => {
    const above = "      #kube-sidecar-ignore port-conflict: why\n\n      # The admin pages.\n";
    expect(await lint(deployment({ above }))).toMatchObject({ code: 0, findings: [] });
  });

  it("needs a reason", async () => {
    const above = "      # kube-sidecar-ignore port-conflict\n";
    const { code, findings, messages } = await lint(deployment({ above }));
    expect(code).toBe(1);
    expect(findings).toEqual(["12 suppression-invalid", "13 port-conflict"]);
    expect(messages[0]).toBe(
      "the suppression of port-conflict gives no reason, so it silences nothing",
    );
  });

  it("needs a check that exists", async () => {
    const above = "      # kube-sidecar-ignore port-conflit: why\n";
    const { messages } = await lint(deployment({ above }));
    expect(messages[0]).toBe(
      'the suppression names the check "port-conflit", which does not exist; did you mean "port-conflict"?',
    );
  });

  it("has to be about the container that it names", async () => {
    const above = "      # kube-sidecar-ignore port-conflict/proxy: why\n";
    expect((await lint(deployment({ above }))).findings).toEqual([
      "12 suppression-unused",
      "13 port-conflict",
    ]);
  });

  it("that silences nothing is a finding, unless its check is off", async () => {
    const above = "      # kube-sidecar-ignore port-duplicate: why\n";
    const { findings, messages } = await lint(deployment({ above }));
    expect(findings).toEqual(["12 suppression-unused", "13 port-conflict"]);
    expect(messages[0]).toBe(
      "the suppression of port-duplicate silences nothing: there is no such finding in the line that it is for, or an earlier suppression silences it",
    );
    const off = await lint(deployment({ above }), "--rule", "port-duplicate=off");
    expect(off.findings).toEqual(["13 port-conflict"]);
  });

  it("is none in a block scalar or in quotes", async () => {
    const manifest = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    note: |
      # kube-sidecar-ignore port-conflict: text
    other: "a # kube-sidecar-ignore port-conflict: text"
spec:
  containers: [{name: web, image: "example.com/web:1"}]
`;
    expect((await lint(manifest)).findings).toEqual([]);
  });

  it("speaks of CRLF lines as well", async () => {
    const above = "      # kube-sidecar-ignore port-conflict: never at once\n";
    const manifest = deployment({ above }).replaceAll("\n", "\r\n");
    expect(await lint(manifest)).toMatchObject({
      findings: [],
      suppressed: ["13 port-conflict: never at once"],
    });
  });
});

describe("the annotation", () => {
  it.each(["initContainers", "containers", "ephemeralContainers"])(
    "silences findings of one of the %s",
    async (list) => {
      const tool = '{name: tool, image: "example.com/tool:1"}';
      const manifest = `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {kube-sidecar.dev/ignore: "container-name-duplicate/tool: why"}}
spec:
${list === "containers" ? "" : '  containers: [{name: web, image: "example.com/web:1"}]\n'}  ${list}:
  - ${tool}
  - ${tool}
`;
      const { suppressed } = await lint(manifest);
      const line = list === "containers" ? 7 : 8;
      expect(suppressed).toEqual([`${line} container-name-duplicate: why`]);
    },
  );

  it("silences findings of its pod, one line each", async () => {
    const annotation = annotated("port-conflict/admin: never at once", "port-duplicate: for later");
    const { code, findings, suppressed } = await lint(deployment({ annotation }));
    expect(code).toBe(0);
    expect(findings).toEqual(["12 suppression-unused"]);
    expect(suppressed).toEqual(["16 port-conflict: never at once"]);
  });

  it("silences nothing of another pod", async () => {
    const annotation = annotated("port-conflict: never at once");
    const manifest = `${deployment({ annotation })}---\n${deployment({}).replace("name: web", "name: other")}`;
    const { findings, suppressed } = await lint(manifest);
    expect(suppressed).toHaveLength(1);
    expect(findings).toEqual(["28 port-conflict"]);
  });

  it("of two that are folded into one line counts once", async () => {
    const annotation = annotated("port-conflict: in turns", "port-duplicate: later").replace(
      "|",
      ">",
    );
    const { findings, suppressed, messages } = await lint(deployment({ annotation }));
    expect(findings).toEqual(["10 suppression-invalid"]);
    expect(messages[0]).toContain("holds one of port-duplicate");
    expect(suppressed).toEqual(["16 port-conflict: in turns port-duplicate: later"]);
  });

  it.each(["true", '""', "", "[a]"])("that says nothing silences nothing: %s", async (value) => {
    const annotation = `      annotations:\n        kube-sidecar.dev/ignore: ${value}\n`;
    const { findings } = await lint(deployment({ annotation }));
    expect(findings).toEqual(["10 suppression-invalid", "14 port-conflict"]);
  });

  it("has no effect on the workload itself", async () => {
    const manifest = deployment({}).replace(
      "{name: web}",
      '{name: web, annotations: {kube-sidecar.dev/ignore: "port-conflict: why"}}',
    );
    const { findings, messages } = await lint(manifest);
    expect(findings).toEqual(["3 suppression-invalid", "12 port-conflict"]);
    expect(messages[0]).toContain("belongs on the pod template");
  });
});

describe("inject", () => {
  it("is not stopped by what the manifest silences", async () => {
    const above = "      # kube-sidecar-ignore port-conflict: served in turns\n";
    const manifest = deployment({ above }).replace(
      /\{name: web, image.*\n/,
      "name: web\n        image: example.com/web:1\n",
    );
    const args = ["inject", "-t", "statsd-exporter", "--set", "statsd-exporter.port=80", "a.yaml"];
    const io = fakeIo({ cwd: temporaryFolder({ "a.yaml": manifest }) });
    expect(await main(args, io)).toBe(0);
    expect(io.stdout()).toContain("name: statsd-exporter");
    const other = fakeIo({ cwd: temporaryFolder({ "a.yaml": manifest.replace(/ *#.*\n/, "") }) });
    expect(await main(args, other)).toBe(1);
  });

  it("cannot be made to go on with a plan that is not whole", async () => {
    const annotation = annotated("field-conflict: I know better");
    const { findings, messages } = await lint(deployment({ annotation }));
    expect(findings).toEqual(["11 suppression-invalid", "15 port-conflict"]);
    expect(messages[0]).toContain('"field-conflict", which does not exist');
  });
});

describe("where the config forbids it", () => {
  const config = (setting: string) => `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  lint: {suppressions: ${setting}}
`;
  async function lintWith(setting: string, manifest: string, ...args: readonly string[]) {
    const cwd = temporaryFolder({ "a.yaml": manifest, "kube-sidecar.yaml": config(setting) });
    const io = fakeIo({ cwd });
    const code = await main(["lint", "--format", "json", ...args, "a.yaml"], io);
    const { findings, suppressed } = JSON.parse(io.stdout()) as {
      readonly findings: readonly Shown[];
      readonly suppressed: readonly Shown[];
    };
    const found = findings.map(({ rule, line }) => `${line} ${rule}`);
    return { code, found, suppressed: suppressed.length };
  }
  const above = (text: string) => deployment({ above: `      # kube-sidecar-ignore ${text}\n` });
  const noted = (...lines: readonly string[]) => deployment({ annotation: annotated(...lines) });

  it.each([
    ["forbid", above("port-conflict: why"), ["12 suppression-forbidden", "13 port-conflict"]],
    [
      "{forbid: [port-conflict]}",
      above("port-conflict: why"),
      ["12 suppression-forbidden", "13 port-conflict"],
    ],
    [
      "{forbid: [port-conflict]}",
      above("port-conflict/admin: why"),
      ["12 suppression-forbidden", "13 port-conflict"],
    ],
    [
      "{forbid: [port-conflict]}",
      above("port-conflict"),
      ["12 suppression-forbidden", "13 port-conflict"],
    ],
    [
      "{forbid: [env-duplicate, port-conflict]}",
      noted("port-conflict: why"),
      ["11 suppression-forbidden", "15 port-conflict"],
    ],
    [
      "forbid",
      noted("port-conflict: why", "port-duplicate/web: why"),
      ["11 suppression-forbidden", "12 suppression-forbidden", "16 port-conflict"],
    ],
    // It would silence nothing, and is an error all the same.
    ["forbid", above("env-duplicate: why"), ["12 suppression-forbidden", "13 port-conflict"]],
    ["forbid", above("no-such-check: why"), ["12 suppression-forbidden", "13 port-conflict"]],
    ["forbid", above(""), ["12 suppression-forbidden", "13 port-conflict"]],
  ])("%s: it has no effect, and is an error (%#)", async (setting, manifest, expected) => {
    expect(await lintWith(setting, manifest)).toEqual({ code: 1, found: expected, suppressed: 0 });
    const injects = await lintWith(setting, manifest, "--inject");
    expect(injects).toEqual({ code: 1, found: expected, suppressed: 0 });
  });

  it.each(["allow", "", "{forbid: []}", "{forbid: [env-duplicate]}", "{}"])(
    "%s: other suppressions silence as before",
    async (setting) => {
      const result = await lintWith(setting, above("port-conflict: why"));
      expect(result).toEqual({ code: 0, found: [], suppressed: 1 });
    },
  );

  it("an injection heeds none of them", async () => {
    const manifest = deployment({ annotation: annotated("port-conflict: why") }).replace(
      /, ports: \[\{containerPort: 80\}\]\}\n$/,
      "}\n",
    );
    const clash = manifest.replace("containerPort: 80", "containerPort: 9102");
    const run = async (setting: string) => {
      const cwd = temporaryFolder({ "a.yaml": clash, "kube-sidecar.yaml": config(setting) });
      return main(["inject", "-t", "statsd-exporter", "a.yaml"], fakeIo({ cwd }));
    };
    expect([await run("allow"), await run("forbid")]).toEqual([0, 1]);
  });

  it("text that only looks like a comment is an error where it would silence something", async () => {
    const service = `${deployment({}).replace(", ports: [{containerPort: 80}]}\n", "}\n")}---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  # kube-sidecar-ignore service-target-port-missing: why
  ports: [{port: 80, targetPort: http}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: note}
data:
  text: |
    # kube-sidecar-ignore port-conflict: why
`;
    const { found } = await lintWith("forbid", service);
    expect(found.filter((one) => /suppression|target/.test(one))).toEqual([
      "19 suppression-forbidden",
      "20 service-target-port-missing",
    ]);
  });

  it.each([
    ["{forbid: [port-conflit]}", 'there is no check "port-conflit"; did you mean "port-conflict"?'],
    ["never", 'spec.lint.suppressions must be "allow" or "forbid", not "never"'],
    ["{forbids: [port-conflict]}", "forbids"],
    ["{forbid: port-conflict}", "forbid"],
  ])("%s is no setting", async (setting, message) => {
    const cwd = temporaryFolder({ "a.yaml": deployment({}), "kube-sidecar.yaml": config(setting) });
    const io = fakeIo({ cwd });
    expect(await main(["lint", "a.yaml"], io)).toBe(2);
    expect(io.stdout()).toContain(message);
  });
});

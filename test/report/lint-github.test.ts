import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

/** What the runner of GitHub Actions makes of a line: https://github.com/actions/runner, ActionCommand.cs. */
function readCommand(line: string) {
  const [, command, properties = "", data = ""] = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  const pairs = properties.split(",").map((pair) => {
    const [, key = "", value = ""] = /^(\w+)=(.*)$/.exec(pair) ?? [];
    return [key, unescapeProperty(value)];
  });
  return { command, properties: Object.fromEntries(pairs), message: unescapeData(data) };
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}

const CONFLICT = `apiVersion: v1
kind: Pod
metadata: {name: "we%0Ab"}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}, {containerPort: 80}]}
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}
`;

async function lint(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = temporaryFolder(files);
  const io = fakeIo({ cwd, env });
  const code = await main(["lint", "--format", "github", ...Object.keys(files)], io);
  return { cwd, code, lines: io.stdout().split("\n").slice(0, -1) };
}

describe("GitHub's workflow commands", () => {
  it("count what is suppressed, by check", async () => {
    const silenced = CONFLICT.replace(
      /^ {2}- \{name: web.*$/m,
      "$& # kube-sidecar-ignore port-duplicate: later",
    ).replace(/^ {2}- \{name: admin.*$/m, "$& # kube-sidecar-ignore port-conflict: in turns");
    const { lines, code } = await lint({ "a.yaml": silenced });
    expect(code).toBe(0);
    expect(lines).toEqual([
      "::notice title=suppressed::2 findings suppressed in the manifests: port-conflict (1), port-duplicate (1)",
    ]);
  });

  it("say where, what and how, the errors first", async () => {
    const { lines, code } = await lint({ "a.yaml": CONFLICT });
    const commands = lines.map(readCommand);
    expect(commands.map(({ command }) => command)).toEqual(["error", "warning"]);
    expect(commands[0]).toEqual({
      command: "error",
      properties: {
        file: "a.yaml",
        line: "7",
        endLine: "7",
        col: "71",
        endColumn: "73",
        title: "port-conflict",
      },
      message: [
        'containers "admin" and "web" both declare port 80/TCP',
        'a.yaml:6: port of container "web", declared here',
        "Let one of the two listen on another port; 81 is free in this pod.",
      ].join("\n"),
    });
    expect(code).toBe(1);
  });

  it("escape what would end a property or a command", async () => {
    const { lines } = await lint({ "a,b:c%.yaml": CONFLICT });
    expect(lines[0]).toContain("file=a%2Cb%3Ac%25.yaml,");
    expect(lines.map((line) => readCommand(line).properties["file"])).toEqual([
      "a,b:c%.yaml",
      "a,b:c%.yaml",
    ]);
    for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
  });

  it("are few enough where a job shows ten: the rest is in its summary", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`${index}.yaml`, CONFLICT]),
    );
    const summary = join(temporaryFolder({ "summary.md": "# Job\n" }), "summary.md");
    const { lines } = await lint(files, { GITHUB_STEP_SUMMARY: summary });
    expect(lines).toHaveLength(24);
    const text = readFileSync(summary, "utf8");
    expect(text).toMatch(/^# Job\n### kube-sidecar lint\n/);
    expect(text).toContain("12 errors, 12 warnings in 12 workloads of 12 files");
    expect(text.match(/^\| error /gm)).toHaveLength(2);
    expect(text.match(/^\| warning /gm)).toHaveLength(2);
  });

  it("leave the summary alone where there is none, and say nothing of what is clean", async () => {
    const { lines, code } = await lint({
      "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
    });
    expect(lines).toEqual([]);
    expect(code).toBe(0);
  });
});

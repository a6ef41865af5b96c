import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { UserError } from "../../src/text/user-error.ts";
import { type FakeSurroundings, fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: web}]}\n";

async function run(argv: readonly string[], surroundings: Partial<FakeSurroundings> = {}) {
  const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }), ...surroundings });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

describe("main", () => {
  it.each([[["--version"]], [["-V"]]])("prints the version for %s", async (argv) => {
    expect(await run(argv)).toEqual({ code: 0, stdout: "development\n", stderr: "" });
  });

  it.each([
    [["--help"], "Usage: kube-sidecar "],
    [["inject", "--help"], "Usage: kube-sidecar inject "],
    [["eject", "-h"], "Usage: kube-sidecar eject "],
    [["templates", "show", "--help"], "Usage: kube-sidecar templates show "],
  ])("prints the help for %s", async (argv, start) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.startsWith(start)).toBe(true);
    expect(stdout).toMatch(/^Examples?:$/m);
  });

  it.each([[[]], [["templates"]]])("prints the help as an error for %j alone", async (argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Usage: kube-sidecar/);
  });

  it("prints the help rather than wait for a terminal", async () => {
    const { code, stdout, stderr } = await run(["inject", "-t", "envoy"], { terminals: ["stdin"] });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Usage: kube-sidecar inject/);
  });

  const eject = ["eject", "deploy.yaml"];
  it.each<[argv: readonly string[], message: RegExp]>([
    [["injct"], /unknown command 'injct'\n\(Did you mean inject\?\)/],
    [["inject", "--tempalte", "x"], /unknown option '--tempalte'\n\(Did you mean --template\?\)/],
    [["inject", "-t"], /option '-t, --template <template>' argument missing/],
    [["inject", "-o", "yaml"], /argument 'yaml' is invalid\. Allowed choices are json-patch/],
    [["inject", "-k", "prod"], /kubectl kustomize prod \| kube-sidecar inject \.\.\.$/m],
    [[...eject, "-w", "--diff"], /--write and --diff contradict each other/],
    [[...eject, "-w", "--check"], /--write and --check contradict each other/],
    [["inject", "deploy.yaml", "-o", "json-patch", "-w"], /--write and --output json-patch contra/],
    [["inject", "-w"], /--write changes files in place: name them/],
    [["eject", "-w", "-f", "-"], /--write changes files in place: name them/],
    [["inject", "-l", "app in", "deploy.yaml"], /label selector, character \d+/],
    [["inject", "--set", "x", "deploy.yaml"], /write it as \[TEMPLATE\.\]PARAM=VALUE/],
    [["inject", "--kube-version", "29", "deploy.yaml"], /--kube-version 29: write it as 1\.MINOR/],
    [["inject", "-t", "envy", "deploy.yaml"], /unknown template "envy"; did you mean "envoy"\?/],
    [["inject", "-c", "none.yaml", "deploy.yaml"], /cannot read none\.yaml: no such file/],
    [["inject", "--template-dir", ".", "deploy.yaml"], /there is no SidecarTemplate in \./],
    [["inject", "--env", "prod", "deploy.yaml"], /--env prod: environments stand in a config file/],
    [["templates", "show", "envy"], /unknown template "envy"; did you mean "envoy"\?/],
    [["templates", "check", "deploy.yaml"], /there is no SidecarTemplate in deploy\.yaml/],
  ])("explains the misuse %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^kube-sidecar: /);
    expect(stderr).toMatch(message);
  });

  it.runIf(process.platform === "linux")(
    "skips what nobody can read in a folder of templates",
    async () => {
      const template = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: my}
spec:
  role: adapter
  containers: [{name: my, image: "example.com/my:1"}]
`;
      const cwd = temporaryFolder({
        "own/my.yaml": template,
        "deploy.yaml": POD.replace("[]", '[{name: app, image: "example.com/app:1"}]'),
      });
      writeFileSync(Buffer.from(`${cwd}/own/caf\xe9.yaml`, "latin1"), "");
      const { code, stdout, stderr } = await run(
        ["inject", "--template-dir", "own", "-t", "my", "deploy.yaml"],
        { cwd },
      );
      expect(code).toBe(0);
      expect(stdout).toContain("name: my");
      expect(stderr).toContain("own/caf\ufffd.yaml is skipped: its name is not UTF-8; rename it");
    },
  );

  it("shows the stack of a bug", async () => {
    const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }) });
    const broken = {
      ...io,
      writeStdout: () => {
        throw new TypeError("not a function");
      },
    };
    expect(await main(["eject", "deploy.yaml"], broken)).toBe(3);
    expect(io.stderr()).toMatch(/has a bug.*\nTypeError: not a function\n {4}at /);
  });

  it.each([[["eject", "deploy.yaml"]], [["--help"]], [["templates", "list"]]])(
    "ends quietly for %j when nobody reads",
    async (argv) => {
      const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }) });
      const closed = {
        ...io,
        writeStdout: () => {
          throw Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write" });
        },
      };
      expect(await main(argv, closed)).toBe(141);
      expect(io.stderr()).toBe("");
    },
  );

  it("says of a file that is not there which one may be meant", async () => {
    const { code, stdout, stderr } = await run(["inject", "deploy.yml"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "deploy.yml  error  cannot read deploy.yml: no such file or folder; did you mean deploy.yaml?\n\n1 error; nothing was written\n",
    );
  });

  it("says when the result gets too long, with the limit", async () => {
    const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }) });
    const long = { ...io, writeStdout: () => "x".repeat(2 ** 28).repeat(4) as never };
    expect(await main(["eject", "deploy.yaml"], long)).toBe(2);
    expect(io.stderr()).toBe(
      "kube-sidecar: what is to be written is larger than 512 MiB, the most that kube-sidecar can hold in one text; take fewer files at once\n",
    );
  });

  it.each([
    ["ENOSPC", 2],
    ["EPIPE", 141],
  ])("has the exit code alone where standard error fails with %s", async (failure, expected) => {
    const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }) });
    const writeStderr = () => {
      if (failure !== "EPIPE") throw new UserError("cannot write to standard error");
      throw Object.assign(new Error("write EPIPE"), { code: failure, syscall: "write" });
    };
    expect(await main(["eject", "deploy.yaml"], { ...io, writeStderr })).toBe(expected);
    expect(await main(["injct"], { ...io, writeStderr })).toBe(expected);
  });

  it.each([
    [["eject", "deploy.yaml"]],
    [["--help"]],
    [["inject", "--help"]],
    [["--version"]],
    [["templates", "list"]],
    [["templates", "show", "envoy"]],
    [["explain"]],
    [["completion", "bash"]],
    [["__complete", "inject", "-"]],
    [["lint", "deploy.yaml"]],
    [["show", "deploy.yaml"]],
    [["status", "--format", "json", "deploy.yaml"]],
  ])("says of %j when standard output is full", async (argv) => {
    const io = fakeIo({ cwd: temporaryFolder({ "deploy.yaml": POD }) });
    const full = {
      ...io,
      writeStdout: () => {
        throw Object.assign(new Error("write ENOSPC"), { code: "ENOSPC", syscall: "write" });
      },
    };
    expect(await main(argv, full)).toBe(2);
    expect(io.stderr()).toBe(
      "kube-sidecar: cannot write to standard output: no space left on the device\n",
    );
  });
});

// What `templates new` writes is a template that can be used at once, for every role.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemaText } from "../../src/cli/schema-file.ts";
import { templateStarts } from "../../src/generated/template-starts.ts";
import { lint } from "../../src/index.ts";
import { main } from "../../src/main.ts";
import { ROLES } from "../../src/template/roles.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const APP = readFileSync(join(root, "fixtures/manifests/k8s/cart.yaml"), "utf8");
/** The longest name that a template can have: names that are made from it must not become too long. */
const NAME = "a".repeat(63);

async function run(cwd: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(args, io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

describe.each(Object.keys(ROLES))("the start for the role %s", (role) => {
  it("is valid, and gives a plain app a sidecar with nothing wrong in it", async () => {
    const cwd = temporaryFolder({ "app.yaml": APP });
    const made = await run(cwd, "templates", "new", NAME, "--role", role, "--dir", "own");
    expect(made).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(join(cwd, "own/sidecar-template.schema.json"), "utf8")).toBe(schemaText());

    const checked = await run(cwd, "templates", "check", "--strict", "own");
    expect(checked).toMatchObject({ code: 0, stderr: "" });
    expect(checked.stdout).toMatch(/^✓ a{63} /);

    const args = ["inject", "--strict", "--template-dir", "own", "-t", NAME, "app.yaml"];
    const { code, stdout, stderr } = await run(cwd, ...args);
    expect(code, stderr).toBe(0);
    expect(stdout).not.toContain("my-sidecar");
    expect(lint(stdout, { podSecurity: "restricted" }).findings).toEqual([]);
  });

  it("pins its image, asks for little, and may do nothing", () => {
    const start = templateStarts()[role as keyof typeof ROLES];
    expect(start).toContain("default: registry.example.com/my-sidecar:1.0.0\n");
    expect(start).toMatch(/requests: \{cpu: \w+, memory: \w+\}\n +limits: \{memory: \w+\}/);
    expect(start.match(/image: /g)).toHaveLength(
      start.match(/capabilities: \{drop: \[ALL\]\}/g)?.length ?? 0,
    );
  });
});

describe("templates new", () => {
  it("leaves a schema alone that is there", async () => {
    const cwd = temporaryFolder({ "sidecar-template.schema.json": "{}" });
    const { stderr } = await run(cwd, "templates", "new", "gate", "--role", "security");
    expect(stderr.startsWith("wrote gate.yaml\n")).toBe(true);
    expect(readFileSync(join(cwd, "sidecar-template.schema.json"), "utf8")).toBe("{}");
  });

  it.each(["Gate", "gate.yaml", "-gate", "gate-", "a/b", "../gate", "", "a".repeat(64), "ga te"])(
    "writes nothing for the name %j",
    async (name) => {
      const cwd = temporaryFolder();
      const args = ["--role", "security", "--dir", "own", "--", name];
      const { code, stderr } = await run(cwd, "templates", "new", ...args);
      expect(code).toBe(2);
      expect(stderr).toContain("cannot be the name of a template");
      expect(existsSync(join(cwd, "own"))).toBe(false);
    },
  );

  it.each([
    ["Gate", "gate"],
    ["gate.yaml", "gate"],
    ["_gate", "gate"],
    ["ga te_", "ga-te"],
  ])("proposes another name in place of %j", async (name, proposal) => {
    const { stderr } = await run(temporaryFolder(), "templates", "new", name, "--role", "security");
    expect(stderr).toContain(`; take "${proposal}"\n`);
  });

  it("leaves no part of a file behind when the disk is full", async () => {
    const cwd = temporaryFolder();
    const full = () => {
      throw Object.assign(new Error(), { code: "ENOSPC", syscall: "write" });
    };
    const io = fakeIo({ cwd, fs: { writeSync: full as never } });
    expect(await main(["templates", "new", "gate", "--role", "security"], io)).toBe(2);
    expect(io.stderr()).toContain("cannot write gate.yaml: no space left on the device");
    expect(existsSync(join(cwd, "gate.yaml"))).toBe(false);
  });
});

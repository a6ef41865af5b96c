import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_HOME, kustomizeMachine, LINKS } from "./kustomize-machine.ts";

const GROUP = "kube-sidecar.dev/v1alpha1";

describe.skipIf(process.platform === "win32")("kustomize install", () => {
  it("puts links into the first folder in which kustomize looks, and says why there", async () => {
    const { folder, run } = kustomizeMachine();
    const first = await run("install");
    expect(first).toEqual({
      code: 0,
      output: `linked FOLDER/${DEFAULT_HOME}/${LINKS[0]}
linked FOLDER/${DEFAULT_HOME}/${LINKS[1]}
They lead to FOLDER/bin/kube-sidecar.cjs.
Why there: kustomize looks in $HOME/.config/kustomize/plugin, then in $HOME/kustomize/plugin; none was there, and it takes the first that is.
Build with: kubectl kustomize --enable-alpha-plugins FOLDER
`,
    });
    for (const link of LINKS) {
      expect(realpathSync(join(folder, DEFAULT_HOME, link))).toBe(
        realpathSync(join(folder, "bin/kube-sidecar.cjs")),
      );
    }
    const again = await run("install");
    expect(again.code).toBe(0);
    expect(again.output).toMatch(/^is there: .*\nis there: .*\n/);
    expect(again.output).toContain("$HOME/.config/kustomize/plugin is the first that exists");
  });

  it.each([
    ["the home that exists", {}, "home/kustomize/plugin", "home/kustomize/plugin/x"],
    ["XDG_CONFIG_HOME", { XDG_CONFIG_HOME: "xdg" }, "xdg/kustomize/plugin", "other"],
    ["KUSTOMIZE_PLUGIN_HOME", { KUSTOMIZE_PLUGIN_HOME: "own" }, "own", `${DEFAULT_HOME}/x`],
  ])("heeds %s", async (_name, variables, home, present) => {
    const { folder, run } = kustomizeMachine({ [present]: "" });
    const entries = Object.entries(variables).map(([key, value]) => [key, join(folder, value)]);
    expect((await run("install", Object.fromEntries(entries))).code).toBe(0);
    expect(existsSync(join(folder, home, LINKS[0] ?? ""))).toBe(true);
  });

  it("says how to build where kustomize does not look by itself", async () => {
    const { output } = await kustomizeMachine().run("install --dir plugins");
    expect(output).toContain("Why there: --dir names it.\n");
    expect(output).toContain(
      "Build with: KUSTOMIZE_PLUGIN_HOME=FOLDER/plugins kubectl kustomize --enable-alpha-plugins",
    );
  });

  it.each(["KUSTOMIZE_PLUGIN_HOME", "XDG_CONFIG_HOME"])(
    "refuses a relative %s, with which kustomize finds nothing",
    async (variable) => {
      const { folder, run } = kustomizeMachine();
      const { code, output } = await run("install", { [variable]: "own" });
      expect(code).toBe(2);
      expect(output).toContain(`export ${variable}="$PWD/own"`);
      expect(existsSync(join(folder, "own"))).toBe(false);
    },
  );

  it("says that a file is in the way", async () => {
    const { folder, run } = kustomizeMachine({ own: "" });
    const { code, output } = await run("install", { KUSTOMIZE_PLUGIN_HOME: join(folder, "own") });
    expect(code).toBe(2);
    expect(output).toMatch(/^kube-sidecar: cannot make the link FOLDER\/own\/.*\n$/);
  });

  it("leaves alone what it has not made, and links nothing then", async () => {
    const { folder, run } = kustomizeMachine({ [`${DEFAULT_HOME}/${LINKS[1]}`]: "#!/bin/sh" });
    expect(await run("install")).toEqual({
      code: 2,
      output: `kube-sidecar: FOLDER/${DEFAULT_HOME}/${LINKS[1]} is not of kube-sidecar; move it out of the way\n`,
    });
    expect(readdirSync(join(folder, DEFAULT_HOME, GROUP))).toEqual(["sidecarlint"]);
  });

  it("replaces a link to an installation that is gone", async () => {
    const { folder, run } = kustomizeMachine();
    const link = join(folder, DEFAULT_HOME, LINKS[0] ?? "");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, "old/bin/kube-sidecar.cjs"), link);
    expect((await run("install")).output).toMatch(/^relinked .*\nlinked /);
    expect(existsSync(link)).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("kustomize uninstall", () => {
  it("takes the links and empty folders away, and nothing else", async () => {
    const { folder, run } = kustomizeMachine({ [`${DEFAULT_HOME}/${GROUP}/other/Other`]: "" });
    await run("install");
    const { code, output } = await run("uninstall");
    expect([code, output]).toEqual([
      0,
      LINKS.map((link) => `removed FOLDER/${DEFAULT_HOME}/${link}\n`).join(""),
    ]);
    expect(readdirSync(join(folder, DEFAULT_HOME, GROUP))).toEqual(["other"]);
    expect((await run("uninstall")).output).toMatch(/^there is no link to kube-sidecar in FOLDER/);
  });

  it("takes links to a former place of the program away", async () => {
    const { folder, run } = kustomizeMachine();
    const link = join(folder, DEFAULT_HOME, LINKS[0] ?? "");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, "gone/kube-sidecar.cjs"), link);
    const { output } = await run("uninstall");
    expect(output).toBe(`removed FOLDER/${DEFAULT_HOME}/${LINKS[0]}\n`);
  });

  it("says that no variable leads to a plugin home", async () => {
    expect(await kustomizeMachine().run("uninstall", { HOME: "" })).toEqual({
      code: 0,
      output:
        "there is no link to kube-sidecar: neither KUSTOMIZE_PLUGIN_HOME nor HOME is set; --dir names a plugin home\n",
    });
  });

  it("leaves programs of others", async () => {
    const file = `${DEFAULT_HOME}/${LINKS[0]}`;
    const { folder, run } = kustomizeMachine({ [file]: "" });
    await run("uninstall");
    expect(existsSync(join(folder, file))).toBe(true);
  });
});

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { styleFor } from "../../src/cli/colour.ts";
import { findConfig } from "../../src/cli/find-config.ts";
import { kubeMinorOf } from "../../src/config/kube-version.ts";
import { DEFAULT_REACH } from "../../src/io/bound.ts";
import type { StandardStream } from "../../src/io/io.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("findConfig", () => {
  const find = (files: readonly string[], folder: string, repository?: string) => {
    const root = temporaryFolder(Object.fromEntries(files.map((file) => [file, ""])));
    mkdirSync(join(root, folder), { recursive: true });
    if (repository !== undefined) mkdirSync(join(root, repository, ".git"), { recursive: true });
    return findConfig(fakeIo({ cwd: join(root, folder) }), DEFAULT_REACH)?.path;
  };

  it("finds the nearest one up to the root of the repository", () => {
    const name = "kube-sidecar.yaml";
    expect(find([name], ".")).toBe(name);
    expect(find([name], "a/b", ".")).toBe(`../../${name}`);
    expect(find([name, `a/${name}`], "a/b", ".")).toBe(`../${name}`);
  });

  it("does not look outside of the repository, or above where there is none", () => {
    expect(find(["kube-sidecar.yaml"], "repo/a", "repo")).toBeUndefined();
    expect(find(["kube-sidecar.yaml"], "a")).toBeUndefined();
  });
});

describe("styleFor", () => {
  it.each<
    [
      when: "auto" | "always" | "never",
      env: Record<string, string>,
      terminal: boolean,
      colour: boolean,
    ]
  >([
    ["auto", {}, true, true],
    ["auto", {}, false, false],
    ["auto", { NO_COLOR: "1" }, true, false],
    ["auto", { NO_COLOR: "" }, true, true],
    ["auto", { TERM: "dumb" }, true, false],
    ["auto", { FORCE_COLOR: "1" }, false, true],
    ["auto", { FORCE_COLOR: "0" }, true, false],
    ["auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["always", { NO_COLOR: "1" }, false, true],
    ["never", { FORCE_COLOR: "1" }, true, false],
  ])("--color %s with %j, terminal %s: %s", async (when, env, terminal, colour) => {
    const terminals: StandardStream[] = terminal ? ["stderr"] : [];
    const style = await styleFor("stderr", when, fakeIo({ cwd: "/", env, terminals }));
    expect(style !== PLAIN_STYLE).toBe(colour);
  });
});

describe("kubeMinorOf", () => {
  it.each([
    ["1.29", 29],
    ["v1.31.4", 31],
    ["1.30+", 30],
    ["v1.27.3-gke.100", 27],
  ])("reads %s", (version, minor) => {
    expect(kubeMinorOf(version)).toBe(minor);
  });

  it.each(["", "29", "2.1", "1.x", "latest"])("refuses %j", (version) => {
    expect(() => kubeMinorOf(version)).toThrow("write it as 1.MINOR");
  });
});

// Links and odd files: what a run may read and write, by who has named it.

import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { functionConfig, HEAD, ITEM } from "./resource-lists.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "example.com/web:1"}
`;
const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: my}
spec:
  description: A sidecar of ours.
  role: adapter
  containers: [{name: my, image: "example.com/my:1"}]
`;
const config = (spec: string) =>
  `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {${spec}}\n`;

/** What is outside of the repository, and would be said if it were read. */
const SECRET = "token: S3CRET\nkind: [\n";

/** Returns a repository, beside which there are other things, with links in it. */
function repository(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const parent = temporaryFolder({
    "outside/secret.yaml": SECRET,
    "outside/pod.yaml": POD,
    "outside/sidecars/my.yaml": TEMPLATE,
    "other/.git/HEAD": "",
    "other/k8s/pod.yaml": POD,
    "repo/.git/config": SECRET,
  });
  const root = join(parent, "repo");
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  }
  return root;
}

async function run(
  cwd: string,
  argv: readonly string[],
  { env = {}, stdin = "" }: { env?: Readonly<Record<string, string>>; stdin?: string } = {},
) {
  const io = fakeIo({ cwd, env, stdin });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr(), all: io.stdout() + io.stderr() };
}

const outside = (cwd: string) =>
  ["secret.yaml", "pod.yaml", "sidecars/my.yaml"].map((name) =>
    readFileSync(join(cwd, "../outside", name), "utf8"),
  );

describe("a file that is found", () => {
  it.each<[name: string, links: Readonly<Record<string, string>>, message: string]>([
    [
      "a link out of the repository",
      { "k8s/x.yaml": "../../outside/secret.yaml" },
      "cannot read k8s/x.yaml: it leads out of the repository; name its target itself if that is meant",
    ],
    [
      "an absolute link to a device",
      { "k8s/x.yaml": "/dev/zero" },
      "cannot read k8s/x.yaml: it leads out of the repository",
    ],
    [
      "a link to a link out of it",
      { "k8s/x.yaml": "../more/y.yaml", "more/y.yaml": "../../outside/secret.yaml" },
      "cannot read k8s/x.yaml: it leads out of the repository",
    ],
    [
      "a link through a folder that is one",
      { "k8s/x.yaml": "../shared/secret.yaml", shared: "../outside" },
      "cannot read k8s/x.yaml: it leads out of the repository",
    ],
    [
      "a link to another repository",
      { "k8s/x.yaml": "../../other/k8s/pod.yaml" },
      "cannot read k8s/x.yaml: it leads out of the repository",
    ],
    [
      "a link to what git keeps",
      { "k8s/x.yaml": "../.git/config" },
      "cannot read k8s/x.yaml: it is a link to data of git",
    ],
    [
      "a link to nothing outside",
      { "k8s/x.yaml": "../../outside/none.yaml" },
      "cannot read k8s/x.yaml: it leads out of the repository",
    ],
    [
      "a circle of links",
      { "k8s/x.yaml": "y.yaml", "k8s/y.yaml": "x.yaml" },
      "cannot read k8s/x.yaml: too many symbolic links",
    ],
  ])("may not be %s", async (_name, links, message) => {
    const cwd = repository({ "k8s/pod.yaml": POD }, links);
    const before = outside(cwd);
    for (const command of ["lint", "status", "show"]) {
      const { code, all } = await run(cwd, [command, "-R", "k8s"]);
      expect([command, code]).toEqual([command, 2]);
      expect(all).toContain(message);
      expect(all).not.toContain("S3CRET");
    }
    const written = await run(cwd, ["inject", "-t", "statsd-exporter", "-w", "-R", "k8s"]);
    expect(written.code).toBe(2);
    expect(written.all).toContain(message);
    expect(readFileSync(join(cwd, "k8s/pod.yaml"), "utf8")).toBe(POD);
    expect(outside(cwd)).toEqual(before);
  });

  it("may be a link inside the repository, whose target is written once", async () => {
    const cwd = repository(
      { "common/x.yaml": POD },
      {
        "k8s/a.yaml": "../common/x.yaml",
        "k8s/b.yaml": "a.yaml",
        "k8s/c.yaml": "../common/x.yaml",
      },
    );
    const { code, stderr } = await run(cwd, [
      "inject",
      "-t",
      "statsd-exporter",
      "-w",
      "k8s",
      "common",
    ]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("1 injected; changed: k8s/a.yaml")]);
    expect(lstatSync(join(cwd, "k8s/a.yaml")).isSymbolicLink()).toBe(true);
    expect(
      readFileSync(join(cwd, "common/x.yaml"), "utf8").split("- name: statsd-exporter\n"),
    ).toHaveLength(2);
  });

  it("is read from the mount of a ConfigMap, outside of git", async () => {
    const cwd = temporaryFolder({ "mount/..2026_11_30/pod.yaml": POD });
    symlinkSync("..2026_11_30", join(cwd, "mount/..data"));
    symlinkSync("..data/pod.yaml", join(cwd, "mount/pod.yaml"));
    const { code, stdout } = await run(cwd, ["status", "mount"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Pod/web")]);
  });

  it("is in the named folder, outside of git", async () => {
    const cwd = temporaryFolder({ "k8s/pod.yaml": POD, "common/x.yaml": SECRET });
    symlinkSync("../common/x.yaml", join(cwd, "k8s/x.yaml"));
    const { code, all } = await run(cwd, ["lint", "k8s"]);
    expect(code).toBe(2);
    expect(all).toContain(
      "cannot read k8s/x.yaml: it leads out of the folder k8s; name its target itself",
    );
    expect(all).not.toContain("S3CRET");
    symlinkSync("pod.yaml", join(cwd, "k8s/same.yaml"));
    expect((await run(cwd, ["lint", "k8s/../k8s/same.yaml"])).code).toBe(0);
  });

  it("is no pipe, though a link leads to it", async () => {
    const cwd = repository({ "k8s/pod.yaml": POD }, { "k8s/x.yaml": "../pipe" });
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    const { code, all } = await run(cwd, ["lint", "k8s"]);
    expect([code, all]).toEqual([
      2,
      expect.stringContaining("cannot read k8s/x.yaml: it is not a regular file"),
    ]);
  });

  it("has at most 64 MiB, or what --max-file-size says", async () => {
    const cwd = repository({ "k8s/pod.yaml": POD, "k8s/big.yaml": "" });
    truncateSync(join(cwd, "k8s/big.yaml"), 64 * 2 ** 20 + 1);
    const tooLarge = await run(cwd, ["status", "k8s"]);
    expect([tooLarge.code, tooLarge.all]).toEqual([
      2,
      expect.stringContaining(
        "k8s/big.yaml is larger than 64 MiB, the most for a file that is found; name the file itself, or set --max-file-size",
      ),
    ]);
    writeFileSync(join(cwd, "k8s/big.yaml"), `${POD}# ${"x".repeat(3000)}\n`);
    expect((await run(cwd, ["status", "k8s"])).code).toBe(0);
    for (const size of ["2k", "2Ki", "2000"]) {
      expect((await run(cwd, ["status", "--max-file-size", size, "k8s"])).code).toBe(2);
      expect((await run(cwd, ["status", "--max-file-size", size, "k8s/big.yaml"])).code).toBe(0);
    }
    expect((await run(cwd, ["status", "--max-file-size", "4Ki", "k8s"])).code).toBe(0);
    for (const size of ["0", "-1", "much", "1m"]) {
      const { code, stderr } = await run(cwd, ["status", `--max-file-size=${size}`, "k8s"]);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining("It has to be an amount of bytes"),
      ]);
    }
  });
});

describe("a path that the operator names", () => {
  it.each<[name: string, links: Readonly<Record<string, string>>, path: string]>([
    ["a file", { "x.yaml": "../outside/secret.yaml" }, "x.yaml"],
    ["a device", { "x.yaml": "/dev/zero" }, "x.yaml"],
    ["a folder", { k8s: "../outside" }, "k8s"],
    ["a file in a folder", { k8s: "../outside" }, "k8s/secret.yaml"],
    ["a folder of another repository", { k8s: "../other" }, "k8s/k8s"],
  ])("does not lead out of its repository by a link: %s", async (_name, links, path) => {
    const cwd = repository({}, links);
    for (const named of [path, join(cwd, path)]) {
      for (const argv of [
        ["lint", named],
        ["inject", "-t", "statsd-exporter", "-w", "-f", named],
      ]) {
        const { code, all } = await run(cwd, argv);
        expect([code, all]).toEqual([
          2,
          expect.stringContaining(`cannot read ${named}: it leads out of the repository`),
        ]);
        expect(all).not.toContain("S3CRET");
      }
    }
    // From outside, too, it is the repository of the path that counts.
    const { code, all } = await run(dirname(cwd), ["lint", `repo/${path}`]);
    expect([code, all]).toEqual([2, expect.stringContaining("it leads out of the repository")]);
  });

  it("may be anywhere else", async () => {
    const cwd = repository({});
    expect((await run(cwd, ["status", "../outside/pod.yaml", "../other/k8s"])).code).toBe(0);
    const files = temporaryFolder({ "real/pod.yaml": POD });
    symlinkSync("real", join(files, "link"));
    symlinkSync("real/pod.yaml", join(files, "pod.yaml"));
    expect((await run(files, ["status", "pod.yaml", "link"])).code).toBe(0);
  });

  it("may be a pipe", async () => {
    const cwd = temporaryFolder({ "pod.yaml": POD });
    const pipe = join(cwd, "pipe");
    execFileSync("mkfifo", [pipe]);
    execFileSync("sh", ["-c", "cat pod.yaml > pipe &"], { cwd, stdio: "ignore" });
    const { code, stdout } = await run(cwd, ["status", "-f", pipe]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Pod/web")]);
  });

  it.each(["config", "values", "template-dir"])("is bounded for --%s as well", async (option) => {
    const cwd = repository({ "pod.yaml": POD }, { link: "../outside/secret.yaml" });
    const { code, all } = await run(cwd, ["inject", "-t", "my", `--${option}`, "link", "pod.yaml"]);
    expect([code, all]).toEqual([
      2,
      expect.stringContaining("cannot read link: it leads out of the repository"),
    ]);
    expect(all).not.toContain("S3CRET");
  });
});

describe("a report", () => {
  const commands = [
    ["inject", "-t", "statsd-exporter", "pod.yaml", "--report"],
    ["lint", "pod.yaml", "--report"],
    // That fails before it begins.
    ["inject", "-t", "none", "pod.yaml", "--report"],
  ];

  it.each(commands)("follows no link out of the repository: %s %s %s %s %s", async (...argv) => {
    const given = argv.filter((word) => word !== undefined);
    const links = {
      "report.txt": "../outside/secret.yaml",
      "new.txt": "../outside/new.txt",
      "far.txt": "new.txt",
      out: "../outside",
      "hook.txt": ".git/config",
    };
    const cwd = repository({ "pod.yaml": POD }, links);
    const before = outside(cwd);
    for (const path of ["report.txt", "new.txt", "far.txt", "out/report.txt", "hook.txt"]) {
      const { code, all } = await run(cwd, [...given, path]);
      const reason =
        path === "hook.txt" ? "it is a link to data of git" : "it leads out of the repository";
      expect([path, code]).toEqual([path, 2]);
      expect(all).toContain(`cannot write the report to ${path}: ${reason}`);
    }
    expect(outside(cwd)).toEqual(before);
    expect(readFileSync(join(cwd, ".git/config"), "utf8")).toBe(SECRET);
    expect(existsSync(join(cwd, "../outside/new.txt"))).toBe(false);
    expect(existsSync(join(cwd, "../outside/report.txt"))).toBe(false);
  });

  it.each(commands.slice(0, 2))(
    "may be a link inside, and any file elsewhere: %s",
    async (...argv) => {
      const given = argv.filter((word) => word !== undefined);
      const cwd = repository({ "pod.yaml": POD, "real.txt": "" }, { "report.txt": "real.txt" });
      for (const path of ["report.txt", "../outside/new.txt", ".git/report.txt", "/dev/null"]) {
        expect([path, (await run(cwd, [...given, path])).code]).toEqual([path, 0]);
      }
      expect(readFileSync(join(cwd, "real.txt"), "utf8")).not.toBe("");
      expect(lstatSync(join(cwd, "report.txt")).isSymbolicLink()).toBe(true);
      expect(existsSync(join(cwd, "../outside/new.txt"))).toBe(true);
    },
  );

  it("keeps to the repository where GitHub names it, and a new template does", async () => {
    const cwd = repository(
      { "pod.yaml": POD },
      { "summary.md": "../outside/pod.yaml", own: "../outside" },
    );
    const before = outside(cwd);
    const env = { GITHUB_STEP_SUMMARY: join(cwd, "summary.md") };
    expect((await run(cwd, ["lint", "--format", "github", "pod.yaml"], { env })).code).toBe(2);
    const { code, stderr } = await run(cwd, [
      "templates",
      "new",
      "x",
      "--role",
      "proxy",
      "--dir",
      "own",
    ]);
    expect([code, stderr]).toEqual([
      2,
      "kube-sidecar: cannot write own/x.yaml: it leads out of the repository\n",
    ]);
    expect(outside(cwd)).toEqual(before);
    expect(existsSync(join(cwd, "../outside/x.yaml"))).toBe(false);
  });
});

describe("a config that is found", () => {
  const commands = [
    ["inject", "pod.yaml"],
    ["eject", "pod.yaml"],
    ["lint", "pod.yaml"],
    ["show", "pod.yaml"],
    ["status", "pod.yaml"],
    ["templates", "list"],
    ["templates", "check"],
  ];

  it.each(commands)("is no link out of the repository: %s %s", async (...argv) => {
    for (const target of [
      "../outside/secret.yaml",
      "/dev/zero",
      ".git/config",
      "../outside/none.yaml",
    ]) {
      const cwd = repository({ "pod.yaml": POD }, { "kube-sidecar.yaml": target });
      const { code, all } = await run(cwd, argv);
      expect([target, code]).toEqual([target, 2]);
      expect(all).toMatch(
        /cannot read kube-sidecar\.yaml: it (leads out of the repository|is a link to data of git)/,
      );
      expect(all).not.toContain("S3CRET");
    }
  });

  it("is a regular file, and one of a size", async () => {
    const cwd = repository({ "pod.yaml": POD }, { "kube-sidecar.yaml": "pipe" });
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    expect((await run(cwd, ["lint", "pod.yaml"])).all).toContain(
      "kube-sidecar.yaml: it is not a regular file",
    );
    const large = repository({ "pod.yaml": POD, "kube-sidecar.yaml": "" });
    truncateSync(join(large, "kube-sidecar.yaml"), 65 * 2 ** 20);
    expect((await run(large, ["lint", "pod.yaml"])).all).toContain(
      "kube-sidecar.yaml is larger than 64 MiB",
    );
  });

  it("may be a link inside, and lie above", async () => {
    const files = {
      "app/pod.yaml": POD,
      "ci/config.yaml": config("rules: [{templates: [statsd-exporter]}]"),
    };
    const cwd = repository(files, { "kube-sidecar.yaml": "ci/config.yaml" });
    const { code, stdout } = await run(join(cwd, "app"), ["inject", "pod.yaml"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("- name: statsd-exporter")]);
  });

  it("does not stop Tab, nor make it read what is elsewhere", async () => {
    for (const target of ["../outside/secret.yaml", "/dev/zero"]) {
      const cwd = repository({}, { "kube-sidecar.yaml": target });
      const { code, stdout } = await run(cwd, ["__complete", "inject", "-t", "fluent-b"]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("fluent-bit")]);
    }
  });
});

describe("templateDirs", () => {
  const INJECT = ["inject", "pod.yaml"];
  const asks = (folder: string) =>
    config(`templateDirs: ["${folder}"], rules: [{templates: [my]}]`);

  it.each<[folder: string, links: Readonly<Record<string, string>>]>([
    ["../outside/sidecars", {}],
    ["own", { own: "../outside/sidecars" }],
    ["own/../../outside/sidecars", { "own/x": "nothing" }],
    ["../outside/sidecars/my.yaml", {}],
  ])("stay in the repository where the config was found: %s", async (folder, links) => {
    const cwd = repository({ "pod.yaml": POD, "kube-sidecar.yaml": asks(folder) }, links);
    const { code, all } = await run(cwd, INJECT);
    expect([code, all]).toEqual([
      2,
      expect.stringContaining("which templateDirs names: it leads out of the repository"),
    ]);
    // Whoever names the config, or the folder, trusts it.
    if (Object.keys(links).includes("own")) return;
    const trusted = await run(cwd, [...INJECT, "--config", "kube-sidecar.yaml"]);
    expect([trusted.code, trusted.stdout]).toEqual([0, expect.stringContaining("- name: my")]);
  });

  it.each(["../../outside/sidecars/my.yaml", "/dev/zero", "../.git/config"])(
    "hold no link out of it, whoever names them: %s",
    async (target) => {
      const cwd = repository(
        { "pod.yaml": POD, "own/fine.yaml": TEMPLATE, "kube-sidecar.yaml": asks("own") },
        { "own/x.yaml": target },
      );
      const free = config("rules: [{templates: [my]}]");
      for (const argv of [
        INJECT,
        [...INJECT, "--config", "kube-sidecar.yaml"],
        ["templates", "check", "own"],
      ]) {
        const { code, all } = await run(cwd, argv);
        expect([code, all]).toEqual([2, expect.stringContaining("cannot read own/x.yaml: it")]);
        expect(all).not.toContain("S3CRET");
      }
      writeFileSync(join(cwd, "kube-sidecar.yaml"), free);
      expect((await run(cwd, [...INJECT, "--template-dir", "own"])).code).toBe(2);
    },
  );

  it("stay in the folder of the config outside of git", async () => {
    const parent = temporaryFolder({
      "app/pod.yaml": POD,
      "app/kube-sidecar.yaml": asks("../own"),
      "own/my.yaml": TEMPLATE,
    });
    const { code, all } = await run(join(parent, "app"), INJECT);
    expect([code, all]).toEqual([
      2,
      expect.stringContaining("it leads out of the folder of the config"),
    ]);
    const named = await run(join(parent, "app"), [...INJECT, "-c", "kube-sidecar.yaml"]);
    expect([named.code, named.stdout]).toEqual([0, expect.stringContaining("- name: my")]);
  });
});

describe("--root", () => {
  it("is the bound of everything that is read, also of what is named", async () => {
    const parent = temporaryFolder({
      "root/app/pod.yaml": POD,
      "root/kube-sidecar.yaml": config("rules: [{templates: [statsd-exporter]}]"),
      "pod.yaml": POD,
      "config.yaml": config(""),
      "values.yaml": "{}\n",
      "own/my.yaml": TEMPLATE,
      "root/bad.yaml": config("templateDirs: [../own]"),
      "root/values.yaml": "statsd-exporter: {port: 9200}\n",
    });
    const cwd = join(parent, "root/app");
    const { code, stdout } = await run(cwd, [
      "inject",
      "--root",
      "..",
      "--values",
      "../values.yaml",
      ".",
    ]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("containerPort: 9200")]);
    const refused = [
      ["../../pod.yaml"],
      ["../.."],
      ["--config", "../../config.yaml", "pod.yaml"],
      ["--config", "../bad.yaml", "pod.yaml"],
      ["--values", "../../values.yaml", "pod.yaml"],
      ["--template-dir", "../../own", "pod.yaml"],
    ];
    for (const argv of refused) {
      const { code: exit, all } = await run(cwd, ["inject", "--root=..", ...argv]);
      expect([argv, exit, all]).toEqual([
        argv,
        2,
        expect.stringContaining("it leads out of --root .."),
      ]);
    }
    const missing = await run(cwd, ["inject", "--root", "pod.yaml", "pod.yaml"]);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      "kube-sidecar: --root pod.yaml is no folder\n",
    ]);
  });
});

describe("kustomize doctor", () => {
  it("examines no file outside of the repository", async () => {
    const kustomization =
      "transformers: [../../outside/secret.yaml, x.yaml]\nresources: [../../outside]\n";
    const cwd = repository(
      { "app/kustomization.yaml": kustomization },
      { "app/x.yaml": "../../outside/secret.yaml" },
    );
    const { all } = await run(cwd, ["kustomize", "doctor", "app"]);
    for (const name of ["../../outside/secret.yaml", "x.yaml", "../../outside"]) {
      expect(all).toContain(`"${name}" under`);
    }
    expect(all).not.toContain("S3CRET");
    const linked = repository({}, { "app/kustomization.yaml": "../../outside/secret.yaml" });
    expect((await run(linked, ["kustomize", "doctor", "app"])).all).toContain(
      "cannot read app/kustomization.yaml: it leads out of the repository",
    );
  });
});

describe("a build of kustomize", () => {
  const spec = (folder: string) => `{templateDirs: ["${folder}"], rules: [{templates: [my]}]}`;
  const build = (cwd: string, folder: string) =>
    run(cwd, [], { stdin: `${HEAD}items:${ITEM}${functionConfig(spec(folder))}` });

  it("takes templates of its repository alone", async () => {
    const cwd = repository(
      { "own/my.yaml": TEMPLATE, "app/pod.yaml": POD },
      { link: "../outside" },
    );
    const good = await build(join(cwd, "app"), "../own");
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining("- name: my")]);
    for (const folder of ["../../outside/sidecars", "../link/sidecars", "../../other", "/dev"]) {
      const { code, all } = await build(join(cwd, "app"), folder);
      expect([folder, code, all]).toEqual([
        folder,
        1,
        expect.stringContaining("it leads out of the repository"),
      ]);
    }
  });

  it("takes them from anywhere outside of git", async () => {
    const parent = temporaryFolder({ "app/pod.yaml": POD, "own/my.yaml": TEMPLATE });
    const { code, stdout } = await build(join(parent, "app"), "../own");
    expect([code, stdout]).toEqual([0, expect.stringContaining("- name: my")]);
  });
});

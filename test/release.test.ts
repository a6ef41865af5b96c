// scripts/release.mjs: the commit of a release holds what is built, so that the GitHub Action runs it.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "./cli/temporary-folder.ts";

const root = join(import.meta.dirname, "..");
const script = join(root, "scripts/release.mjs");

const FILES = {
  ".gitignore": "dist/\n",
  "CHANGELOG.md": "# Changes\n\n## 1.2.3 (2026-12-01)\n\n- Something.\n",
  "bin/kube-sidecar.cjs": "require('../dist/cli.cjs');\n",
  "dist/old.cjs": "left over\n",
  "package.json": JSON.stringify({
    name: "kube-sidecar",
    version: "1.2.3",
    scripts: { build: "rm -rf dist && mkdir dist && echo built > dist/cli.cjs" },
  }),
  "templates/a.yaml": "kind: SidecarTemplate\n",
};

function run(cwd: string, [program = "", ...args]: readonly string[]) {
  const author = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
  const committer = { GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
  const env = { ...process.env, ...author, ...committer, GIT_CONFIG_GLOBAL: "/dev/null" };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

const git = (cwd: string, ...args: readonly string[]) => run(cwd, ["git", ...args]).stdout.trim();
const release = (cwd: string) => run(cwd, [process.execPath, script]);

function repository(files: Readonly<Record<string, string>> = FILES): string {
  const cwd = temporaryFolder(files);
  git(cwd, "init", "--quiet");
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message", "All");
  return cwd;
}

it("commits what is built beside the sources, tags that, and leaves the branch alone", () => {
  const cwd = repository();
  const head = git(cwd, "rev-parse", "HEAD");
  const { code, stdout } = release(cwd);
  expect([code, stdout]).toEqual([0, `v1.2.3 is ${git(cwd, "rev-parse", "v1.2.3^{commit}")}\n`]);
  expect(git(cwd, "ls-tree", "-r", "--name-only", "v1.2.3").split("\n")).toEqual(
    Object.keys(FILES).map((name) => name.replace("old", "cli")),
  );
  expect(git(cwd, "show", "v1.2.3:dist/cli.cjs")).toBe("built");
  expect(git(cwd, "diff", "--name-only", "v1.2.3^", "v1.2.3")).toBe("dist/cli.cjs");
  expect(git(cwd, "rev-parse", "HEAD", "v1.2.3^").split("\n")).toEqual([head, head]);
  expect(git(cwd, "status", "--porcelain")).toBe("");
});

it.each<[reason: string, change: (cwd: string) => void]>([
  [
    "there are changes that are not committed",
    (cwd) => writeFileSync(join(cwd, "templates/b.yaml"), ""),
  ],
  ["there is a tag v1.2.3 already", (cwd) => git(cwd, "tag", "v1.2.3")],
  [
    "CHANGELOG.md has no part for 1.2.3",
    (cwd) => {
      writeFileSync(join(cwd, "CHANGELOG.md"), "## Unreleased\n\n## 1.2.30\n");
      git(cwd, "commit", "--quiet", "--all", "--message", "Changes");
    },
  ],
  [
    "the build has changed files of the checkout; commit them first",
    (cwd) => {
      const build = "echo x > templates/a.yaml";
      writeFileSync(
        join(cwd, "package.json"),
        JSON.stringify({ ...JSON.parse(FILES["package.json"]), scripts: { build } }),
      );
      git(cwd, "commit", "--quiet", "--all", "--message", "Build");
    },
  ],
])("makes none where %s", (reason, change) => {
  const cwd = repository();
  change(cwd);
  const tags = git(cwd, "tag");
  const { code, stdout, stderr } = release(cwd);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`no release was made: ${reason}\n`);
  expect(git(cwd, "tag")).toBe(tags);
});

it("adds the folders that the Action runs, and the script of the Action no others", () => {
  const built = /const BUILT = (\[.*?\]);/.exec(readFileSync(script, "utf8"))?.[1] ?? "[]";
  expect(JSON.parse(built)).toEqual(["bin", "dist", "templates"]);
  const action = readFileSync(join(root, "integrations/github/run.sh"), "utf8");
  const paths = [...action.matchAll(/\$GITHUB_ACTION_PATH\/([\w-]+)\//g)].map(([, path]) => path);
  expect(new Set(paths)).toEqual(new Set(["bin", "dist"]));
});

// Makes the commit of a release and its tag: `node scripts/release.mjs` in a clean checkout with its dependencies installed.
// Beside the sources the commit holds what is built of them, so that the GitHub Action runs without an install, and whoever
// names the commit names all that runs. It is a child of HEAD, and on no branch. Nothing is pushed or published.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the Action runs. */
const BUILT = ["bin", "dist", "templates"];

class Unready extends Error {}

const root = process.cwd();
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const tag = `v${version}`;

try {
  refuseUnready();
  execFileSync("npm", ["run", "build"], { cwd: root, stdio: ["ignore", 2, 2] });
  refuseChanges("the build has changed files of the checkout; commit them first");
  const commit = commitBuilt();
  git(["tag", "--annotate", "--message", `${name} ${version}`, tag, commit]);
  process.stdout.write(`${tag} is ${commit}\n`);
  process.stderr.write(
    `Look at it, then push it, and publish what it holds:\n  git show --stat ${tag}\n  git push origin ${tag}\n  git checkout ${tag} && npm publish\n`,
  );
} catch (error) {
  if (!(error instanceof Unready)) throw error;
  process.stderr.write(`no release was made: ${error.message}\n`);
  process.exitCode = 2;
}

function refuseUnready() {
  refuseChanges("there are changes that are not committed");
  if (git(["tag", "--list", tag]) !== "") throw new Unready(`there is a tag ${tag} already`);
  const changes = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  if (
    !changes.split("\n").some((line) => line.split(" ").slice(0, 2).join(" ") === `## ${version}`)
  ) {
    throw new Unready(`CHANGELOG.md has no part for ${version}`);
  }
}

function refuseChanges(message) {
  if (git(["status", "--porcelain"]) !== "") throw new Unready(message);
}

/** An index of its own leaves the checkout and its branch as they are. */
function commitBuilt() {
  const work = mkdtempSync(join(tmpdir(), "kube-sidecar-release-"));
  try {
    const env = { ...process.env, GIT_INDEX_FILE: join(work, "index") };
    git(["read-tree", "HEAD"], env);
    // Of what is there already, such as an old dist, nothing may stay.
    git(["rm", "-r", "--cached", "--quiet", "--ignore-unmatch", ...BUILT], env);
    git(["add", "--force", ...BUILT], env);
    const tree = git(["write-tree"], env);
    return git(
      ["commit-tree", tree, "-p", "HEAD", "-m", `Release ${version}, with what is built`],
      env,
    );
  } finally {
    rmSync(work, { recursive: true });
  }
}

function git(args, env = process.env) {
  return execFileSync("git", args, { cwd: root, env, encoding: "utf8" }).trim();
}

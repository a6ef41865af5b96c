import { spawnSync } from "node:child_process";

/** Tells whether the real pre-commit is on PATH. No npm package has it, so that its tests are skipped without it, in CI too. */
export function hasPreCommit(): boolean {
  return spawnSync("pre-commit", ["--version"]).status === 0;
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests make their temporary folders. */
    readonly temporaryRoot: string;
  }
}

/** Linux keeps the files of this folder in memory: thousands of folders come and go in a third of the time. */
const IN_MEMORY = "/dev/shm";

/** In bytes. In containers there are often 64 MB only. */
const ENOUGH = 2 ** 28;

/** Makes one folder for the temporary folders of all tests, which goes when they are over. */
export default function setup(project: TestProject): () => void {
  const folder = rootIn(IN_MEMORY) ?? mkdtempSync(join(tmpdir(), NAME));
  project.provide("temporaryRoot", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

const NAME = "kube-sidecar-tests-";

/** Returns a new folder in a folder that has enough space and lets programs run; undefined for another. */
function rootIn(parent: string): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(parent);
    if (bavail * bsize < ENOUGH) return undefined;
    const folder = mkdtempSync(join(parent, NAME));
    const script = join(folder, "script");
    writeFileSync(script, "#!/bin/sh\n", { mode: 0o755 });
    if (spawnSync(script).status === 0) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    // There is no such folder, or it is not for us.
  }
  return undefined;
}

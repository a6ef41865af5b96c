import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the workers that run tests build the command. */
    readonly buildsFolder: string;
  }
}

/** Makes a folder for builds of the command that goes when all tests are over. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-builds-"));
  project.provide("buildsFolder", folder);
  return () => rmSync(folder, { recursive: true });
}

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const MINUTES = 60_000;

export default defineConfig({
  // The build of `yaml` that the bundle holds (scripts/build.mjs).
  resolve: {
    alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/index.js", import.meta.url)) },
  },
  test: {
    include: ["test/**/*.test.ts"],
    // By itself vitest leaves one core unused, and loads everything anew for every file.
    pool: "threads",
    maxWorkers: "100%",
    isolate: false,
    testTimeout: process.env["KUBE_SIDECAR_RUNS"] === undefined ? MINUTES : 30 * MINUTES,
    globalSetup: ["test/builds-folder.ts", "test/hosts/say-skipped.ts"],
    // The same as `vitest -u`, for goldens that are not file snapshots as well.
    ...(process.env["UPDATE_GOLDENS"] === "1" ? { update: true } : {}),
  },
});

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const MINUTES = 60_000;

export default defineConfig({
  // The build of `yaml` that the bundle holds (scripts/build.mjs).
  resolve: {
    alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/index.js", import.meta.url)) },
  },
  test: {
    // By itself vitest leaves one core unused, and loads everything anew for every file.
    maxWorkers: "100%",
    isolate: false,
    // In CI much else runs beside the tests.
    testTimeout:
      process.env["CI"] === undefined && process.env["KUBE_SIDECAR_RUNS"] === undefined
        ? MINUTES
        : 30 * MINUTES,
    hookTimeout: 5 * MINUTES,
    // The same as `vitest -u`, for goldens that are not file snapshots as well.
    ...(process.env["UPDATE_GOLDENS"] === "1" ? { update: true } : {}),
    projects: [
      {
        extends: true,
        test: {
          name: "tests",
          include: ["test/**/*.test.ts"],
          exclude: ["test/growth/**"],
          pool: "threads",
          globalSetup: ["test/builds-folder.ts", "test/hosts/say-skipped.ts"],
        },
      },
      {
        extends: true,
        // It counts what runs, and what V8 has optimised is not counted.
        test: {
          name: "growth",
          include: ["test/growth/**/*.test.ts"],
          pool: "forks",
          execArgv: ["--no-opt"],
        },
      },
    ],
  },
});

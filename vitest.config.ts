import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const MINUTES = 60_000;

// What takes longest: begun last, it would run alone while the other cores wait.
const LONGEST = ["growth", "inject-invariants", "argocd", "package", "ci", "hostile-text"];

// vitest sorts by the times of the run before, which a fresh clone has not got.
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted].sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}

export default defineConfig({
  // The build of `yaml` that the bundle holds (scripts/build.mjs).
  resolve: {
    alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/index.js", import.meta.url)) },
  },
  test: {
    // By itself vitest leaves one core unused, and loads everything anew for every file.
    maxWorkers: "100%",
    isolate: false,
    sequence: { sequencer: LongestFirst },
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
          globalSetup: [
            "test/builds-folder.ts",
            "test/temporary-root.ts",
            "test/hosts/say-skipped.ts",
          ],
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

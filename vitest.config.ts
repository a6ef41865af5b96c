import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    globalSetup: ["test/hosts/say-skipped.ts"],
    // The same as `vitest -u`, for goldens that are not file snapshots as well.
    ...(process.env["UPDATE_GOLDENS"] === "1" ? { update: true } : {}),
  },
});

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "../..");

/** Bundles the command into one file that keeps the names and lines of the source; returns its path. */
export async function bundleReadably(folder: string): Promise<string> {
  const outfile = join(folder, "cli.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    alias: { yaml: join(dirname(require.resolve("yaml/package.json")), "browser/index.js") },
    define: { KUBE_SIDECAR_VERSION: '"0.0.0"' },
    logLevel: "warning",
  });
  return outfile;
}

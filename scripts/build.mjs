// Bundles the command into one CommonJS file, which starts in half the time of the same ES modules.
// tsc makes the library; see `npm run build`. An argument names another file to write.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

await build({
  absWorkingDir: root,
  entryPoints: ["src/main.ts"],
  outfile: process.argv[2] ?? "dist/cli.cjs",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  legalComments: "eof",
  // The Node build of `yaml` reads process.env once per token, which takes a fifth of its time.
  alias: { yaml: join(dirname(require.resolve("yaml/package.json")), "browser/index.js") },
  define: { KUBE_SIDECAR_VERSION: JSON.stringify(version) },
  logLevel: "warning",
});

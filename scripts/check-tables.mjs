// Checks that every entry of a table has an example; arguments are files or folders of src/, to check these alone.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
// Beside the packages that it imports.
const outfile = join(root, "node_modules/.cache/check-tables.mjs");

await build({
  entryPoints: [join(root, "test/tables/check.ts")],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
await import(pathToFileURL(outfile).href);

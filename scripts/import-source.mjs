// Runs TypeScript of src/ in this process, under any version of Node.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Returns the exports of a module that may import from `./src/`. */
export async function importSource(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    // So that the ES module of `yaml` is taken, which runs without a file system around it.
    platform: "browser",
    target: "node20",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}

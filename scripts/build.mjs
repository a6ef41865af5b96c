// Bundles the command into one CommonJS file, which starts in half the time of the same ES modules, and what most
// runs do without into files beside it. tsc makes the library; see `npm run build`. An argument names another file.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { thirdPartyLicences } from "./third-party-licences.mjs";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** commander asks for it at once, for subcommands that are programs of their own; we have none, and it takes 5 ms. */
const withoutChildProcess = {
  name: "without-child-process",
  setup({ onResolve, onLoad }) {
    const namespace = "empty";
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Modules that export functions alone, and so much text that only to read it takes 10 ms, or that one command needs. */
const PARTS = [
  "src/generated/completion-scripts.ts",
  "src/generated/config-validators.ts",
  "src/generated/kubernetes-descriptions.ts",
  "src/generated/template-starts.ts",
  "src/generated/template-validators.ts",
  "src/cli/patterns/slow-attacks.ts",
  "src/template/ajv-compiler.ts",
  ...readdirSync(join(root, "src/generated/built-in")).map(
    (file) => `src/generated/built-in/${file}`,
  ),
];

/** Returns the path of a part below dist/, without its ending; templates keep their folder, for they may have any name. */
function outputOf(part) {
  const name = basename(part, ".ts");
  return part.includes("/built-in/") ? `built-in/${name}` : name;
}

/** Loads the file of a part when a function of it is first called. */
const withParts = {
  name: "with-parts",
  setup({ onResolve, onLoad }) {
    const namespace = "part";
    onResolve(
      {
        filter:
          /-(attacks|compiler|descriptions|scripts|starts|validators)\.ts$|^\.\/built-in\/.*\.ts$/,
      },
      ({ path, resolveDir, kind }) => {
        const part = PARTS.find((one) => join(root, one) === join(resolveDir, path));
        return part === undefined || kind === "entry-point" ? undefined : { path: part, namespace };
      },
    );
    onResolve({ filter: /\.cjs$/, namespace }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace }, ({ path }) => {
      const text = readFileSync(join(root, path), "utf8");
      const load = `require("./${outputOf(path)}.cjs")`;
      const functions = [...text.matchAll(/^export function (\w+)/gm)].map(
        ([, name]) => `export const ${name} = (...args) => ${load}.${name}(...args);`,
      );
      return { contents: functions.join("\n") };
    });
  },
};

const [, , outfile = join(root, "dist/cli.cjs")] = process.argv;
// What an earlier build has left would be packed.
if (process.argv.length === 2) rmSync(join(root, "dist"), { recursive: true, force: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: "src/main.ts", out: basename(outfile, ".cjs") },
    ...PARTS.map((part) => ({ in: part, out: outputOf(part) })),
  ],
  outdir: dirname(outfile),
  outExtension: { ".js": ".cjs" },
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  legalComments: "eof",
  // The Node build of `yaml` reads process.env once per token, which takes a fifth of its time.
  alias: { yaml: join(dirname(require.resolve("yaml/package.json")), "browser/index.js") },
  plugins: [withoutChildProcess, withParts],
  define: { KUBE_SIDECAR_VERSION: JSON.stringify(version) },
  metafile: true,
  logLevel: "warning",
});
writeFileSync(`${outfile}.LICENCES.txt`, thirdPartyLicences(root, metafile));

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";

/** The folder of the project, in which npm and vitest run. */
const root: string = process.cwd();

const require = createRequire(join(root, "package.json"));

type Exports = Readonly<Record<string, unknown>>;

/** The code of a module, as a function; what it needs of Node stands in for `import.meta`. */
type Body = (
  load: (specifier: string) => unknown,
  module: { readonly exports: Exports },
  exports: Exports,
  folder: string,
  url: string,
) => void;

/** Another text for a file of the project. */
export interface Change {
  readonly path: string;
  readonly text: string;
}

/** Returns the paths of the files in TypeScript below a folder of the project, in order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path}`)
    .sort();
}

/** Returns the text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/**
 * The source of the project and its tests, compiled once and run as often as wanted, also with another text for one file.
 * Paths are those from the root of the project, with `/`.
 */
export class Program {
  readonly #packages: Readonly<Record<string, unknown>>;
  readonly #rewrite: (path: string) => string;
  readonly #bodies = new Map<string, Body>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #instances = new Map<string, Exports>();

  /** Takes what stands in for packages, by name, and what the text of a file is. */
  constructor(
    packages: Readonly<Record<string, unknown>>,
    rewrite: (path: string) => string = textOf,
  ) {
    this.#packages = packages;
    this.#rewrite = rewrite;
  }

  /** Runs a file and what it imports, each of which runs once. */
  run(path: string): Exports {
    return this.#run(
      path,
      (one) => this.#body(one),
      this.#instances,
      () => false,
    );
  }

  /** Runs a file with a change to it or to what it imports; what the change does not reach is as in `run`. */
  runChanged(path: string, change: Change): Exports {
    this.#body(path);
    const body = compile(change.path, change.text).body;
    const reached = this.reachedBy(change.path);
    return this.#run(
      path,
      (one) => (one === change.path ? body : this.#body(one)),
      new Map(),
      (one) => !reached.has(one),
    );
  }

  /** Returns the files that import a file, themselves or through others, among those that are known, and the file. */
  reachedBy(path: string, reached: Set<string> = new Set()): ReadonlySet<string> {
    if (reached.has(path)) return reached;
    reached.add(path);
    for (const importer of this.#importers.get(path) ?? []) this.reachedBy(importer, reached);
    return reached;
  }

  /** Returns the files that import a file themselves, among those that are known. */
  importersOf(path: string): ReadonlySet<string> {
    return this.#importers.get(path) ?? new Set();
  }

  #run(
    path: string,
    bodyOf: (path: string) => Body,
    instances: Map<string, Exports>,
    isShared: (path: string) => boolean,
  ): Exports {
    if (isShared(path)) return this.run(path);
    const known = instances.get(path);
    if (known !== undefined) return known;
    const module: { readonly exports: Exports } = { exports: {} };
    const folder = posix.dirname(path);
    const load = (specifier: string) => {
      if (!specifier.startsWith(".")) return this.#packages[specifier] ?? require(specifier);
      const file = posix.join(folder, specifier);
      if (file.endsWith(".json")) return JSON.parse(textOf(file));
      return this.#run(file, bodyOf, instances, isShared);
    };
    bodyOf(path)(
      load,
      module,
      module.exports,
      join(root, folder),
      pathToFileURL(join(root, path)).href,
    );
    instances.set(path, module.exports);
    return module.exports;
  }

  #body(path: string): Body {
    const known = this.#bodies.get(path);
    if (known !== undefined) return known;
    const { body, imports } = compile(path, this.#rewrite(path));
    this.#bodies.set(path, body);
    for (const one of imports) {
      const importers = this.#importers.get(one) ?? new Set();
      this.#importers.set(one, importers.add(path));
      if (one.endsWith(".ts")) this.#body(one);
    }
    return body;
  }
}

function compile(path: string, text: string) {
  const { code } = transformSync(text, {
    loader: "ts",
    format: "cjs",
    target: "node20",
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__folder", "import.meta.url": "__url" },
    sourcefile: path,
  });
  const imports = [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, specifier = ""]) =>
    posix.join(posix.dirname(path), specifier),
  );
  const body = new Function("require", "module", "exports", "__folder", "__url", code) as Body;
  return { body, imports };
}

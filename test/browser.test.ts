// The library in a browser: bundled for one, and run where there is nothing of Node.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { examplesIn } from "./docs/examples.ts";

const root = join(import.meta.dirname, "..");
const FUNCTIONS = ["inject", "eject", "lint"];
/** What browsers have, and JavaScript alone does not. */
const GLOBALS = { TextDecoder, TextEncoder };

describe("the library in a browser", () => {
  let page: Context;

  beforeAll(async () => {
    // esbuild fails here on a `node:` import.
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ["src/index.ts"],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "library",
      write: false,
      logLevel: "silent",
    });
    page = createContext({ ...GLOBALS });
    runInContext(outputFiles[0]?.text ?? "", page);
  });

  it("runs without anything of Node", () => {
    expect(runInContext("[typeof Buffer, typeof process, typeof require]", page)).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
  });

  it.each(FUNCTIONS)("runs the examples of %s", (name) => {
    const examples = examplesIn(readFileSync(join(root, `src/api/${name}.ts`), "utf8"));
    expect(examples).not.toEqual([]);
    for (const code of examples) {
      const failed: unknown[] = [];
      const assert = (condition: boolean) => condition || failed.push(code);
      Object.assign(page, { assert });
      const body = code.replace(/^import (.*) from "kube-sidecar";$/m, "const $1 = library;");
      runInContext(`{${body}}`, page);
      expect(failed).toEqual([]);
    }
  });

  it("takes and gives bytes, umlauts and all", () => {
    const same = runInContext(
      `(() => {
        const pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: a}]}} # für\\n";
        const bytes = new TextEncoder().encode(pod);
        const { ok, manifest } = library.inject(bytes, { templates: ["fluent-bit"] });
        const text = (content) => new TextDecoder().decode(content);
        return [ok, text(manifest).includes("# für"), text(library.eject(manifest).manifest) === pod];
      })()`,
      page,
    );
    expect(same).toEqual([true, true, true]);
  });
});

// What kubectl reads in a manifest before and after an injection differs by the plan and by nothing else. `patch --local`
// with an empty patch needs no cluster, and gives each object as kubectl has read it.

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ejectFrom, type GoldenCase, injectInto, inputOf, successfulCases } from "./golden/case.ts";
import { findClient } from "./hosts/clients.ts";
import { isObject, type Json, type ObjectPatch, patched } from "./oracle/json-patch.ts";
import { jsonValues, readerFor } from "./oracle/read-manifest.ts";

// What no kubectl takes, or only some versions do: directives, and a stream that starts with `{` and is not all JSON.
const MAY_BE_REFUSED = ["directive-before-document", "flow-whole-pod", "json-then-yaml"];

const hasKubectl = findClient("kubectl") !== undefined;
const cases = hasKubectl ? await successfulCases("inject") : [];

describe.skipIf(!hasKubectl)("kubectl", () => {
  it.each(cases)("reads $name as planned", async (golden) => {
    const input = inputOf(golden);
    const before = readWithKubectl(input);
    if (before === undefined) {
      expect(MAY_BE_REFUSED).toContain(golden.name);
      return;
    }
    const { stdout } = await injectInto(golden, input);
    const patches = await patchesOf(golden, input);
    expect(readWithKubectl(stdout)).toEqual(
      before.map((object, index) =>
        patches[index] === undefined ? object : patched(object, patches[index]),
      ),
    );
  });
});

describe.skipIf(!hasKubectl)("what kubectl has written anew", () => {
  it.each(cases.filter(({ name }) => name.startsWith("built-in-")))(
    "is ejected to what it said before: $name",
    async (golden) => {
      const input = inputOf(golden);
      const { stdout } = await injectInto(golden, input);
      // kubectl puts the objects behind each other with nothing between them.
      const text = runKubectl(stdout, "yaml").stdout.toString();
      const written = Buffer.from(text.replaceAll(/^(?=apiVersion:)/gm, "---\n"));
      const bare = await ejectFrom(golden, written);
      expect(bare.code, bare.stderr).toBe(0);
      expect(bare.stderr).toContain("its bytes are not");
      expect(readWithKubectl(bare.stdout)).toEqual(readWithKubectl(input));
    },
  );
});

/** Returns the objects of a manifest, those of lists one by one; undefined for what kubectl does not accept. */
function readWithKubectl(manifest: Buffer): readonly Json[] | undefined {
  const { status, stdout } = runKubectl(manifest, "json");
  return status === 0 ? jsonValues(stdout.toString()) : undefined;
}

function runKubectl(manifest: Buffer, form: "json" | "yaml") {
  const args = ["patch", "--local", "-f", "-", "--type", "merge", "-p", "{}", "-o", form];
  return spawnSync("kubectl", args, { input: manifest });
}

/** Returns the patch of each object in the order in which kubectl gives them, undefined for those without one. */
async function patchesOf(
  golden: GoldenCase,
  input: Buffer,
): Promise<readonly (ObjectPatch["patch"] | undefined)[]> {
  const { stdout } = await injectInto(golden, input, ["-o", "json-patch"]);
  const patches: readonly ObjectPatch[] = JSON.parse(stdout.toString());
  const patchAt = (document: number, item?: number) =>
    patches.find((entry) => entry.document === document && entry.item === item)?.patch;
  return readerFor(input)(input).flatMap((value, document) => {
    const items = itemsOf(value);
    return items === undefined
      ? [patchAt(document)]
      : items.map((_, item) => patchAt(document, item));
  });
}

/** Whatever has a list of `items` is a list for kubectl. */
function itemsOf(value: Json): readonly Json[] | undefined {
  const items = isObject(value) ? value["items"] : undefined;
  return Array.isArray(items) ? items : undefined;
}

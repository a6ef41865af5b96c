// What kubectl reads in a manifest before and after an injection differs by the plan and by nothing else. `patch --local`
// with an empty patch needs no cluster, and gives each object as kubectl has read it.

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./cli/temporary-folder.ts";
import { ejectFrom, type GoldenCase, inputOf, successfulCases } from "./golden/case.ts";
import { injectedCase } from "./golden/runs.ts";
import { findClient } from "./hosts/clients.ts";
import { isObject, type Json, type ObjectPatch, patched } from "./oracle/json-patch.ts";
import { jsonValues, readerFor } from "./oracle/read-manifest.ts";

const MINUTE = 60_000;

// What no kubectl takes, or only some versions do: a stream that starts with `{` and is not all JSON, and
// metadata or annotations that are an empty list.
const MAY_BE_REFUSED = [
  "empty-annotations-in-brackets-with-comment",
  "empty-fields-in-wrong-brackets-in-flow",
  "empty-metadata-in-brackets-below-its-key",
  "flow-whole-pod",
  "json-then-yaml",
];

const hasKubectl = findClient("kubectl") !== undefined;
const cases = hasKubectl ? successfulCases("inject") : [];
const usual = cases.filter(({ name }) => !MAY_BE_REFUSED.includes(name));
const builtIns = cases.filter(({ name }) => name.startsWith("built-in-"));

describe.skipIf(!hasKubectl)("kubectl", () => {
  it("reads all cases as planned", { timeout: MINUTE }, async () => {
    const injected = await manifestsOf(usual, injectedInto);
    const before = readAllWithKubectl(await manifestsOf(usual, async (golden) => inputOf(golden)));
    const after = readAllWithKubectl(injected);
    for (const golden of usual) {
      const planned = await plannedFor(golden, before.get(golden.name) ?? []);
      expect(after.get(golden.name), golden.name).toEqual(planned);
    }
  });

  it.each(cases.filter(({ name }) => MAY_BE_REFUSED.includes(name)))(
    "reads $name as planned, if at all",
    async (golden) => {
      const before = readWithKubectl(inputOf(golden));
      if (before === undefined) return;
      const planned = await plannedFor(golden, before);
      expect(readWithKubectl(await injectedInto(golden))).toEqual(planned);
    },
  );
});

describe.skipIf(!hasKubectl)("what kubectl has written anew", () => {
  it("is ejected to what it said before", { timeout: MINUTE }, async () => {
    const written = writtenByKubectl(await manifestsOf(builtIns, injectedInto));
    const bare = await manifestsOf(builtIns, async (golden) => {
      const manifest = Buffer.from(written.get(golden.name) ?? "");
      const { code, stderr, stdout } = await ejectFrom(golden, manifest);
      expect(code, stderr).toBe(0);
      expect(stderr, golden.name).toContain("its bytes are not");
      return stdout;
    });
    const inputs = await manifestsOf(builtIns, async (golden) => inputOf(golden));
    const said = [...readAllWithKubectl(bare)];
    expect(said.length).toBeGreaterThan(30);
    const before = readAllWithKubectl(inputs);
    for (const [name, objects] of said) expect(objects, name).toEqual(before.get(name));
  });
});

async function injectedInto(golden: GoldenCase): Promise<Buffer> {
  return (await injectedCase(golden)).manifest;
}

/** Returns a manifest for each of the cases, by their names. */
async function manifestsOf(
  some: readonly GoldenCase[],
  manifestFor: (golden: GoldenCase) => Promise<Buffer>,
): Promise<ReadonlyMap<string, Buffer>> {
  const manifests = new Map<string, Buffer>();
  for (const golden of some) manifests.set(golden.name, await manifestFor(golden));
  return manifests;
}

/** Stands before the objects of each file in what kubectl prints. */
const HEAD = { apiVersion: "test.example.com/v1", kind: "Head" };

/** Returns the objects of each manifest, by the same names. Throws if kubectl refuses one of them. */
function readAllWithKubectl(
  manifests: ReadonlyMap<string, Buffer>,
): ReadonlyMap<string, readonly Json[]> {
  const found = new Map<string, Json[]>([...manifests.keys()].map((name) => [name, []]));
  let name = "";
  for (const value of jsonValues(printAll(manifests, "json")) ?? []) {
    if (isObject(value) && value["kind"] === HEAD.kind) name = String(value["name"]);
    else found.get(name)?.push(value);
  }
  return found;
}

/** Returns each manifest as kubectl writes it, by the same names. */
function writtenByKubectl(manifests: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> {
  const [, ...parts] = printAll(manifests, "yaml").split(`apiVersion: ${HEAD.apiVersion}\n`);
  return new Map(
    parts.map((part) => {
      const [head, name = ""] = /^kind: Head\nname: (\S+)\n/.exec(part) ?? [""];
      // kubectl puts the objects behind each other with nothing between them.
      return [name, part.slice(head.length).replaceAll(/^(?=apiVersion:)/gm, "---\n")];
    }),
  );
}

/** Returns what kubectl prints for all manifests in one run, a head before each. */
function printAll(manifests: ReadonlyMap<string, Buffer>, form: "json" | "yaml"): string {
  const files = [...manifests].flatMap(([name, manifest]): [string, string | Buffer][] => [
    [`${name}.head.json`, JSON.stringify({ ...HEAD, name })],
    [`${name}.yaml`, manifest],
  ]);
  const { status, stdout, stderr } = spawnSync(
    "kubectl",
    [...PATCH, form, ...files.flatMap(([file]) => ["-f", file])],
    { cwd: temporaryFolder(Object.fromEntries(files)), maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString();
}

// With an empty patch it prints each object as it has read it.
const PATCH = ["patch", "--local", "--type", "merge", "-p", "{}", "-o"];

/** Returns the objects of a manifest, those of lists one by one; undefined for what kubectl does not accept. */
function readWithKubectl(manifest: Buffer): readonly Json[] | undefined {
  const { status, stdout } = spawnSync("kubectl", [...PATCH, "json", "-f", "-"], {
    input: manifest,
  });
  return status === 0 ? jsonValues(stdout.toString()) : undefined;
}

/** Returns what the objects of a case are to become. */
async function plannedFor(golden: GoldenCase, before: readonly Json[]): Promise<readonly Json[]> {
  const patches = await patchesOf(golden);
  return before.map((object, index) =>
    patches[index] === undefined ? object : patched(object, patches[index]),
  );
}

/** Returns the patch of each object in the order in which kubectl gives them, undefined for those without one. */
async function patchesOf(
  golden: GoldenCase,
): Promise<readonly (ObjectPatch["patch"] | undefined)[]> {
  const { patches } = await injectedCase(golden);
  const patchAt = (document: number, item?: number) =>
    patches.find((entry) => entry.document === document && entry.item === item)?.patch;
  const input = inputOf(golden);
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

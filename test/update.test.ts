// What an update from one version of a template to another does: `fixtures/update/CASE` has the manifest, the
// templates `before` and `after`, and the difference that the update makes, as `--diff` prints it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { fakeIo } from "./cli/fake-io.ts";
import { expectGolden } from "./docs/expect-golden.ts";
import { readerFor } from "./oracle/read-manifest.ts";

const root = join(import.meta.dirname, "../fixtures/update");

describe.each(readdirSync(root))("%s", (name) => {
  const folder = join(root, name);
  const file = existsSync(join(folder, "input.json")) ? "input.json" : "input.yaml";
  const input = readFileSync(join(folder, file));

  it("changes the lines that differ and no others", async () => {
    const { stdout: diff } = await run("after", await injected(), ["--diff"]);
    expectGolden(join(folder, "update.diff"), diff.toString());
  });

  it("says what a new injection would, and comes back", async () => {
    const { stdout: updated } = await run("after", await injected());
    const { stdout: anew } = await run("after", input);
    const read = readerFor(input);
    expect(withoutMarkers(read(updated))).toEqual(withoutMarkers(read(anew)));
    const again = await run("after", updated);
    expect(again.stdout.toString()).toBe(updated.toString());
    const ejected = await command(["eject", ...templatesOf("after")], updated);
    expect(ejected.stdout.toString()).toBe(await bare());
  });

  /** What is left without the update as well: the manifest, and comments that somebody has written since. */
  async function bare(): Promise<string> {
    const before = await injected();
    if (before.equals((await run("before", input)).stdout)) return input.toString();
    const { stdout } = await command(["eject", ...templatesOf("before")], before);
    expect(readerFor(input)(stdout)).toEqual(readerFor(input)(input));
    return stdout.toString();
  }

  /** The manifest with the older template in it, and what somebody has written into that since. */
  async function injected(): Promise<Buffer> {
    const edited = join(folder, `injected${file.slice("input".length)}`);
    const { stdout } = await run("before", input);
    if (!existsSync(edited)) return stdout;
    const text = readFileSync(edited);
    expect(readerFor(input)(text)).toEqual(readerFor(input)(stdout));
    return text;
  }

  function run(version: "before" | "after", stdin: Buffer, more: readonly string[] = []) {
    const flags = join(folder, `${version}.txt`);
    const own = existsSync(flags) ? readFileSync(flags, "utf8").trim().split(" ") : [];
    const [flag, templates = ""] = templatesOf(version);
    const names = readdirSync(templates).map((template) => template.replace(".yaml", ""));
    return command(["inject", flag, templates, "-t", names.join(","), ...own, ...more], stdin);
  }

  function templatesOf(version: "before" | "after"): readonly [string, string] {
    return ["--template-dir", join(folder, existsSync(join(folder, version)) ? version : "before")];
  }

  async function command(args: readonly string[], stdin: Buffer) {
    const io = fakeIo({ cwd: folder, stdin });
    const code = await main(args, io);
    expect(code, io.stderr()).toBe(0);
    return { stdout: io.stdoutBytes() };
  }
});

/** The marker of an update remembers what the older version has created. */
function withoutMarkers(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, field) => (key === "kube-sidecar.dev/injected" ? null : field)),
  );
}

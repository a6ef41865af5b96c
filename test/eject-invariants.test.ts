// What holds for every ejection, over all golden cases that succeed, each in several forms.

import { describe, expect, it } from "vitest";
import { ejectFrom, inputOf, successfulCases } from "./golden/case.ts";
import { variantsToTry } from "./golden/variants.ts";
import { lostLines, lostValues } from "./oracle/additions.ts";
import { readerFor } from "./oracle/read-manifest.ts";

const MARKER = "kube-sidecar.dev/injected";

describe.each(successfulCases("eject"))("$name", (golden) => {
  const asItStands = { name: "as it stands", input: inputOf(golden) };
  const others = variantsToTry(golden.name, asItStands.input);
  for (const { name, input: before } of [asItStands, ...others]) {
    it(`only takes away ${name}`, async () => {
      const { stdout: after } = await ejectFrom(golden, before, golden.args);
      // What is left of the input is what an injection would have started from.
      expect(lostLines(withoutMarker(after), withoutMarker(before))).toEqual([]);
      const read = readerFor(before);
      expect(lostValues([...read(after)], [...read(before)]).filter(isNoMarker)).toEqual([]);
      const again = await ejectFrom(golden, after, golden.args);
      expect(again.stdout.toString("latin1")).toBe(after.toString("latin1"));
    });
  }
});

/** Where other templates stay, the marker is written anew. */
function withoutMarker(manifest: Buffer): string {
  return manifest
    .toString("latin1")
    .split("\n")
    .filter((line) => !line.includes(MARKER))
    .join("\n");
}

function isNoMarker(path: string): boolean {
  return !path.endsWith(MARKER);
}

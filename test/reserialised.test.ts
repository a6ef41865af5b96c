// Programs such as kubectl and kustomize write manifests anew: keys sorted, comments gone, another layout. After that,
// `eject` gives back what the manifest said before the injection, and `inject` finds what it has put in.

import { describe, expect, it } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { inputOf, successfulCases } from "./golden/case.ts";
import { injectedCase, preparedRuns } from "./golden/runs.ts";

const MARKER = "kube-sidecar.dev/injected";

// What this reader itself takes for something else when it reads what it has written.
const MISREAD = [
  "bom-in-keys-and-values-kept",
  "scalars-of-every-kind-kept",
  "stream-document-ends",
];

const cases = successfulCases("inject").filter(
  ({ input, name }) => input === "input.yaml" && !MISREAD.includes(name),
);

describe.each(cases)("$name", (golden) => {
  it("comes back after its keys were sorted", async () => {
    const input = inputOf(golden);
    const before = valuesOf(input);
    const { inject, eject } = await preparedRuns(golden);
    const injected = valuesOf((await injectedCase(golden)).manifest);
    // What is no YAML to begin with (JSON values behind each other), or has no value to compare, is for other tests.
    if (before === undefined || injected === undefined || input.includes(MARKER)) return;
    const sorted = Buffer.from(injected.map(sortedText).join("---\n"));
    expect((await inject(sorted)).manifest.toString()).toBe(sorted.toString());
    expect(withoutNulls(valuesOf(await eject(sorted)))).toEqual(withoutNulls(before));
  });
});

function sortedText(value: unknown): string {
  return stringify(value, { sortMapEntries: true, indentSeq: false, lineWidth: 0, version: "1.1" });
}

function valuesOf(manifest: Buffer): unknown[] | undefined {
  const text = manifest.toString().replaceAll("\ufeff", "");
  const options = { merge: true, version: "1.1", intAsBigInt: true, uniqueKeys: false } as const;
  const documents = parseAllDocuments(text, { ...options, logLevel: "silent" });
  if ("empty" in documents || documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents.map((document) => document.toJS());
}

/** Empty fields that were filled come back as some kind of nothing. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, field) => {
      if (typeof field === "bigint") return String(field);
      const isEmpty =
        field === null || (typeof field === "object" && Object.keys(field).length === 0);
      return isEmpty ? undefined : field;
    }),
  );
}

import { expect, it } from "vitest";
import { commentSuppressions } from "../../src/lint/comment-suppressions.ts";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { encodeText } from "../../src/text/source.ts";

it.each([
  ["begins its line", "    args:\n# kube-sidecar-ignore a: why\n    - x\n", [11]],
  ["stands alone", "    args:\n    # kube-sidecar-ignore a: why\n    - x\n", [11]],
  ["stands above another", "    args:\n    # kube-sidecar-ignore a: why\n    # b\n    - x\n", [12]],
  ["stands above an empty line", "    args:\n    # kube-sidecar-ignore a: why\n\n    - x\n", [12]],
  ["is behind a value", "    args:\n    - x # kube-sidecar-ignore a: why\n", [10]],
  ["has no space in front", "    args:\n    - x# kube-sidecar-ignore a: why\n", []],
  ["is text in an item", '    args:\n    - "x # kube-sidecar-ignore a: why"\n', []],
  ["is text in a field", '    image: "x # kube-sidecar-ignore a: why"\n', []],
])("a comment that %s", (_, fields, lines) => {
  const head =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    tty: true\n";
  const source = { path: "a.yaml", text: encodeText(head + fields) };
  const { workloads } = readWorkloads(source, [], { include: ["incomplete"] });
  expect(commentSuppressions(source, workloads).map(({ line }) => line)).toEqual(lines);
});

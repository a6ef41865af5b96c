import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const manifests = join(root, "fixtures/manifests");

async function json(cwd: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd });
  await main(["lint", "--format", "json", ...args], io);
  return JSON.parse(io.stdout());
}

/** The paths of all fields of a value: `findings[].rule`. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const below = path === "" ? key : `${path}.${key}`;
    return [below, ...fieldsOf(field, below)];
  });
}

describe("JSON", () => {
  it("has the fields that docs/lint.md describes, and no others", async () => {
    const cwd = temporaryFolder({
      "bad.yaml": "a: [b\n",
      "silenced.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}]}
  # kube-sidecar-ignore port-conflict: in turns
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}
`,
      "conflict.yaml": readFileSync(join(manifests, "conflict.yaml")),
    });
    const report = await json(cwd, "-t", "statsd-exporter", ".");
    const found = await json(manifests, "-t", "statsd-exporter", "conflict.yaml");
    const documented = readFileSync(join(root, "docs/lint.md"), "utf8");
    const table = documented.slice(documented.indexOf("### JSON"), documented.indexOf("## In CI"));
    const names = [...fieldsOf(report), ...fieldsOf(found)].map((path) =>
      path.replace(/^.*\./, ""),
    );
    const resources = new Set(["cpu", "memory", "ephemeral-storage"]);
    for (const name of new Set(names.map((path) => path.replace(/\[\]$/, "")))) {
      if (!resources.has(name)) expect(table).toContain(name);
    }
    expect(report.problems).toHaveLength(1);
  });

  it("gives places that cut the value out of the file", async () => {
    const text = readFileSync(join(manifests, "pitfalls.yaml"), "utf8");
    const { findings } = await json(manifests, "pitfalls.yaml");
    const cut = (place: { line: number; column: number; endColumn: number }) =>
      text.split("\n")[place.line - 1]?.slice(place.column - 1, place.endColumn - 1);
    const conflict = findings.find(({ rule }: { rule: string }) => rule === "port-conflict");
    expect(cut(conflict)).toBe("9090");
    expect(cut(conflict.related[0])).toBe("9090");
    expect(conflict).toMatchObject({
      containers: ["statsd-exporter", "report"],
      field: "spec.template.spec.containers[2].ports[0].containerPort",
      object: "Job/nightly",
      pitfall: "equal ports",
    });
    expect(conflict).not.toHaveProperty("introduced");
  });
});

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { finish, type RunResult } from "../../src/cli/finish.ts";
import type { ReportOptions, ResultOptions } from "../../src/cli/options.ts";
import type { WorkloadReport } from "../../src/inject/workload-report.ts";
import type { Signal } from "../../src/io/interrupted.ts";
import type { FileSystem } from "../../src/io/io.ts";
import type { Finding } from "../../src/lint/finding.ts";
import type { Outcome } from "../../src/outcome.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { placeOf } from "../../src/text/place.ts";
import { encodeText } from "../../src/text/source.ts";
import { type FakeSurroundings, fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const OLD = "kind: Pod\nspec: {}\n";
const source = { path: "a.yaml", text: encodeText(OLD) };
const edits = [{ start: 10, end: 10, insert: encodeText("metadata: {}\n") }];

const changed: Outcome = {
  source,
  edits,
  output: applyEdits(source.text, edits),
  workloads: [
    {
      object: "Pod/web",
      file: "a.yaml",
      line: 1,
      status: "injected",
      templates: ["envoy"],
      notes: [],
      explanation: [],
      drift: [],
      patch: [{ op: "add", path: "/metadata", value: { big: 18014398509481985n } }],
      document: 0,
    },
  ],
  findings: [],
  notes: [],
};

const unchanged: Outcome = { ...changed, source: { path: "b.yaml", text: encodeText("b: 1\n") } };
const same = { ...unchanged, edits: [], output: unchanged.source.text, workloads: [] };

const finding = (severity: Finding["severity"], introduced: boolean): Finding => ({
  rule: "port-conflict",
  severity,
  message: "two containers on one port",
  place: placeOf(source, 0, 4),
  field: "spec",
  object: "Pod/web",
  containers: [],
  related: [],
  help: "",
  introduced,
});

interface Run {
  readonly options?: ResultOptions & Partial<ReportOptions>;
  readonly result?: Partial<RunResult>;
}

async function run({ options, result }: Run) {
  const cwd = temporaryFolder({ "a.yaml": OLD, "b.yaml": "b: 1\n" });
  const io = fakeIo({ cwd });
  const whole = { outcomes: [changed, same], problems: [], warnings: [], notes: [], ...result };
  const code = await finish(io, whole, { color: "auto", ...options });
  const file = readFileSync(join(cwd, "a.yaml"), "utf8");
  return { code, file, stdout: io.stdout(), stderr: io.stderr(), cwd };
}

const withFinding = (...found: Parameters<typeof finding>): Partial<RunResult> => ({
  outcomes: [{ ...changed, findings: [finding(...found)] }],
});

describe("finish", () => {
  it("prints the manifests, and the report apart from them", async () => {
    const { code, file, stdout, stderr } = await run({});
    expect(code).toBe(0);
    expect(stdout).toBe("kind: Pod\nmetadata: {}\nspec: {}\n---\nb: 1\n");
    expect(stderr).toBe("✓ Pod/web  injected envoy (a.yaml:1)\n1 injected\n");
    expect(file).toBe(OLD);
  });

  it("changes files in place", async () => {
    const { code, file, stdout, stderr } = await run({ options: { write: true } });
    expect(code).toBe(0);
    expect(file).toBe("kind: Pod\nmetadata: {}\nspec: {}\n");
    expect(stdout).toBe("");
    expect(stderr).toContain("1 injected; changed: a.yaml\n");
  });

  it("changes no file that another program has changed meanwhile", async () => {
    const stale = { ...changed, source: { ...source, text: encodeText("kind: Pod\n") } };
    const writing = run({ options: { write: true }, result: { outcomes: [stale] } });
    await expect(writing).rejects.toThrow(
      "a.yaml was changed by another program since it was read; no file was changed; run again",
    );
  });

  describe("where files cannot be written after others were", () => {
    const names = ["a", "b", "c", "d", "e"].map((name) => `${name}.yaml`);
    const outcomes = names.map((path) => ({
      ...changed,
      source: { ...source, path },
      workloads: changed.workloads.map((workload) => ({ ...workload, file: path })),
    }));

    type Status = WorkloadReport["status"];

    async function write(late: readonly string[], signal?: Signal, status: Status = "injected") {
      const cwd = temporaryFolder(Object.fromEntries(names.map((name) => [name, OLD])));
      const rename: FileSystem["renameSync"] = (from, to) => {
        renameSync(from, to);
        if (basename(`${to}`) !== "a.yaml") return;
        for (const name of late) writeFileSync(join(cwd, name), "mine\n");
      };
      let asked = 0;
      const run: FakeSurroundings["run"] = {
        holdingSignals: (work) => work(async () => (asked++ > names.length ? signal : undefined)),
      };
      const io = fakeIo({ cwd, fs: { renameSync: rename }, run });
      const planned = outcomes.map((outcome) => ({
        ...outcome,
        workloads: outcome.workloads.map((workload) => ({ ...workload, status })),
      }));
      const result = { outcomes: planned, problems: [], warnings: [], notes: [] };
      const options = { color: "auto", write: true, report: "r.txt" } as const;
      const code = await finish(io, result, options);
      const texts = names.map((name) => readFileSync(join(cwd, name), "utf8"));
      expect(readFileSync(join(cwd, "r.txt"), "utf8")).toBe(io.stderr());
      return { code, stderr: io.stderr(), mine: texts.filter((text) => text === "mine\n").length };
    }

    it("lists those and the others, and exits with 2", async () => {
      const { code, stderr, mine } = await write(["b.yaml", "d.yaml"]);
      expect([code, mine]).toEqual([2, 2]);
      expect(
        stderr,
      ).toBe(`b.yaml  error  cannot write b.yaml: it was changed by another program since it was read
    = help: Run again for this file.

d.yaml  error  cannot write d.yaml: it was changed by another program since it was read
    = help: Run again for this file.

✓ Pod/web  injected envoy (a.yaml:1)
✗ Pod/web  failed: see above (b.yaml:1)
✓ Pod/web  injected envoy (c.yaml:1)
✗ Pod/web  failed: see above (d.yaml:1)
✓ Pod/web  injected envoy (e.yaml:1)
5 files, 5 workloads: 3 injected, 2 failed; 2 errors; changed: a.yaml, c.yaml, e.yaml; not changed: b.yaml, d.yaml
`);
    });

    it.each<Status>(["injected", "updated", "ejected"])(
      "takes none of those for %s",
      async (status) => {
        const { stderr } = await write(["b.yaml", "d.yaml"], undefined, status);
        expect(stderr).toContain(`5 files, 5 workloads: 3 ${status}, 2 failed; 2 errors;`);
      },
    );

    it("says that a signal came too late", async () => {
      const { code, stderr } = await write([], "SIGINT");
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /^note: Ctrl-C \(SIGINT\) came while files were being replaced, so the run finished all of them\n/,
      );
      expect(stderr).toMatch(/5 injected; changed: 5 files\n$/);
    });
  });

  it("names a few files that change, and counts many", async () => {
    const outcomes = ["a", "b", "c", "d"].map((name) => ({
      ...changed,
      source: { ...source, path: `${name}.yaml` },
    }));
    const check = { options: { check: true } } as const;
    const few = await run({ ...check, result: { outcomes: outcomes.slice(1) } });
    expect(few.stderr).toContain("3 to inject; would change: b.yaml, c.yaml, d.yaml\n");
    const many = await run({ ...check, result: { outcomes } });
    expect(many.stderr).toContain("4 files, 4 workloads: 4 to inject; would change: 4 files\n");
  });

  it("prints a diff", async () => {
    const { code, stdout } = await run({ options: { diff: true } });
    expect(code).toBe(0);
    expect(stdout).toBe(
      "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,3 @@\n kind: Pod\n+metadata: {}\n spec: {}\n",
    );
  });

  it("colours a diff", async () => {
    const { stdout } = await run({ options: { diff: true, color: "always" } });
    expect(stdout).toContain("\u001b[32m+metadata: {}\u001b[39m\n spec: {}\n");
  });

  it("prints patches, integers with all their digits", async () => {
    const { stdout } = await run({ options: { output: "json-patch" } });
    expect(stdout).toContain('"big": 18014398509481985\n');
    const [patch] = JSON.parse(stdout);
    expect(patch).toMatchObject({ file: "a.yaml", document: 0 });
    expect(patch.patch).toHaveLength(1);
  });

  it("checks: no manifests, exit 1 where something would change", async () => {
    const { code, file, stdout, stderr } = await run({ options: { check: true } });
    expect([code, file, stdout]).toEqual([1, OLD, ""]);
    expect(stderr).toContain("1 to inject; would change: a.yaml\n");
    const clean = await run({ options: { check: true }, result: { outcomes: [same] } });
    expect(clean.code).toBe(0);
    expect(clean.stderr).toBe("note: there is no workload in b.yaml\nnothing would change\n");
  });

  it("writes the report to a file as well", async () => {
    const { cwd, stderr } = await run({ options: { report: "report.txt", color: "always" } });
    const report = readFileSync(join(cwd, "report.txt"), "utf8");
    expect(report).toBe("✓ Pod/web  injected envoy (a.yaml:1)\n1 injected\n");
    expect(stderr).not.toBe(report);
  });

  it.each<[name: string, run: Run, code: number]>([
    ["an error that the injection introduces", { result: withFinding("error", true) }, 1],
    ["the same with -w", { result: withFinding("error", true), options: { write: true } }, 1],
    [
      "a warning with --strict",
      { result: withFinding("warning", false), options: { strict: true } },
      1,
    ],
    [
      "a remark on the run with --strict",
      {
        result: { warnings: [{ message: "-l matches nothing", help: "" }] },
        options: { strict: true },
      },
      1,
    ],
    [
      "an invalid template",
      {
        result: {
          problems: [{ severity: "error", message: "bad", place: placeOf(source, 0, 4), help: "" }],
        },
      },
      2,
    ],
  ])("writes nothing after %s", async (_name, request, expected) => {
    const { code, file, stdout, stderr } = await run(request);
    expect([code, file, stdout]).toEqual([expected, OLD, ""]);
    expect(stderr).toContain("nothing was written");
  });

  it.each<[name: string, run: Run]>([
    ["an error that was there before", { result: withFinding("error", false) }],
    ["a warning", { result: withFinding("warning", true) }],
    ["information with --strict", { result: withFinding("info", true), options: { strict: true } }],
  ])("goes on with %s", async (_name, request) => {
    const { code, stdout } = await run(request);
    expect(code).toBe(0);
    expect(stdout).toContain("metadata: {}\n");
  });

  it("is quiet, but for what makes it fail", async () => {
    const quiet = { quiet: true } as const;
    expect((await run({ options: quiet })).stderr).toBe("");
    const warned = await run({ options: quiet, result: withFinding("warning", true) });
    expect(warned.stderr).toBe("");
    const failed = await run({ options: quiet, result: withFinding("error", true) });
    expect(failed.stderr).toContain("a.yaml:1:1  error[port-conflict]");
    const strict = { ...quiet, strict: true } as const;
    const strictly = await run({ options: strict, result: withFinding("warning", true) });
    expect(strictly.stderr).toContain("a.yaml:1:1  warning[port-conflict]");
  });
});

import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import type { Outcome, WorkloadReport } from "../../src/outcome.ts";
import { COLOUR_STYLE } from "../../src/report/colour-style.ts";
import type { Report } from "../../src/report/report.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { renderText } from "../../src/report/text.ts";
import type { Place } from "../../src/text/place.ts";
import { encodeText } from "../../src/text/source.ts";

const place: Place = {
  file: "deploy.yaml",
  line: 9,
  column: 18,
  endColumn: 22,
  text: "  containerPort: 8080 # http",
};

const finding: Finding = {
  rule: "port-conflict",
  severity: "error",
  message: 'containers "web" and "envoy" both use TCP port 8080',
  place,
  field: "spec.containers[0].ports[0]",
  object: "Deployment/web",
  containers: [],
  related: [
    {
      place: {
        file: "templates/envoy.yaml",
        line: 112,
        column: 3,
        endColumn: 7,
        text: "- port: 8080",
      },
      message: 'template "envoy" declares it here',
    },
  ],
  help: "set another port: --set envoy.port=8081",
  introduced: true,
};

const workload: WorkloadReport = {
  object: "Deployment/web",
  file: "deploy.yaml",
  line: 3,
  status: "injected",
  templates: ["envoy", "fluent-bit"],
  notes: ["envoy listens on port 15001"],
  explanation: ["envoy: asked for by -t"],
  drift: [],
  patch: [],
  document: 0,
};

function outcomeOf(parts: Partial<Outcome>): Outcome {
  const text = encodeText("");
  const source = { path: "deploy.yaml", text };
  return { source, output: text, edits: [], workloads: [], findings: [], notes: [], ...parts };
}

function render(parts: Partial<Report>, outcome: Partial<Outcome> = {}): string {
  const report: Report = {
    outcomes: [outcomeOf(outcome)],
    problems: [],
    warnings: [],
    notes: [],
    conclusion: "",
    stage: "done",
    least: "info",
    workloads: "shown",
    ...parts,
  };
  return renderText(report, PLAIN_STYLE);
}

const lines = (...parts: readonly string[]) => `${parts.join("\n")}\n`;

describe("renderText", () => {
  it("shows both sides of a conflict and what to do", () => {
    const failed: WorkloadReport = { ...workload, status: "failed", notes: [] };
    expect(
      render(
        { conclusion: "nothing was written" },
        { findings: [finding, finding], workloads: [failed] },
      ),
    ).toBe(
      lines(
        'deploy.yaml:9:18  error[port-conflict]  containers "web" and "envoy" both use TCP port 8080',
        "    9 |   containerPort: 8080 # http",
        "      |                  ^^^^",
        "      = templates/envoy.yaml:112:3",
        "  112 | - port: 8080",
        '      |   ^^^^ template "envoy" declares it here',
        "      = help: set another port: --set envoy.port=8081",
        "",
        "✗ Deployment/web  failed: see above (deploy.yaml:3)",
        "1 failed; 1 error; nothing was written",
      ),
    );
  });

  it("has a line per workload, notes beneath, and a summary", () => {
    const others: WorkloadReport[] = [
      { ...workload, object: "Job/x", line: 40, status: "skipped", reason: "opted out", notes: [] },
      { ...workload, object: "CronJob/report", line: 80, status: "unchanged", notes: [] },
    ];
    const notes = [{ line: 120, message: "Thing/x looks as if it had a pod template" }];
    expect(
      render({ notes: ["config: kube-sidecar.yaml"] }, { workloads: [workload, ...others], notes }),
    ).toBe(
      lines(
        "note: config: kube-sidecar.yaml",
        "✓ Deployment/web  injected envoy, fluent-bit (deploy.yaml:3)",
        "    envoy listens on port 15001",
        "- Job/x           skipped: opted out (deploy.yaml:40)",
        "= CronJob/report  has envoy, fluent-bit already (deploy.yaml:80)",
        "deploy.yaml:120  note  Thing/x looks as if it had a pod template",
        "1 injected, 1 unchanged, 1 skipped",
      ),
    );
  });

  it("says what would happen where nothing is written", () => {
    expect(render({ stage: "planned" }, { workloads: [{ ...workload, notes: [] }] })).toBe(
      lines("+ Deployment/web  would get envoy, fluent-bit (deploy.yaml:3)", "1 to inject"),
    );
  });

  it("leaves room for objects of 40 columns at most", () => {
    const objects = ["Job/x", `Job/${"y".repeat(37)}`];
    const workloads = objects.map((object) => ({ ...workload, object, notes: [] }));
    expect(render({}, { workloads })).toBe(
      lines(
        `✓ Job/x${" ".repeat(35)}  injected envoy, fluent-bit (deploy.yaml:3)`,
        `✓ ${objects[1]}  injected envoy, fluent-bit (deploy.yaml:3)`,
        "2 injected",
      ),
    );
  });

  it.each<[WorkloadReport["status"], boolean]>([
    ["updated", true],
    ["unchanged", true],
    ["kept", true],
    ["injected", false],
    ["ejected", false],
  ])("tells drift of a workload that is %s: %s", (status, told) => {
    const drift = [{ template: "envoy", state: "missing", differences: [] }] as const;
    const text = render({ stage: "planned" }, { workloads: [{ ...workload, status, drift }] });
    expect(text.includes("\n    envoy is missing\n")).toBe(told);
  });

  it.each<[WorkloadReport["status"], string, string]>([
    ["injected", "1 injected", "1 to inject"],
    ["updated", "1 updated", "1 to update"],
    ["ejected", "1 ejected", "1 to eject"],
    ["kept", "1 kept", "1 kept"],
    ["unchanged", "1 unchanged", "1 unchanged"],
    ["skipped", "1 skipped", "1 skipped"],
    ["failed", "1 failed", "1 failed"],
  ])("counts a workload that is %s as: %s, or %s", (status, done, planned) => {
    const outcome = { workloads: [{ ...workload, status }] };
    expect(render({}, outcome).trimEnd().split("\n").at(-1)).toBe(done);
    expect(render({ stage: "planned" }, outcome).trimEnd().split("\n").at(-1)).toBe(planned);
  });

  it("explains what chose what", () => {
    expect(render({ workloads: "explained" }, { workloads: [workload] })).toContain(
      "    · envoy: asked for by -t\n",
    );
  });

  it("shows problems of templates, config and flags", () => {
    const problem = {
      severity: "warning",
      message: 'unknown field "imag"',
      place,
      help: "",
    } as const;
    const warnings = [{ message: "-l app=x matches no workload", help: "see the labels" }];
    expect(render({ problems: [problem], warnings })).toBe(
      lines(
        'deploy.yaml:9:18  warning  unknown field "imag"',
        "  9 |   containerPort: 8080 # http",
        "    |                  ^^^^",
        "",
        "warning: -l app=x matches no workload",
        "  help: see the labels",
        "2 warnings",
      ),
    );
  });

  it("is silent when it is quiet and all is well, and says why when it is not", () => {
    const quiet = { least: "error", workloads: "hidden" } as const;
    const warning: Finding = { ...finding, severity: "warning" };
    expect(render(quiet, { findings: [warning], workloads: [workload] })).toBe("");
    expect(render({ ...quiet, conclusion: "would change: a.yaml" })).toBe("would change: a.yaml\n");
  });

  it("names standard input", () => {
    expect(render({}, { workloads: [{ ...workload, file: "-" }] })).toContain("(<stdin>:3)");
  });

  const caretOf = (parts: Partial<Place>): readonly string[] =>
    render({}, { findings: [{ ...finding, related: [], place: { ...place, ...parts } }] })
      .split("\n")
      .slice(1, 3);

  it("puts the caret under tabs and wide characters", () => {
    expect(caretOf({ text: "\t- 日本: x", column: 8, endColumn: 9 })).toEqual([
      "  9 | \t- 日本: x",
      "    | \t        ^",
    ]);
  });

  it("cuts long lines around the place", () => {
    const text = `{"a": "${"x".repeat(500)}", "port": 8080, "b": "${"y".repeat(500)}"}`;
    const column = text.indexOf("8080") + 1;
    const [line = "", caret = ""] = caretOf({ text, column, endColumn: column + 4 });
    expect(line.length).toBeLessThan(130);
    expect(line).toMatch(/^ {2}9 \| …x+", "port": 8080, .*y…$/);
    expect(caret.indexOf("^^^^")).toBe(line.indexOf("8080"));
  });

  it("cuts no character in two", () => {
    const text = `${"😀".repeat(100)} 8080`;
    const column = text.indexOf("8080") + 1;
    expect(caretOf({ text, column, endColumn: column + 4 })[0]).toMatch(
      /^ {2}9 \| …(?:😀)+ 8080$/u,
    );
  });

  it("shows control characters of a manifest instead of obeying them", () => {
    const text = render(
      {},
      { findings: [{ ...finding, message: "a\u001b[2J\u202eb", related: [] }] },
    );
    expect(text).toContain("a\\u001b[2J\\u202eb");
    expect(text).not.toContain("\u001b");
  });

  it("has the same text with colour", () => {
    const report: Report = {
      outcomes: [outcomeOf({ findings: [finding], workloads: [workload] })],
      problems: [],
      warnings: [],
      notes: [],
      conclusion: "",
      stage: "done",
      least: "info",
      workloads: "shown",
    };
    const coloured = renderText(report, COLOUR_STYLE);
    expect(coloured).toContain("\u001b[31m\u001b[1merror[port-conflict]");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of colours are meant.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderText(report, PLAIN_STYLE));
  });

  describe("of many files", () => {
    const manyOf = (number: number, parts: Partial<WorkloadReport>) =>
      Array.from({ length: number }, (_, index) => {
        const object = `Deployment/app-${index}`;
        const { reason, ...rest } = { ...workload, notes: [], object, ...parts };
        const workloads = [reason === undefined ? rest : { ...rest, reason }];
        return outcomeOf({ workloads });
      });
    const skipped = (reason: string) => ({ status: "skipped", reason, templates: [] }) as const;

    it("says how many files and workloads there are", () => {
      const outcomes = [...manyOf(2, {}), ...manyOf(1, skipped("opts out")), outcomeOf({})];
      expect(render({ outcomes, conclusion: "changed: a.yaml, b.yaml" })).toContain(
        "\n4 files, 3 workloads: 2 injected, 1 skipped; changed: a.yaml, b.yaml\n",
      );
      expect(render({ outcomes: outcomes.slice(0, 3) })).toContain("\n2 injected, 1 skipped\n");
    });

    const outcomes = [
      ...manyOf(3, skipped("opts out")),
      ...manyOf(2, {}),
      ...manyOf(300, { status: "unchanged" }),
      ...manyOf(1, skipped("not chosen")),
      ...manyOf(1, { status: "unchanged", notes: ["edited by hand"] }),
    ];

    it("counts workloads that nothing happened to, if they are many", () => {
      expect(render({ outcomes })).toBe(
        `✓ Deployment/app-0  injected envoy, fluent-bit (deploy.yaml:3)
✓ Deployment/app-1  injected envoy, fluent-bit (deploy.yaml:3)
- Deployment/app-0  skipped: not chosen (deploy.yaml:3)
= Deployment/app-0  has envoy, fluent-bit already (deploy.yaml:3)
    edited by hand
= 300 workloads     have envoy, fluent-bit already
- 3 workloads       skipped: opts out
307 files, 307 workloads: 2 injected, 301 unchanged, 4 skipped
`,
      );
    });

    it("lists all of them where it explains", () => {
      const lines = render({ outcomes, workloads: "explained" }).split("\n");
      expect(lines.filter((line) => line.includes("has envoy"))).toHaveLength(301);
    });

    it("lists few of them", () => {
      const few = manyOf(20, { status: "unchanged" });
      expect(render({ outcomes: few }).split("\n")).toHaveLength(22);
    });

    it("counts together what differs in each", () => {
      const reasons = Array.from({ length: 50 }, (_, index) => `the name is ${index}`);
      const text = render({ outcomes: reasons.flatMap((reason) => manyOf(1, skipped(reason))) });
      expect(text).toBe(
        `- 50 workloads  skipped for various reasons, e.g. the name is 0
50 files, 50 workloads: 50 skipped
`,
      );
    });
  });
});

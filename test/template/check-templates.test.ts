import { describe, expect, it } from "vitest";
import type { TemplateCheck } from "../../src/outcome.ts";
import { checkPairs, checkTemplateInPod } from "../../src/pipeline/check-templates.ts";
import { tryTemplates } from "../../src/pipeline/try-templates.ts";
import { builtInNames } from "../../src/template/built-in.ts";
import { resolveTemplates } from "../../src/template/resolve.ts";
import type { Template } from "../../src/template/template.ts";
import { template } from "./templates.ts";

const CONDITIONS = { kubeMinor: 36, podSecurity: "restricted", settings: {} } as const;

function lines(checks: readonly TemplateCheck[]): readonly string[] {
  return checks.flatMap(({ problems }) =>
    problems.map(
      ({ severity, rule, message, remark, place }) =>
        `${place.file}:${place.line}:${place.column} ${severity}[${rule ?? ""}] ${message}${remark}`,
    ),
  );
}

function partition<T>(
  items: readonly T[],
  isFirst: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

const CONTAINER = `name: NAME
  image: example.com/NAME:1
  resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 16Mi}}
  securityContext:
    allowPrivilegeEscalation: false
    capabilities: {drop: [ALL]}
    readOnlyRootFilesystem: true`;

/** A template with nothing wrong, and what is said beside it. */
function sidecar(name: string, fields: string, ofContainer = ""): Template {
  const container = CONTAINER.replaceAll("NAME", name) + ofContainer;
  return template(`role: proxy\n${fields}\ncontainers:\n- ${container}\n`, name);
}

describe("the built-in templates", () => {
  const all = resolveTemplates(builtInNames(), []);

  it.each(all.map((one) => ({ name: one.name, one })))(
    "$name: lint finds nothing but what it declares, in any way to use it",
    ({ one }) => {
      const check = checkTemplateInPod(one, CONDITIONS);
      expect(lines([check])).toEqual([]);
      expect(check.expected).toEqual(Object.keys(one.spec.findings));
    },
  );

  it("go together, each with each, but that proxies want to stand in a row", () => {
    const checks = checkPairs(all, CONDITIONS);
    expect(checks).toHaveLength((all.length * (all.length - 1)) / 2);
    const [parallel, others] = partition(lines(checks), (line) =>
      line.includes("warning[proxies-side-by-side]"),
    );
    expect(others).toEqual([]);
    const fronts = all.filter(({ spec }) => spec.front !== undefined);
    expect(parallel).toHaveLength((fronts.length * (fronts.length - 1)) / 2);
  });

  it("go together all at once, in either order", () => {
    for (const templates of [all, all.toReversed()]) {
      const { findings, valueProblems, status } = tryTemplates(templates, [], CONDITIONS);
      const declared = new Set(templates.flatMap(({ spec }) => Object.keys(spec.findings)));
      const errors = findings.filter(
        ({ severity, rule }) => severity === "error" && !declared.has(rule),
      );
      expect(errors.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
      expect(valueProblems).toEqual([]);
      expect(status).toBe("injected");
    }
  });
});

describe("checkTemplateInPod", () => {
  it("finds what is wrong in one way to use a template, and says in which", () => {
    const one = sidecar(
      "agent",
      "params: {debug: {type: boolean, default: false}, port: {type: integer, format: port, default: 9000, examples: [8080]}}",
      "\n  ports:\n  - {name: agent, containerPort: $(params.port)}\n  - {name: debug, containerPort: 8080, when: debug}",
    );
    const check = checkTemplateInPod(one, CONDITIONS);
    expect(check.ways).toBe(3);
    expect(lines([check])).toEqual([
      't.yaml:18:36 error[port-conflict] containers "web" and "agent" both declare port 8080/TCP (with debug=true)',
    ]);
    expect(check.problems[0]?.related.map(({ place }) => place.file)).toEqual(["a plain pod"]);
  });

  it("accepts what the template declares, and says which it was", () => {
    const one = sidecar(
      "agent",
      "findings: {port-conflict: it takes the port of the app}",
      "\n  ports: [{containerPort: 8080}]",
    );
    const check = checkTemplateInPod(one, CONDITIONS);
    expect(lines([check])).toEqual([]);
    expect(check.expected).toEqual(["port-conflict"]);
  });

  it("finds declarations that nothing needs, and of checks that there are not", () => {
    const one = sidecar("agent", "findings: {port-conflict: x, port-conflit: x}");
    expect(lines([checkTemplateInPod(one, CONDITIONS)])).toEqual([
      "t.yaml:7:29 warning[] spec.findings names port-conflict, which does not complain of this template",
      't.yaml:7:46 error[] spec.findings names a check that there is not: "port-conflit"; did you mean "port-conflict"?',
    ]);
  });

  it("gives the pod the volumes, ports and containers that the template names", () => {
    const one = sidecar(
      "agent",
      `params: {dir: {type: string, examples: [/data]}, metrics: {type: integer, default: $(app.ports.metrics)}}
shared: [{name: data, path: $(params.dir)}]
app: {containers: [other], env: [{name: A, value: "1"}]}`,
      "\n  volumeMounts: [{name: data, readOnly: true}]",
    );
    expect(lines([checkTemplateInPod(one, CONDITIONS)])).toEqual([]);
  });

  it("finds examples that cannot be rendered", () => {
    const one = sidecar(
      "agent",
      "params: {path: {type: string, default: /a, examples: [b]}}\nshared: [{name: data, path: $(params.path), source: {emptyDir: {sizeLimit: 1Mi}}}]",
      "\n  volumeMounts: [{name: data}]",
    );
    expect(lines([checkTemplateInPod(one, CONDITIONS)])).toEqual([
      't.yaml:7:11 error[template-parameter] spec.shared[0].path must be an absolute path, not "b" (with path=b)',
    ]);
  });
});

describe("checkPairs", () => {
  it("finds what two do to each other, at the lines of both, and nothing else", () => {
    const [a, b, c] = ["a", "b", "c"].map((name, index) =>
      sidecar(
        name,
        "",
        `\n  ports: [{containerPort: ${[9000, 9000, 9001][index]}}]\n  env: [{name: X, value: "1"}, {name: X, value: "2"}]`,
      ),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error("not valid");
    const checks = checkPairs([a, b, c], CONDITIONS);
    expect(checks).toHaveLength(3);
    expect(lines(checks)).toEqual([
      't.yaml:16:29 error[port-conflict] containers "b" and "a" both declare port 9000/TCP (a with b)',
    ]);
    expect(checks[0]?.problems[0]?.related.map(({ place }) => place.line)).toEqual([16]);
  });
});

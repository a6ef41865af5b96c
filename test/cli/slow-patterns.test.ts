// A pattern of a template that takes too long ends the run with its name; what is linear is matched.

import { expect, it } from "vitest";
import { limitedMatcher } from "../../src/cli/patterns/limited-matcher.ts";
import { main } from "../../src/main.ts";
import { SlowPattern } from "../../src/manifest/pattern-matcher.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const SLOW = "^(a+)+$";
const ATTACK = `${"a".repeat(40)}!`;
const pod = (annotations = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, annotations: {${annotations}}}\nspec: {containers: [{name: web, image: "example.com/web:1"}]}\n`;
const template = (param: string, more = "") => `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: t}
spec:
  description: A sidecar.
  role: adapter
  params:
    p: ${param}
${more}  containers: [{name: t, image: "example.com/t:1", env: [{name: A, value: $(params.p)}]}]
`;
const TEXT = template(`{type: string, default: a, pattern: "${SLOW}"}`);

type Files = Readonly<Record<string, string>>;

async function run(files: Files, argv: readonly string[]) {
  const io = fakeIo({ cwd: temporaryFolder({ "pod.yaml": pod(), ...files }) });
  const code = await main(argv, io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

const INJECT = ["inject", "--template-dir", "t.yaml", "-t", "t", "pod.yaml"];
const SAID =
  'the pattern of parameter "p" of template "t" takes too long for a text of 41 characters: ^(a+)+$; kube-sidecar templates check says why';

it.each<[name: string, files: Files, argv: readonly string[]]>([
  ["a flag", { "t.yaml": TEXT }, [...INJECT, "--set", `t.p=${ATTACK}`]],
  ["a values file", { "t.yaml": TEXT, v: `t: {p: "${ATTACK}"}\n` }, [...INJECT, "--values", "v"]],
  [
    "an annotation",
    { "t.yaml": TEXT, "pod.yaml": pod(`params.kube-sidecar.dev/t.p: "${ATTACK}"`) },
    INJECT,
  ],
  [
    "a config",
    {
      "t.yaml": TEXT,
      "kube-sidecar.yaml": `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {values: {t: {p: "${ATTACK}"}}}\n`,
    },
    INJECT,
  ],
  [
    "a default",
    { "t.yaml": template(`{type: string, default: "${ATTACK}", pattern: "${SLOW}"}`) },
    INJECT,
  ],
  [
    "a default with a reference",
    {
      "t.yaml": template(
        `{type: string, default: $(params.q), pattern: "${SLOW}"}`,
        `    q: {type: string, default: "${ATTACK}"}\n`,
      ),
    },
    INJECT,
  ],
  ["lint", { "t.yaml": TEXT }, ["lint", ...INJECT.slice(1), "--set", `t.p=${ATTACK}`]],
  [
    "status",
    { "t.yaml": TEXT },
    ["status", ...INJECT.slice(1, 3), "-t", "t", "--set", `t.p=${ATTACK}`, "pod.yaml"],
  ],
  ["show", { "t.yaml": TEXT }, ["show", ...INJECT.slice(1), "--set", `t.p=${ATTACK}`]],
])("a slow pattern ends the run: %s", async (_, files, argv) => {
  const { code, stdout, stderr } = await run(files, argv);
  expect([code, stdout, stderr]).toEqual([2, "", `kube-sidecar: ${SAID}\n`]);
});

it.each([
  ["of items", `{type: array, default: [a], items: {pattern: "${SLOW}"}}`, `["${ATTACK}"]`],
  [
    "of keys",
    `{type: object, default: {a: 1}, propertyNames: {pattern: "${SLOW}"}}`,
    `{"${ATTACK}": 1}`,
  ],
  [
    "of a property",
    `{type: object, default: {}, properties: {a: {pattern: "${SLOW}"}}}`,
    `{"a": "${ATTACK}"}`,
  ],
  ["of a choice", `{type: string, default: a, anyOf: [{pattern: "${SLOW}"}]}`, ATTACK],
])("a slow pattern ends the run: %s", async (_, param, value) => {
  const text = template(param).replace("$(params.p)", "a");
  const { code, stderr } = await run({ "t.yaml": text }, [...INJECT, "--set", `t.p=${value}`]);
  expect([code, stderr]).toEqual([2, `kube-sidecar: ${SAID}\n`]);
});

it("what a pattern refuses in time is refused as ever", async () => {
  const { code, stderr } = await run({ "t.yaml": TEXT }, [...INJECT, "--set", "t.p=b"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("must match")]);
});

it.each([
  [/^(?=.{1,5}$)[a-z]+$/u, "abc", true],
  [/^(?=.{1,5}$)[a-z]+$/u, "abcdef", false],
  [/^a/u, "a", true],
  [/^a/u, "b", false],
])("%s and %j match: %s, at first and again", (pattern, text, expected) => {
  const matches = limitedMatcher();
  expect([matches(pattern, text), matches(pattern, text)]).toEqual([expected, expected]);
});

it("a matcher gives up what takes too long, and goes on", () => {
  const matches = limitedMatcher();
  expect(() => matches(new RegExp(SLOW, "u"), ATTACK)).toThrow(SlowPattern);
  expect(matches(new RegExp(SLOW, "u"), "aaa")).toBe(true);
});

const check = (param: string) =>
  run({ "t.yaml": template(param).replace("$(params.p)", "a") }, ["templates", "check", "t.yaml"]);

it.each([
  ["pattern", `{type: string, default: a, pattern: "${SLOW}"}`],
  ["items.pattern", '{type: array, default: [], items: {pattern: "(x|x)*y"}}'],
  ["propertyNames.pattern", '{type: object, default: {}, propertyNames: {pattern: "^a*a*$"}}'],
  ["properties.a.pattern", '{type: object, default: {}, properties: {a: {pattern: " +$"}}}'],
  ["anyOf[0].pattern", '{type: string, default: x, anyOf: [{pattern: "^(.*,)*x$"}]}'],
])("templates check refuses what is slower than linear: %s", async (path, param) => {
  const { code, stderr } = await check(param);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(
        `^t\\.yaml:8:\\d+ +error +spec\\.params\\.p\\.${path.replaceAll(/[.[\]]/g, "\\$&")} takes time`,
        "m",
      ),
    ),
  ]);
});

it("templates check lets pass what is linear, a lookahead as well", async () => {
  const { stderr } = await check(
    '{type: string, default: a, pattern: "^(?!b)(?=.{1,63}$)[a-z]+(-[a-z]+)*$"}',
  );
  expect(stderr).not.toContain("takes time");
});

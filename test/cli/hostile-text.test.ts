// Hostile text through every command, option and form of output. The commands, options and forms are those that the program
// has: a new one is tried without a change here, and one that needs something to be said of it fails until it is said.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { createProgram } from "../../src/cli/program.ts";
import { eject, inject, lint } from "../../src/index.ts";
import type { StandardStream } from "../../src/io/io.ts";
import { main } from "../../src/main.ts";
import { printable } from "../../src/text/printable.ts";
import { expectSarif } from "../report/expect-sarif.ts";
import { readXml } from "../report/read-xml.ts";
import { pairsToTry } from "../try-property.ts";
import { fakeIo } from "./fake-io.ts";
import {
  HOSTILE,
  HOSTILE_FOLDERS,
  HOSTILE_NAME,
  OTHER_SECRET_CONFIG,
  quoted,
  SECRET,
  SECRET_PARTS,
} from "./hostile-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What stands on standard output, or in a file. */
type Form = "text" | "json" | "sarif" | "junit" | "github" | "bytes";

/** What the values of `--format` and `--output` give. */
const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["text", "text"],
  ["name", "text"],
  ["json", "json"],
  ["json-patch", "json"],
  ["sarif", "sarif"],
  ["junit", "junit"],
  ["github", "github"],
  ["yaml", "bytes"],
]);

/** Commands that print manifests, or what a shell or an editor reads, where no option says otherwise. */
const PRINT_BYTES = ["inject", "eject", "completion"];

/** What the arguments of commands are given, by their names in the help. */
const ARGUMENTS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["paths", [["k8s"], [`k8s/${HOSTILE_NAME}`], [HOSTILE]]],
  ["targets", [["templates"], ["evil"], [HOSTILE]]],
  ["template", [["evil"], [HOSTILE]]],
  ["rule", [[], [HOSTILE]]],
  ["name", [["mine"], [HOSTILE]]],
  ["folder", [[], ["k8s"], [HOSTILE]]],
  ["shell", [["bash"], [HOSTILE]]],
]);

/** Values beside hostile ones, with which a command comes further, by the placeholders of options. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["template", ["evil", "statsd-exporter"]],
  ["folder", ["templates", `k8s`]],
  [
    "[template.]param=value",
    [
      `evil.text=${HOSTILE}`,
      `evil.number=${HOSTILE}`,
      `evil.needle=${HOSTILE}`,
      `evil.token=${SECRET}`,
      `evil.token=x${SECRET}`,
      `tokens=["x${SECRET}"]`,
      `${HOSTILE}=1`,
    ],
  ],
  ["environment", [HOSTILE]],
  ["id=setting", [`port-conflict=${HOSTILE}`]],
  ["role", ["adapter"]],
  ["limits", [`cpu=${HOSTILE}`]],
  ["host", ["registry.example.com"]],
]);
/** Of options that take a file, the one that they read, or write. */
const FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ["values", ["values.yaml", `k8s/${HOSTILE_NAME}`]],
  ["config", ["kube-sidecar.yaml", `k8s/${HOSTILE_NAME}`]],
  ["report", ["out.txt", "out.json", "out.sarif", "out.xml", `${HOSTILE_NAME}.txt`]],
]);
/** Without these, the option beside them gives nothing. */
const BESIDE: ReadonlyMap<string, readonly string[]> = new Map([
  ["onlyIntroduced", ["--inject"]],
  ["set", ["-t", "evil", "--explain"]],
  ["values", ["-t", "evil"]],
]);

/** What decides of the form of the output; the other options are tried on the files that can be used alone. */
const OF_OUTPUT = ["format", "output", "diff", "explain", "inject"];

const FOLDERS = [...HOSTILE_FOLDERS.keys()];

interface Run extends Attempt {
  readonly isOfOutput: boolean;
}

const program = createProgram(fakeIo({ cwd: "/" }), () => undefined);
const commands = leaves(program);

function leaves(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function pathOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

/** Returns each way to call a command: its options one by one, each with each of its values. */
function runsOf(command: Command): readonly Run[] {
  const path = pathOf(command);
  const words = argumentsOf(command);
  const [first = []] = words;
  const run = (argv: readonly string[], isOfOutput: boolean): Run => ({
    argv: [...path, ...argv],
    form: formOf(path, argv),
    isOfOutput,
  });
  return [
    ...words.map((argv, index) => run(argv, index === 0)),
    ...(command.options.some(({ long }) => long === "--values")
      ? [run(["--values=values.yaml", "--set=evil.number=x", ...first], true)]
      : []),
    ...command.options.flatMap((option) => {
      const name = option.attributeName();
      const beside = [...(BESIDE.get(name) ?? []), ...first];
      return wordsOf(option).map((word) => run([word, ...beside], OF_OUTPUT.includes(name)));
    }),
    run([`--${HOSTILE}`], false),
    run(["--help"], false),
  ];
}

function argumentsOf(command: Command): readonly (readonly string[])[] {
  const [argument] = command.registeredArguments;
  if (argument === undefined) return [[]];
  const values = ARGUMENTS.get(argument.name());
  if (values === undefined) throw new Error(`say what ${argument.name()} is given, in ARGUMENTS`);
  return values;
}

function wordsOf(option: Option): readonly string[] {
  const name = option.long ?? option.flags;
  if (option.isBoolean()) return [name];
  const [, placeholder = ""] = /<(.*)>/.exec(option.flags) ?? [];
  const values = [
    ...(option.argChoices ?? []),
    ...(VALUES.get(placeholder) ?? []),
    ...(FILES.get(option.attributeName()) ?? []),
    HOSTILE,
  ];
  return values.map((value) => `${name}=${value}`);
}

function formOf(path: readonly string[], argv: readonly string[]): Form {
  if (argv.includes("--help")) return "text";
  if (argv.some((word) => ["--diff", "--check", "--write"].includes(word))) return "text";
  const [word] = argv.filter((one) => /^--(?:format|output)=/.test(one));
  if (word === undefined) {
    if (path.join(" ") === "templates schema") return "json";
    return PRINT_BYTES.includes(path[0] ?? "") ? "bytes" : "text";
  }
  const value = word.slice(word.indexOf("=") + 1);
  if (value === HOSTILE) return "text";
  const form = FORMS.get(value);
  if (form === undefined) throw new Error(`say what ${value} prints, in FORMS`);
  return form;
}

const FORM_OF_FILE: ReadonlyMap<string, Form> = new Map<string, Form>([
  [".json", "json"],
  [".sarif", "sarif"],
  [".xml", "junit"],
]);

interface Attempt {
  readonly argv: readonly string[];
  readonly form: Form;
  /** Beside those of the folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a run is given beside its words. */
interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly terminals?: readonly StandardStream[];
}

async function expectHarmless(
  { argv, form, files: more = {} }: Attempt,
  folder: string,
  { env = {}, ...surroundings }: Surroundings = {},
): Promise<void> {
  const files = { ...HOSTILE_FOLDERS.get(folder), ...more };
  const cwd = temporaryFolder({ ".git/HEAD": "", ...files });
  const said = `${folder}: ${JSON.stringify([argv, env])}`;
  const io = fakeIo({
    cwd,
    env: {
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: join(cwd, "summary.md"),
      KUBE_SIDECAR_REPORT: join(cwd, "report.txt"),
      HOME: cwd,
      ...env,
    },
    ...surroundings,
  });
  const code = await main(argv, io);
  expect([said, code]).not.toEqual([said, 3]);
  expectForm(io.stdout(), form, said);
  expectForm(io.stderr(), "text", said);
  for (const [name, text] of filesIn(cwd)) {
    const isOurs = name !== ".git/HEAD" && files[name] === undefined;
    if (isOurs && !WRITTEN_BYTES.test(name)) expectForm(text, formOfFile(argv, name), said);
  }
}

/** Files of `templates new`, and links of `kustomize install`. */
const WRITTEN_BYTES = /^mine\.yaml$|schema\.json$/;

function formOfFile([command]: readonly string[], name: string): Form {
  return command === "lint" ? (FORM_OF_FILE.get(extname(name)) ?? "text") : "text";
}

function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    });
}

/** Of what a terminal shows, only line ends and tabs are not shown. */
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/u;
const COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d+m`, "g");
const COMMAND = /^\s*::|##\[/mu;

/** Secrets still stand in what changes of a manifest. */
function isDiff(said: string): boolean {
  return /--diff|json-patch/.test(said);
}

function isColoured(said: string): boolean {
  return /--color=always|FORCE_COLOR/.test(said);
}

function expectForm(text: string, form: Form, said: string): void {
  if (form === "bytes") return;
  const shown = text.replace(isColoured(said) ? COLOURS : "", "");
  expect([said, HIDDEN.exec(shown)?.[0]]).toEqual([said, undefined]);
  if (!isDiff(said)) {
    expect([said, SECRET_PARTS.filter((part) => shown.includes(part))]).toEqual([said, []]);
  }
  const own =
    form === "github" ? shown.replace(/^::(?:error|warning|notice) [^:]*::/gm, "") : shown;
  const [found] = said.includes('"GITHUB_ACTIONS":""')
    ? []
    : own.split("\n").filter((line) => COMMAND.test(line));
  expect([said, found]).toEqual([said, undefined]);
  if (form === "github") expect(shown).toMatch(/^(?:::(?:error|warning|notice) [^\n]*\n)*$/);
  if (text === "" || form === "text" || form === "github") return;
  if (form === "junit") readXml(text);
  else if (form === "sarif") expectSarif(text);
  else JSON.parse(text);
}

describe("hostile text", () => {
  it("comes as far as into what is injected, found and shown", async () => {
    const [, usable = {}] = [...HOSTILE_FOLDERS][0] ?? [];
    const run = async (...argv: readonly string[]) => {
      const io = fakeIo({ cwd: temporaryFolder(usable) });
      const code = await main(argv, io);
      return [code, io.stdout()];
    };
    const shown = printable(HOSTILE).slice(0, 40);
    expect(await run("inject", "-q", "k8s")).toEqual([
      0,
      expect.stringContaining("- name: evil\n"),
    ]);
    expect(await run("lint", "--inject", "k8s")).toEqual([0, expect.stringContaining(shown)]);
    expect(await run("show", "--inject", "k8s")).toEqual([0, expect.stringContaining(shown)]);
    expect(await run("status", "k8s")).toEqual([0, expect.stringContaining("evil")]);
    for (const command of [
      ["list"],
      ["show", "evil"],
      ["show", "evil", "-c", "kube-sidecar.yaml"],
    ]) {
      expect(await run("templates", ...command)).toEqual([
        0,
        expect.stringContaining("x\\n::error::E"),
      ]);
    }
  });

  it.each(commands.map((command) => [pathOf(command).join(" "), command] as const))(
    "speaks for nobody in %s, whatever its options and its output",
    async (_, command) => {
      const runs = runsOf(command);
      expect(runs.length).toBeGreaterThan(2);
      const [usable = "", ...others] = FOLDERS;
      for (const run of runs) await expectHarmless(run, usable);
      const runsOfOutput = runs.filter(({ isOfOutput }) => isOfOutput);
      for (const [run, folder] of pairsToTry(runsOfOutput, others)) {
        await expectHarmless(run, folder);
      }
    },
    60_000,
  );

  it("is no secret of what was injected before, and of what would be now", async () => {
    const files = HOSTILE_FOLDERS.get("files that can be used") ?? {};
    const io = fakeIo({ cwd: temporaryFolder(files) });
    expect(await main(["inject", "-q", "k8s"], io)).toBe(0);
    const injected = io.stdout();
    expect(injected).toContain(SECRET_PARTS[0]);
    const edited = injected.replaceAll(`value: '${SECRET}'`, `value: 'EDITED-${SECRET}'`);
    expect(edited).not.toBe(injected);
    const ownFiles = [
      [injected.replace(/^ *params\..*\n/m, ""), "is outdated"],
      [edited, "by hand"],
    ].map(([text = "", said = ""]) => {
      const own = { "kube-sidecar.yaml": OTHER_SECRET_CONFIG, [`k8s/${HOSTILE_NAME}`]: text };
      return { own, said };
    });
    for (const { own, said } of ownFiles) {
      const status = fakeIo({ cwd: temporaryFolder({ ...files, ...own }) });
      await main(["status", "--explain", "k8s"], status);
      expect(status.stderr() + status.stdout()).toContain(said);
      expect(status.stdout()).toContain("***");
    }
    const attempts = ["status", "inject", "lint", "show", "eject"].flatMap((command) => {
      const options = commands.find((one) => one.name() === command)?.options ?? [];
      return options
        .filter((one) => OF_OUTPUT.includes(one.attributeName()))
        .flatMap(wordsOf)
        .map((word) => [command, word, "k8s"]);
    });
    expect(attempts.length).toBeGreaterThan(10);
    for (const [argv, { own }] of pairsToTry(attempts, ownFiles)) {
      const attempt = { argv, form: formOf(argv.slice(0, 1), argv), files: own };
      await expectHarmless(attempt, "files that can be used");
    }
  });

  it("keeps its bytes in a diff that a program reads, which applies", async () => {
    const name = `k8s/${HOSTILE_NAME}`;
    const files = HOSTILE_FOLDERS.get("files that can be used") ?? {};
    const folder = temporaryFolder(files);
    const diff = fakeIo({ cwd: folder });
    expect(await main(["inject", "-q", "--diff", "k8s"], diff)).toBe(0);
    const whole = fakeIo({ cwd: folder });
    expect(await main(["inject", "-q", "k8s"], whole)).toBe(0);
    const input = diff.stdoutBytes();
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input });
    expect(readFileSync(join(folder, name), "utf8")).toBe(whole.stdout());
    expect(whole.stdout()).toContain("\u202e\u200b");
  });

  it("begins no line of a message of the library", async () => {
    const files = HOSTILE_FOLDERS.get("workloads") ?? {};
    const own = {
      templateFiles: [{ path: "evil.yaml", content: files["templates/evil.yaml"] ?? "" }],
    };
    const said: string[] = [];
    for (const [name, manifest] of Object.entries(files).filter(([path]) =>
      path.startsWith("k8s/"),
    )) {
      const results = [inject(manifest, own), eject(manifest, own), lint(manifest)];
      const remarks = results.flatMap(({ findings, problems, warnings }) => [
        ...findings.flatMap(({ message, help, related }) => [
          message,
          help,
          ...related.map((one) => one.message),
        ]),
        ...[...problems, ...warnings].flatMap(({ message, help }) => [message, help]),
      ]);
      expect([name, remarks.filter((text) => printable(text) !== text)]).toEqual([name, []]);
      said.push(...remarks);
    }
    expect(said).toContainEqual(expect.stringContaining(printable(HOSTILE)));
  });

  it.each([
    [
      "on a terminal",
      { env: { GITHUB_ACTIONS: "", FORCE_COLOR: "1", CI: "1" }, terminals: ["stdout", "stderr"] },
    ],
    ["in the log of a job that wants colours", { env: { FORCE_COLOR: "1" } }],
  ] as const)("speaks for nobody %s", async (_, surroundings) => {
    const words = [
      ["inject", "--diff", "k8s"],
      ["lint", "--inject", "k8s"],
      ["status", "k8s"],
      ["show", "k8s"],
    ];
    for (const [argv, folder] of pairsToTry(words, FOLDERS)) {
      await expectHarmless({ argv, form: "text" }, folder, surroundings);
    }
  });

  it("speaks for nobody where kustomize runs the plugin", async () => {
    const spec = `{templateDirs: [templates], rules: [{match: {names: [${quoted(HOSTILE)}]}, templates: [evil]}]}`;
    const kinds = ["SidecarInjector", "SidecarLint", HOSTILE];
    const manifests = [...HOSTILE_FOLDERS].flatMap(([folder, files]) =>
      Object.entries(files)
        .filter(([name]) => name.startsWith("k8s/"))
        .map(([, text]) => ({ folder, text })),
    );
    for (const [kind, { folder, text }] of pairsToTry(kinds, manifests)) {
      const config = `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${quoted(kind)}\nmetadata: {name: ${quoted(HOSTILE)}}\nspec: ${spec}\n`;
      const items = `items: ${JSON.stringify(parseAllDocuments(text).map((one) => one.toJS()))}`;
      const stdin = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n  ${config.replaceAll("\n", "\n  ")}\n${items}\n`;
      await expectHarmless({ argv: [], form: "bytes" }, folder, { stdin });
      const env = { KUSTOMIZE_PLUGIN_CONFIG_ROOT: "." };
      await expectHarmless(
        { argv: ["./config.yaml"], form: "bytes", files: { "config.yaml": config } },
        folder,
        { stdin: text, env },
      );
    }
  });

  it.each(
    pairsToTry(
      [
        ["inject", "-t", ""],
        ["inject", "--set", "evil."],
        ["inject", "--env", ""],
        ["templates", "show", ""],
      ],
      FOLDERS,
    ),
  )("speaks for nobody where a shell completes %j: %s", async (words, folder) => {
    await expectHarmless({ argv: ["__complete", ...words], form: "text" }, folder);
  });
});

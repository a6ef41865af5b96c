import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { main as Main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { bundleReadably } from "./bundle.ts";
import { countWork, describePlace, startCounting, type Work } from "./count-work.ts";
import { clusters, INPUTS } from "./inputs.ts";

const SMALL = 6;
const SIZES = [SMALL, 2 * SMALL, 3 * SMALL] as const;

// From 2n to 3n a place does as much more as from n to 2n; where it goes by the square, 5/3 of that.
const MOST_GROWTH = 1.35;
const MOST_RATIO = 2.1;

// Sorting and binary searches grow a little faster than the input, and of few things in steps.
const SORTS = ["src/lint/finding.ts", "src/text/place.ts: function lineIndexAt"];

const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-"));

interface Program {
  readonly session: ReturnType<typeof startCounting>;
  readonly bundle: { readonly file: string; readonly text: string };
  readonly main: typeof Main;
}

let program: Program;

beforeAll(async () => {
  const file = await bundleReadably(folder);
  // What V8 optimises, it no longer counts (vitest.config.ts starts this with --no-opt).
  const session = startCounting();
  const { main } = createRequire(file)(file) as { readonly main: typeof Main };
  program = { session, bundle: { file, text: readFileSync(file, "utf8") }, main };
}, 300_000);

afterAll(() => {
  program.session.disconnect();
  rmSync(folder, { recursive: true, force: true });
});

const INJECT = ["inject", "-t", "fluent-bit,statsd-exporter", "-"];
const LINT = ["lint", "-"];
const LINT_INJECTED = ["lint", "-t", "fluent-bit", "-"];
const EJECT = ["eject", "-"];
const STATUS = ["status", "-t", "fluent-bit", "-"];
const SHOW = ["show", "-t", "fluent-bit", "-"];

type Name = keyof typeof INPUTS;

const COMMANDS: readonly (readonly [Name, readonly (readonly string[])[]])[] = [
  ["documents", [INJECT, LINT, EJECT, STATUS, SHOW]],
  ["items of a List", [INJECT, [...INJECT, "-o", "json-patch"], LINT, EJECT, STATUS]],
  ["items in one line of YAML", [INJECT, LINT]],
  ["items in one line of JSON", [INJECT, LINT, EJECT]],
  ["Services that share a label", [LINT]],
  ["Services and autoscalers that share a label", [LINT]],
  ["comments that silence", [LINT]],
  ["comments that silence in one place", [LINT]],
  ["lines of an annotation that silence", [LINT]],
  ["findings", [LINT, [...LINT, "--format", "sarif"]]],
  ["conflicts", [INJECT, LINT_INJECTED]],
  ["containers", [INJECT, LINT, EJECT]],
  ["containers that clash", [LINT]],
  ["containers of one name", [LINT, LINT_INJECTED]],
  ["templates that an annotation asks for", [["inject", "-"], STATUS]],
  ["native sidecars", [INJECT, LINT]],
  ["ports, variables and arguments", [INJECT, LINT]],
  ["volumes", [INJECT, LINT]],
];

const CASES = COMMANDS.flatMap(([name, commands]) =>
  commands.map((command) => [command.join(" "), name, command] as const),
);

// How long it takes says nothing: on a busy machine a run may take minutes.
describe("work grows no faster than the input", { timeout: 300_000 }, () => {
  it.each(CASES)("of %s with %s", async (_, name, command) => {
    const works = await worksOf((size) => workOn(INPUTS[name](size), command));
    expect(growing(works)).toEqual([]);
    expect(totalOf(works[1]) / totalOf(works[0])).toBeLessThan(MOST_RATIO);
  });

  it("of inject with files", async () => {
    const works = await worksOf((size) => {
      const name = `files-${size}`;
      mkdirSync(join(folder, name), { recursive: true });
      for (let index = 0; index < size; index++) {
        writeFileSync(join(folder, name, `${index}.yaml`), INPUTS.documents(1));
      }
      return count(["inject", "-t", "fluent-bit", "-f", name], "");
    });
    expect(growing(works)).toEqual([]);
  });

  it("of lint with files of many clusters, kustomizations among them", async () => {
    const works = await worksOf((size) => {
      const name = `clusters-${size}`;
      for (const [path, text] of clusters(size)) {
        const file = join(folder, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      mkdirSync(join(folder, name, ".git"), { recursive: true });
      return count(["lint", "-R", name], "");
    });
    expect(growing(works)).toEqual([]);
  });

  it("of findings about a template whose file grows as well", async () => {
    const works = await worksOf((size) => {
      const name = `template-${size}`;
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "web.yaml"), templateWithComments(size));
      return count(["inject", "--template-dir", name, "-t", "web", "-"], INPUTS.documents(size));
    });
    expect(growing(works)).toEqual([]);
  });
});

describe("the test of growth", () => {
  it("finds what goes by the square, and nothing else", () => {
    const work = (size: number): Work =>
      new Map([
        ["linear", 1000 + 5 * size],
        ["by the logarithm too", Math.round(3 * size * Math.log2(size))],
        ["pairs", (size * (size - 1)) / 2],
      ]);
    const works = [work(SIZES[0]), work(SIZES[1]), work(SIZES[2])] as const;
    expect(growing(works, (place) => place)).toEqual(["pairs: 15, 66, 153"]);
  });
});

/** A sidecar with the name of the app's own container. */
function templateWithComments(size: number): string {
  return `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: web}
spec:
  description: Stands in the way.
  role: logging
${"  # This says nothing.\n".repeat(size)}  containers:
  - {name: web, image: "example.com/web:1"}
`;
}

type Works = readonly [Work, Work, Work];

/** The first run fills what is made once for all runs. */
async function worksOf(workAt: (size: number) => Promise<Work>): Promise<Works> {
  await workAt(1);
  return [await workAt(SIZES[0]), await workAt(SIZES[1]), await workAt(SIZES[2])];
}

async function workOn(input: string, command: readonly string[]): Promise<Work> {
  return count(command, command === EJECT ? await injected(input) : input);
}

async function injected(input: string): Promise<Uint8Array> {
  return (await run(INJECT, input)).io.stdoutBytes();
}

async function count(command: readonly string[], stdin: string | Uint8Array): Promise<Work> {
  const { io, work, code } = await run(command, stdin);
  expect([0, 1], io.stderr()).toContain(code);
  return work;
}

async function run(command: readonly string[], stdin: string | Uint8Array) {
  const io = fakeIo({ cwd: folder, stdin });
  const { session, bundle, main } = program;
  let code = -1;
  const work = await countWork(session, bundle, async () => {
    code = await main(command, io);
  });
  return { io, work, code };
}

/** Returns the places of the program that do more and more for each further thing in the input. */
function growing(
  [first, second, third]: Works,
  nameOf = (place: string) => describePlace(program.bundle, place),
): readonly string[] {
  return [...third.keys()].flatMap((place) => {
    const [a, b, c] = [first, second, third].map((work) => work.get(place) ?? 0) as [
      number,
      number,
      number,
    ];
    if (c - b <= 2 * SMALL || c - b <= MOST_GROWTH * (b - a)) return [];
    const name = nameOf(place);
    return SORTS.some((sort) => name.startsWith(sort)) ? [] : [`${name}: ${a}, ${b}, ${c}`];
  });
}

function totalOf(work: Work): number {
  return [...work.values()].reduce((sum, size) => sum + size, 0);
}

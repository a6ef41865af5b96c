import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";

/** A command of which golden cases are kept, in `fixtures/COMMAND/`. */
export type GoldenCommand = "inject" | "eject";

/** One folder of `fixtures/inject/` or `fixtures/eject/`. */
export interface GoldenCase {
  readonly command: GoldenCommand;
  readonly name: string;
  readonly folder: string;
  /** `input.yaml` or `input.json`. */
  readonly input: string;
  /** What stands behind the command, the input left out. */
  readonly args: readonly string[];
  /** The name of the file that stdout is kept in. */
  readonly output: string;
}

/** What a run printed, and how it ended. */
export interface GoldenRun {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly code: number;
}

const FIXTURES = join(import.meta.dirname, "../../fixtures");

// What cases share: most are about the manifest, and one small template does for all of them.
const SHARED_TEMPLATES = "../../templates";
const SHARED_NAMES = readdirSync(join(FIXTURES, "templates")).map((file) =>
  file.replace(".yaml", ""),
);

/** Returns the golden cases of a command, in order. */
export function readCases(command: GoldenCommand): readonly GoldenCase[] {
  const root = join(FIXTURES, command);
  return readdirSync(root)
    .sort()
    .map((name) => readCase(command, name, join(root, name)));
}

function readCase(command: GoldenCommand, name: string, folder: string): GoldenCase {
  const input = existsSync(join(folder, "input.json")) ? "input.json" : "input.yaml";
  const own = ownArgs(command, folder);
  const args = [...templateArgs(folder, own), ...own];
  const extension = args.includes("json-patch") ? ".json" : input.replace("input", "");
  return { command, name, folder, input, args, output: `output${extension}` };
}

/** The case's own templates, or those that cases share; of these one alone where a case names no other. */
function templateArgs(folder: string, args: readonly string[]): readonly string[] {
  if (existsSync(join(folder, "templates"))) return ["--template-dir", "templates"];
  const texts = readdirSync(folder)
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !name.startsWith("output."))
    .map((name) => readFileSync(join(folder, name), "latin1"));
  const words = [...args, ...texts].join("\n");
  const [name, ...others] = SHARED_NAMES.filter((one) => words.includes(one));
  const isAlone = name !== undefined && others.length === 0;
  return ["--template-dir", isAlone ? `${SHARED_TEMPLATES}/${name}.yaml` : SHARED_TEMPLATES];
}

function ownArgs(command: GoldenCommand, folder: string): readonly string[] {
  const path = join(folder, "args.txt");
  if (!existsSync(path)) return command === "inject" ? ["-t", "tail"] : [];
  const words = readFileSync(path, "utf8").match(/'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replaceAll("'", ""));
}

/** Returns the cases of a command that write manifests, as their reports say (which the golden test compares). */
export function successfulCases(command: GoldenCommand): readonly GoldenCase[] {
  return readCases(command).filter(
    ({ args, folder }) => !args.includes("-o") && reportOf(folder).endsWith("exit 0\n"),
  );
}

/** A case that was never run has no report. */
function reportOf(folder: string): string {
  const path = join(folder, "report.txt");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Returns the bytes of a case's input. */
export function inputOf({ folder, input }: GoldenCase): Buffer {
  return readFileSync(join(folder, input));
}

/** Runs a case as it stands. */
export function runCase(golden: GoldenCase): Promise<GoldenRun> {
  return run(golden, [golden.command, ...golden.args, "-f", golden.input], "");
}

/** Runs `inject` with the arguments of a case, and some more, on other input. */
export function injectInto(
  golden: GoldenCase,
  input: Uint8Array,
  more: readonly string[] = [],
): Promise<GoldenRun> {
  return run(golden, ["inject", ...golden.args, ...more], input);
}

/** Runs `eject` on other input, for all templates or with the arguments of a case. */
export function ejectFrom(
  golden: GoldenCase,
  input: Uint8Array,
  args: readonly string[] = [],
): Promise<GoldenRun> {
  const index = golden.args.indexOf("--template-dir");
  const templates = args.includes("--template-dir") ? [] : golden.args.slice(index, index + 2);
  return run(golden, ["eject", ...templates, ...args], input);
}

async function run(
  { folder }: GoldenCase,
  args: readonly string[],
  stdin: Uint8Array | string,
): Promise<GoldenRun> {
  const io = fakeIo({ cwd: folder, stdin });
  const code = await main(args, io);
  return { stdout: io.stdoutBytes(), stderr: io.stderr(), code };
}

import { readdirSync } from "node:fs";
import { Command } from "commander";
import { defineInject, type InjectOptions } from "../../src/cli/inject.ts";
import { readConfig } from "../../src/cli/read-config.ts";
import { readRequest } from "../../src/cli/read-request.ts";
import { NO_KUSTOMIZATIONS } from "../../src/manifest/kustomizations.ts";
import type { Outcome, RunOutcome } from "../../src/outcome.ts";
import { ejectSources, injectSources } from "../../src/pipeline.ts";
import { renderJsonPatch } from "../../src/report/json-patch.ts";
import { bytesOfText, textOfBytes } from "../../src/text/source.ts";
import { fakeIo } from "../cli/fake-io.ts";
import type { ObjectPatch } from "../oracle/json-patch.ts";
import { ejectFrom, type GoldenCase, type GoldenRun, injectInto, inputOf } from "./case.ts";

/** What an injection gives. */
export interface Injected {
  readonly manifest: Buffer;
  readonly patches: readonly ObjectPatch[];
}

/** Injects and ejects with the arguments of a case. Both throw where nothing would be written. */
export interface CaseRuns<Result> {
  readonly inject: (manifest: Buffer) => Promise<Result>;
  readonly eject: (manifest: Buffer) => Promise<Buffer>;
}

/** Returns runs of the whole command. */
export function commandRuns(golden: GoldenCase): CaseRuns<Buffer> {
  return {
    inject: async (manifest) => checked(await injectInto(golden, manifest)),
    eject: async (manifest) => checked(await ejectFrom(golden, manifest)),
  };
}

function checked({ code, stderr, stdout }: GoldenRun): Buffer {
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

const prepared = new Map<string, Promise<CaseRuns<Injected>>>();

/** Returns runs for which arguments, config and templates are read once, for all cases that have the same ones. */
export function preparedRuns(golden: GoldenCase): Promise<CaseRuns<Injected>> {
  const key = keyOf(golden);
  const known = prepared.get(key) ?? prepare(golden);
  prepared.set(key, known);
  return known;
}

/** What a case has beside its arguments is its own. */
function keyOf({ folder, args, input, output }: GoldenCase): string {
  const shared = new Set([input, output, "args.txt", "report.txt"]);
  const isPlain = readdirSync(folder).every((name) => shared.has(name));
  return isPlain ? JSON.stringify(args) : folder;
}

const injected = new Map<string, Promise<Injected>>();

/** Returns what a case gives, which several tests ask for. */
export function injectedCase(golden: GoldenCase): Promise<Injected> {
  const known =
    injected.get(golden.folder) ??
    preparedRuns(golden).then(({ inject }) => inject(inputOf(golden)));
  injected.set(golden.folder, known);
  return known;
}

const NO_SOURCES = {
  sources: [],
  problems: [],
  warnings: [],
  own: [],
  unsearched: [],
  charts: [],
  kustomizations: NO_KUSTOMIZATIONS,
};

async function prepare(golden: GoldenCase): Promise<CaseRuns<Injected>> {
  const io = fakeIo({ cwd: golden.folder });
  const { request } = await readRequest(io, NO_SOURCES, injectOptions(golden));
  if (request === undefined) throw new Error(`${golden.name} cannot be prepared`);
  const workloads = readConfig(io, {}).injector?.workloads ?? [];
  return {
    async inject(manifest) {
      const outcome = outcomeOf(injectSources(withSource(request, manifest)));
      const patches = JSON.parse(renderJsonPatch([outcome]));
      return { manifest: Buffer.from(bytesOfText(outcome.output)), patches };
    },
    async eject(manifest) {
      const { available } = request;
      const all = {
        templates: [],
        available,
        onEdit: "keep" as const,
        filter: NO_FILTER,
        workloads,
      };
      const outcome = outcomeOf(ejectSources(withSource(all, manifest)));
      return Buffer.from(bytesOfText(outcome.output));
    },
  };
}

const NO_FILTER = { kinds: [], names: [], namespaces: [], selector: [] };

function withSource<T extends object>(request: T, manifest: Buffer) {
  return { ...request, sources: [{ path: "stdin", text: textOfBytes(manifest) }] };
}

/** Returns the options that the arguments of a case stand for. */
function injectOptions({ args }: GoldenCase): InjectOptions {
  const program = new Command();
  let options: InjectOptions | undefined;
  defineInject(program, fakeIo({ cwd: "/" }), () => {});
  program.commands[0]?.action((_paths: unknown, parsed: InjectOptions) => {
    options = parsed;
  });
  program.parse(["inject", ...args], { from: "user" });
  if (options === undefined) throw new Error(`no command line: ${args.join(" ")}`);
  return options;
}

function outcomeOf({ outcomes, problems }: RunOutcome): Outcome {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("one source has one outcome");
  const errors = outcome.findings.filter((one) => one.severity === "error" && one.introduced);
  const [wrong] = [...problems.filter(({ severity }) => severity === "error"), ...errors];
  if (wrong !== undefined) throw new Error(wrong.message);
  return outcome;
}

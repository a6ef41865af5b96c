// The examples that there are for entries of tables: the tests that run in this process and say what the program does.

import fs from "node:fs";
import { cpuTime } from "./cpu-time.ts";
import { functionsOf, type SourceFunction, withCalls } from "./functions.ts";
import { filesBelow, Program, textOf } from "./program.ts";
import { type Test, testsIn } from "./vitest.ts";

/** A test that passes, and what is known of it. */
export interface Example {
  readonly file: string;
  readonly key: string;
  /** Milliseconds. */
  readonly time: number;
  /** What it is called with, and the files that it reads, in lower case. */
  readonly text: string;
}

/** The examples, and those that call each function of the source. */
export interface Examples {
  readonly all: readonly Example[];
  readonly functions: readonly SourceFunction[];
  /** By the position of the function in `functions`. */
  readonly callers: ReadonlyMap<number, readonly Example[]>;
  readonly program: Program;
}

// What lists names and shows nothing of what they are for; what runs other processes; and what runs long.
const NO_EXAMPLES =
  /^test\/(?:hosts|properties|docs|bench|growth|tables)\/|^test\/(?:browser|docs|eject-invariants|import-directions|inject-invariants|kubectl|package|package-lock|reserialised|tables)\.test|^test\/template\/editor-schema|^test\/cli\/(?:help-examples|patterns\/own-patterns|process|write-killed|write-rivals|write-signalled)\.test/;

/** Tests that mostly list names, and what of the source they are examples for all the same. */
const OWN_EXAMPLES: readonly (readonly [test: RegExp, source: RegExp])[] = [
  [/^test\/cli\/completion\.test/, /^src\/cli\/completion/],
  [/^test\/cli\/explain\.test/, /^src\/(?:cli\/explain|lint\/pitfall|inject\/plan-problem)/],
];

/** Whether a test can show what an entry in a file of the source is for. */
export function canShow(test: string, source: string): boolean {
  const own = OWN_EXAMPLES.find(([file]) => file.test(test));
  return own === undefined || own[1].test(source);
}

// In milliseconds; a slower test would be run for too many entries.
const LONGEST = 3000;

/** Returns the files of the source with tables. */
export function sourceFiles(): readonly string[] {
  return filesBelow("src").filter((path) => !path.startsWith("src/generated/"));
}

/** Returns the test files with examples. */
function exampleFiles(): readonly string[] {
  return filesBelow("test").filter((path) => path.endsWith(".test.ts") && !NO_EXAMPLES.test(path));
}

/** Runs all examples once. */
export async function readExamples(vitest: Readonly<Record<string, unknown>>): Promise<Examples> {
  const functions: SourceFunction[] = [];
  const firsts = new Map<string, number>();
  for (const path of sourceFiles()) {
    firsts.set(path, functions.length);
    functions.push(...functionsOf(path, textOf(path)));
  }
  const called = new Set<number>();
  const read: string[] = [];
  Object.assign(globalThis, { __called: (number: number) => called.add(number) });
  const program = new Program({ vitest, "node:fs": recordingReads(read) }, (path) => {
    const first = firsts.get(path);
    const text = textOf(path);
    return first === undefined ? text : withCalls(path, text, "__called", first);
  });
  const all: Example[] = [];
  const silent: string[] = [];
  const callers = new Map<number, Example[]>();
  for (const file of exampleFiles()) {
    const before = all.length;
    for (const test of testsIn(() => program.run(file))) {
      called.clear();
      read.length = 0;
      const time = await timeOf(test);
      if (time === undefined || time > LONGEST) continue;
      const text = [test.text, ...read].join("\n").toLowerCase();
      const example: Example = { file, key: test.key, time, text };
      all.push(example);
      for (const number of called) callers.set(number, [...(callers.get(number) ?? []), example]);
    }
    if (all.length === before) silent.push(file);
  }
  // Else entries would be reported that have examples.
  if (silent.length > 0) throw new Error(`no test passes here in ${silent.join(", ")}`);
  return { all, functions, callers, program };
}

function recordingReads(read: string[]): object {
  const readFileSync = (...args: Parameters<typeof fs.readFileSync>) => {
    const content = fs.readFileSync(...args);
    read.push(content.toString());
    return content;
  };
  return { __esModule: true, ...fs, readFileSync };
}

async function timeOf(test: Test): Promise<number | undefined> {
  const start = cpuTime();
  try {
    await test.run();
    return cpuTime() - start;
  } catch {
    return undefined;
  }
}

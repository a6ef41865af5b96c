// Stands in for vitest, so that tests run in this process, one by one, against changed source. What it does not know, a
// test must not need: it fails there, and counts for nothing.

import { inspect } from "node:util";

/** A test of a file. */
export interface Test {
  /** The same, whenever the file is run. */
  readonly key: string;
  /** What it is about: its title, what it is called with, and its code. */
  readonly text: string;
  /** Runs it; it passes unless that throws. */
  readonly run: () => Promise<void>;
}

type Callback = (...args: readonly unknown[]) => unknown;

let found: Test[] = [];
let titles: readonly string[] = [];
let waiting: (() => void)[] = [];
const last: Callback[] = [];
process.on("exit", () => {
  for (const one of last) one();
});
let finished: Callback[] = [];

/** Returns the tests that a file declares while it runs. */
export function testsIn(runFile: () => unknown): readonly Test[] {
  found = [];
  titles = [];
  waiting = [];
  runFile();
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) one();
  return found;
}

function declareTest(title: string, callback: Callback, args: readonly unknown[]): void {
  const key = [...titles, title, found.length].join(" > ");
  const run = async () => {
    try {
      await callback(...args);
    } finally {
      for (const one of finished) one();
      finished = [];
    }
  };
  found.push({ key, text: [key, shown(args), callback].join("\n"), run });
}

function declareGroup(title: string, callback: Callback, args: readonly unknown[]): void {
  const path = [...titles, title];
  // As in vitest, when the whole file has run, and the groups in it before those behind it.
  waiting.push(() => {
    titles = path;
    const [inner, rest] = [[] as (() => void)[], waiting];
    waiting = inner;
    callback(...args);
    waiting = [...inner, ...rest];
  });
}

function shown(args: readonly unknown[]): string {
  return inspect(args, { depth: 9, breakLength: Number.POSITIVE_INFINITY });
}

function declarer(declare: typeof declareTest) {
  const one = (title: string, callback: Callback) => declare(title, callback, []);
  const when = (condition: unknown) => (condition ? one : () => undefined);
  const each = (rows: readonly unknown[]) => (title: string, callback: Callback) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      declare(`${title} ${shown(args).slice(0, 100)}`, callback, args);
    }
  };
  return Object.assign(one, {
    each,
    runIf: when,
    skipIf: (condition: unknown) => when(!condition),
  });
}

/** Returns what tests import from vitest. */
export function vitestWith(expect: unknown): Readonly<Record<string, unknown>> {
  return {
    describe: declarer(declareGroup),
    it: declarer(declareTest),
    expect,
    afterAll: (callback: Callback) => last.push(callback),
    onTestFinished: (callback: Callback) => finished.push(callback),
    // Nothing is provided by a setup that has not run.
    inject: () => undefined,
  };
}

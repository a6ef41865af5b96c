import { cpuTime } from "./cpu-time.ts";
import { type Entry, replaced } from "./entry.ts";
import { type Change, Program, textOf } from "./program.ts";
import { type Test, testsIn } from "./vitest.ts";

/** The place of a test. */
export interface TestKey {
  readonly file: string;
  readonly key: string;
}

/** In milliseconds that both workers compute: what shows an entry is found at once, if the order of the tests is good. */
const LONGEST = 40_000;

/** Runs tests against the source without an entry of a table. */
export class Mutants {
  readonly #program: Program;

  /** Takes what tests import from vitest. */
  constructor(vitest: Readonly<Record<string, unknown>>) {
    this.#program = new Program({ vitest });
  }

  /** Returns the first of the tests that fails without the entry, or with the other limit. */
  async firstFailure(entry: Entry, tests: readonly TestKey[]): Promise<TestKey | undefined> {
    const change: Change = {
      path: entry.file,
      text: replaced(textOf(entry.file), entry.replacement),
    };
    const files = new Map<string, ReadonlyMap<string, Test> | undefined>();
    const end = cpuTime() + LONGEST;
    for (const one of tests) {
      if (cpuTime() > end) return undefined;
      if (!files.has(one.file)) files.set(one.file, this.#testsOf(one.file, change));
      const known = files.get(one.file);
      // Nothing runs any more: every test fails.
      if (known === undefined) return one;
      const test = known.get(one.key);
      if (test !== undefined && !(await passes(test))) return one;
    }
    return undefined;
  }

  #testsOf(file: string, change: Change): ReadonlyMap<string, Test> | undefined {
    try {
      const tests = testsIn(() => this.#program.runChanged(file, change));
      return new Map(tests.map((test) => [test.key, test]));
    } catch {
      return undefined;
    }
  }
}

async function passes(test: Test): Promise<boolean> {
  try {
    await test.run();
    return true;
  } catch {
    return false;
  }
}

// Leaves out each entry of each table, and changes each limit, and looks for a test that fails then: it shows what the
// entry is for. Prints those that have none.

import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { candidatesFor } from "./candidates.ts";
import type { Entry } from "./entry.ts";
import { readExamples, sourceFiles } from "./examples.ts";
import { expect } from "./expect.ts";
import { findEntries } from "./find-entries.ts";
import { isNoTable } from "./not-tables.ts";
import { textOf } from "./program.ts";
import { Mutants, type TestKey } from "./run-without.ts";
import { vitestWith } from "./vitest.ts";

interface Job {
  readonly entry: Entry;
  readonly tests: readonly TestKey[];
}

interface Answer {
  readonly entry: Entry;
  readonly shownBy: TestKey | undefined;
}

async function work(): Promise<void> {
  const mutants = new Mutants(vitestWith(expect));
  parentPort?.on("message", async ({ entry, tests }: Job) => {
    const shownBy = await mutants.firstFailure(entry, tests);
    parentPort?.postMessage({ entry, shownBy } satisfies Answer);
  });
}

async function check(wanted: readonly string[]): Promise<void> {
  const examples = await readExamples(vitestWith(expect));
  const files = sourceFiles().filter(
    (path) => wanted.length === 0 || wanted.some((one) => path.startsWith(one)),
  );
  const jobs = files
    .flatMap((file) => findEntries(file, textOf(file)).filter((entry) => !isNoTable(entry)))
    .map((entry): Job => {
      const tests = candidatesFor(entry, examples);
      return { entry, tests: tests.map(({ file, key }) => ({ file, key })) };
    });
  console.error(`${jobs.length} entries, ${examples.all.length} examples`);
  const workers = Math.min(2, availableParallelism());
  const answers = (await Promise.all(Array.from({ length: workers }, () => runJobs(jobs)))).flat();
  report(answers);
}

/** Takes one job after another, until there are none. */
function runJobs(jobs: Job[]): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    const answers: Answer[] = [];
    const worker = new Worker(new URL(import.meta.url));
    const next = () => {
      const job = jobs.shift();
      if (job !== undefined) return worker.postMessage(job);
      resolve(answers);
      return worker.terminate();
    };
    worker.on("error", reject);
    worker.on("message", (answer: Answer) => {
      answers.push(answer);
      next();
    });
    next();
  });
}

/** How many entries may be without an example: on a busy machine some of the examples come too late. */
const LEEWAY = 20;

function report(answers: readonly Answer[]): void {
  const gaps = answers
    .filter(({ shownBy }) => shownBy === undefined)
    .map(({ entry }) => entry)
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  for (const { file, line, table, text, change } of gaps) {
    console.log(`${file}:${line} ${table}: ${change}: ${text.replace(/\s+/g, " ").slice(0, 100)}`);
  }
  console.error(`${answers.length} entries, ${gaps.length} without an example`);
  process.exitCode = gaps.length <= LEEWAY ? 0 : 1;
}

await (isMainThread ? check(process.argv.slice(2)) : work());

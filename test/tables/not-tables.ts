import type { Entry } from "./entry.ts";

interface NotTable {
  /** The path of a file of the source. */
  readonly file: string;
  /** The constant or function. */
  /** All of the file, where it is missing. */
  readonly table?: string;
  readonly reason: string;
}

const NOT_TABLES: readonly NotTable[] = [
  { file: "src/io/read-all.ts", table: "PIECE", reason: "a buffer, of which only time shows" },
  { file: "src/io/write-all.ts", table: "PIECE", reason: "a buffer, of which only time shows" },
  { file: "src/text/source.ts", table: "CHUNK", reason: "a buffer, of which only time shows" },
  {
    file: "src/text/place.ts",
    table: "LONG_LINE",
    reason: "what is kept, of which only time shows",
  },
  {
    file: "src/manifest/quantity.ts",
    table: "LARGEST_DIGITS",
    reason: "a bound on work; a larger one gives the same amounts",
  },
  {
    file: "src/io/io.ts",
    table: "DESCRIPTORS",
    reason: "the process; test/cli/process.test.ts runs it",
  },
  {
    file: "src/io/io.ts",
    table: "nodeIo",
    reason: "the process; what is cut to a length in it is at random",
  },
  {
    file: "src/io/interrupted.ts",
    table: "SIGNALS",
    reason: "the process; test/cli/write-signalled.test.ts ends it",
  },
  ...["attacksOnLoop", "endsAfter", "MAX_SAMPLES", "MAX_TURNS"].map((table) => ({
    file: "src/cli/patterns/attacks.ts",
    table,
    reason: "a bound on how many attacks are tried, of which mostly time shows",
  })),
  {
    file: "src/cli/patterns/slow-attacks.ts",
    reason: "measured times, and lengths of texts, which differ from machine to machine",
  },
  {
    file: "src/lint/pitfall.ts",
    table: "PITFALLS",
    reason: "text of the documentation; the type asks for each",
  },
  {
    file: "src/inject/plan-problem.ts",
    table: "PLAN_RULES",
    reason: "text of the documentation; the type asks for each",
  },
  {
    file: "src/config/policy-rules.ts",
    table: "POLICY_RULES",
    reason: "text of the documentation; the type asks for each",
  },
];

/** Whether something that looks like an entry of a table is none, or is shown by tests that run other processes. */
export function isNoTable({ file, table }: Entry): boolean {
  return NOT_TABLES.some((one) => one.file === file && (one.table ?? table) === table);
}

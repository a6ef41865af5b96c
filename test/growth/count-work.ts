// Counts what a run does in place of timing it: the same input gives the same counts on every machine.
//
// Two things count. V8 says how often each function and each block of the bundle ran, so a loop inside of one function
// shows as well. And what a built-in function goes through in one call (the characters that a regular expression looks
// at, the items that a spread copies) is counted for the line that called it.

import { type Profiler, Session } from "node:inspector";

/** How much each place of the program did; `describePlace` says which one a key stands for. */
export type Work = ReadonlyMap<string, number>;

/** A bundle of the program that work can be counted in. */
export interface Counted {
  readonly file: string;
  readonly text: string;
}

/** Makes V8 count from now on; what is loaded before that is not counted block by block. */
export function startCounting(): Session {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return session;
}

/**
 * Returns what the places of the bundle have done since they were last counted, of which `run` is the end. Who wants to
 * know what one run does lets nothing of the bundle run outside of this.
 */
export async function countWork(
  session: Session,
  { file }: Counted,
  run: () => Promise<unknown>,
): Promise<Work> {
  const scans = new Map<string, number>();
  const restore = watchBuiltIns(file, (site, size) => {
    scans.set(site, (scans.get(site) ?? 0) + size);
  });
  try {
    await run();
  } finally {
    restore();
  }
  const functions = takeCoverage(session).find(({ url }) => url.endsWith(file))?.functions ?? [];
  const blocks = functions.map(({ ranges }): readonly [string, number] => [
    `${ranges[0]?.startOffset}`,
    ranges.reduce((sum, { count }) => sum + count, 0),
  ]);
  return new Map([...blocks, ...scans]);
}

/** Returns what people find a place of the bundle by: the file of the source, and the first line there. */
export function describePlace({ text }: Counted, place: string): string {
  const [, method, at] = /^(?:(.*)@)?(\d+)$/.exec(place) ?? [];
  const start = method === undefined ? Number(at) : offsetOfLine(text, Number(at));
  const end = text.indexOf("\n", start);
  const code = text.slice(text.lastIndexOf("\n", start - 1) + 1, end).trim();
  const modules = [...text.matchAll(/^\/\/ ((?:src|node_modules)\/.*)$/gm)];
  const file = modules.findLast(({ index }) => index <= start)?.[1] ?? "";
  return `${file}${method === undefined ? "" : `, ${method}`}: ${code.slice(0, 90)}`;
}

function offsetOfLine(text: string, line: number): number {
  return text.split("\n", line - 1).join("\n").length + 1;
}

function takeCoverage(session: Session): readonly Profiler.ScriptCoverage[] {
  let result: readonly Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, taken) => {
    if (error !== null) throw error;
    result = taken.result;
  });
  return result;
}

// What is shorter costs no more than the call, which is counted by V8.
const LONG_TEXT = 200;
const LONG_LIST = 8;

type Report = (site: string, size: number) => void;
type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Wraps built-in functions that go through what they are given, until the function that is returned is called. */
function watchBuiltIns(file: string, add: Report): () => void {
  const report = (method: string, size: number) => {
    const line = callerIn(file);
    if (line !== undefined) add(`${method}@${line}`, size);
  };
  const restores: (() => void)[] = [];
  const wrap = (owner: object, name: PropertyKey, around: (original: Method) => Method) => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    if (before === undefined) return;
    Object.defineProperty(owner, name, { ...before, value: around(before.value as Method) });
    restores.push(() => Object.defineProperty(owner, name, before));
  };
  const count = (
    owner: object,
    name: string,
    sizeOf: (self: unknown, result: unknown, args: readonly unknown[]) => number,
    least: number,
  ) =>
    wrap(
      owner,
      name,
      (original) =>
        function (this: unknown, ...args) {
          const result = Reflect.apply(original, this, args);
          const size = sizeOf(this, result, args);
          if (size >= least) report(name, size);
          return result;
        },
    );
  for (const name of ["indexOf", "includes", "lastIndexOf"]) {
    count(String.prototype, name, scannedByIndexOf, LONG_TEXT);
  }
  for (const name of ["split", "trim", "trimStart", "trimEnd", "toLowerCase", "normalize"]) {
    count(String.prototype, name, lengthOfSelf, LONG_TEXT);
  }
  for (const name of ["repeat", "padEnd", "padStart", "replaceAll"]) {
    count(String.prototype, name, (_, result) => lengthOf(result), LONG_TEXT);
  }
  for (const name of ["includes", "indexOf", "lastIndexOf", "splice", "join"]) {
    count(Array.prototype, name, lengthOfSelf, LONG_LIST);
  }
  for (const name of ["slice", "concat"]) {
    count(Array.prototype, name, (_, result) => lengthOf(result), LONG_LIST);
  }
  for (const name of ["shift", "unshift", "reverse", "toReversed", "sort", "toSorted", "flat"]) {
    count(Array.prototype, name, lengthOfSelf, LONG_LIST);
  }
  for (const name of ["keys", "values", "entries"]) {
    count(Object, name, (_, result) => lengthOf(result), LONG_LIST);
  }
  count(JSON, "parse", (_, __, [text]) => lengthOf(text), LONG_TEXT);
  count(JSON, "stringify", (_, result) => lengthOf(result), LONG_TEXT);
  wrap(
    RegExp.prototype,
    "exec",
    (original) =>
      function (this: unknown, ...args) {
        const pattern = this as RegExp;
        const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
        const result = Reflect.apply(original, this, args) as RegExpExecArray | null;
        const missed = pattern.sticky ? 0 : lengthOf(args[0]) - from;
        const size = result === null ? missed : result.index + result[0].length - from;
        if (size >= LONG_TEXT) report("a regular expression", size);
        return result;
      },
  );
  const countSteps = (owner: object, name: PropertyKey, sizeOf: (self: unknown) => number) =>
    wrap(
      owner,
      name,
      (original) =>
        function (this: unknown, ...args) {
          const steps = Reflect.apply(original, this, args) as IterableIterator<unknown>;
          const line = sizeOf(this) < LONG_LIST ? undefined : callerIn(file);
          return line === undefined ? steps : counted(steps, () => add(`a spread@${line}`, 1));
        },
    );
  countSteps(Array.prototype, Symbol.iterator, lengthOf);
  countSteps(Array.prototype, "values", lengthOf);
  countSteps(Array.prototype, "entries", lengthOf);
  for (const owner of [Map.prototype, Set.prototype]) {
    for (const name of [Symbol.iterator, "values", "keys", "entries"]) {
      countSteps(owner, name, (self) => (self as Set<unknown>).size);
    }
  }
  return () => {
    for (const restore of restores.toReversed()) restore();
  };
}

function counted(steps: IterableIterator<unknown>, step: () => void): IterableIterator<unknown> {
  return {
    next: () => {
      step();
      return steps.next();
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}

function lengthOf(value: unknown): number {
  return (value as { readonly length?: number } | undefined)?.length ?? 0;
}

function lengthOfSelf(self: unknown): number {
  return lengthOf(self);
}

function scannedByIndexOf(self: unknown, result: unknown, [, from]: readonly unknown[]): number {
  const start = typeof from === "number" ? from : 0;
  return typeof result === "number" && result >= 0
    ? Math.abs(result - start)
    : lengthOf(self) - start;
}

/** Returns the line of the bundle that called the wrapped function; undefined for a call from elsewhere. */
function callerIn(file: string): number | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 8;
  Error.prepareStackTrace = (_, sites) => sites;
  const sites = (new Error().stack ?? []) as unknown as readonly NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index];
    if (site?.getFileName() === file) return site.getLineNumber() ?? undefined;
  }
  return undefined;
}

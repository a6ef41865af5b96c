import { posix } from "node:path";
import { groupBy } from "../../src/text/group-by.ts";
import type { Entry } from "./entry.ts";
import { canShow, type Example, type Examples } from "./examples.ts";
import { textOf } from "./program.ts";

/** In milliseconds: as long as examples that are equally likely are looked through, by what they take as it stands. */
const PATIENCE = 1500;

/**
 * Returns the examples that may show what an entry is for, the likeliest first: of those that call what uses the table,
 * those that say its longest word or the name of its file, in the folder of tests that is called like that of the source.
 */
export function candidatesFor(entry: Entry, examples: Examples): readonly Example[] {
  const users = usersOf(entry, examples);
  const callers = new Set([
    ...[...users, ...askersOfKept(users, examples)].flatMap(
      (number) => examples.callers.get(number) ?? [],
    ),
    ...importers(entry, examples),
  ]);
  const file = posix.basename(entry.file, ".ts");
  const words = entry.text.toLowerCase().match(/[a-z0-9]{2,}/g) ?? [];
  const [longest = file] = words.toSorted((a, b) => b.length - a.length);
  const word = entry.change === "left out" ? longest : file;
  const folder = posix.dirname(entry.file).replace(/^src/, "test");
  const likelihoodOf = (example: Example) =>
    (example.text.includes(word) ? 2 : 0) +
    (`${example.file} ${example.text}`.includes(file) ? 2 : 0) +
    (example.file.startsWith(folder) ? 1 : 0);
  const ranked = groupBy(
    [...callers].filter((example) => canShow(example.file, entry.file)),
    (example) => String(likelihoodOf(example)),
  );
  return [...ranked]
    .toSorted(([a], [b]) => Number(b) - Number(a))
    .flatMap(([, likely]) => soonest(likely));
}

function soonest(examples: readonly Example[]): readonly Example[] {
  let sum = 0;
  return examples
    .toSorted((a, b) => a.time - b.time)
    .filter(({ time }) => {
      const isInTime = sum < PATIENCE;
      sum += time;
      return isInTime;
    });
}

/** The examples in files that import the constant itself. */
function importers({ file, table }: Entry, { all, program }: Examples): readonly Example[] {
  const name = new RegExp(`\\b${table}\\b`);
  const files = [...program.importersOf(file)].filter(
    (path) => table !== "" && path.startsWith("test/") && name.test(textOf(path)),
  );
  return all.filter((example) => files.includes(example.file));
}

/** The functions that an entry is in, or that name the constant that it is in. */
function usersOf({ file, table, replacement: { start } }: Entry, examples: Examples) {
  const around = numbersOf(file, examples).filter((number) => {
    const one = examples.functions[number];
    return one !== undefined && one.start <= start && start < one.end;
  });
  // Functions are in the order of their beginnings: the last one is the innermost.
  const innermost = around.at(-1);
  if (innermost !== undefined) return [innermost];
  const named = namers(file, table, examples, new Set());
  return named.length > 0 ? named : fallback(file, examples);
}

/** What a function returns that one example alone calls may be kept: the others call those that name it. */
function askersOfKept(users: readonly number[], examples: Examples): readonly number[] {
  return users.flatMap((number) => {
    const { path, start } = examples.functions[number] ?? { path: "", start: 0 };
    if (path === "" || (examples.callers.get(number) ?? []).length > 1) return [];
    const name = /^function\*? (\w+)/.exec(textOf(path).slice(start))?.[1] ?? "";
    return namers(path, name, examples, new Set());
  });
}

function numbersOf(file: string, { functions }: Examples): readonly number[] {
  return functions.flatMap(({ path }, number) => (path === file ? [number] : []));
}

function fallback(file: string, examples: Examples): readonly number[] {
  return [...examples.program.reachedBy(file)].flatMap((path) => numbersOf(path, examples));
}

/** The functions that name a constant of a file, or another constant that is made of it, there or where it is imported. */
function namers(
  file: string,
  name: string,
  examples: Examples,
  seen: Set<string>,
): readonly number[] {
  if (name === "" || seen.has(`${file} ${name}`)) return [];
  seen.add(`${file} ${name}`);
  const files = [file, ...examples.program.importersOf(file)].filter((path) =>
    path.startsWith("src/"),
  );
  return files.flatMap((path) => {
    const text = textOf(path);
    const isNamed = new RegExp(`\\b${name}\\b`);
    if (!isNamed.test(text)) return [];
    const numbers = numbersOf(path, examples).filter((number) => {
      const { start, end } = examples.functions[number] ?? { start: 0, end: 0 };
      return isNamed.test(text.slice(start, end));
    });
    const constants = text
      .split(/^(?=(?:export )?(?:const|default) )/m)
      .filter((part) => isNamed.test(part))
      .flatMap((part) => /^(?:export )?const (\w+)/.exec(part)?.[1] ?? []);
    return [...numbers, ...constants.flatMap((one) => namers(path, one, examples, seen))];
  });
}

import type { Entry } from "./entry.ts";
import type { Example, Examples } from "./examples.ts";
import { textOf } from "./program.ts";

/** Returns the examples that may show what an entry is for, the likeliest first: they call what uses the table. */
export function candidatesFor(entry: Entry, examples: Examples): readonly Example[] {
  const callers = new Set(
    usersOf(entry, examples).flatMap((number) => examples.callers.get(number) ?? []),
  );
  const words = (entry.text.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []).toSorted(
    (a, b) => b.length - a.length,
  );
  const [word] = words;
  const rank = ({ text }: Example) => (word !== undefined && text.includes(word) ? 0 : 1);
  return [...callers].toSorted((a, b) => rank(a) - rank(b) || a.time - b.time);
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

import { isFunction, nodesIn, parse } from "./syntax.ts";

/** A function of the source. */
export interface SourceFunction {
  readonly path: string;
  /** UTF-16 code units from the beginning of the file. */
  readonly start: number;
  readonly end: number;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Returns the functions of a file. */
export function functionsOf(path: string, text: string): readonly SourceFunction[] {
  return [...nodesIn(parse(path, text))]
    .filter(({ node }) => isFunction(node))
    .map(({ node: { start, end } }) => ({ path, start, end }));
}

/** Returns the text of a file whose functions, when they are called, call `name` with their number, counted from `first`. */
export function withCalls(path: string, text: string, name: string, first: number): string {
  const insertions: Insertion[] = [];
  let number = first;
  for (const { node } of nodesIn(parse(path, text))) {
    if (!isFunction(node)) continue;
    const body = node["body"] as {
      readonly type: string;
      readonly start: number;
      readonly end: number;
    };
    const call = `${name}(${number++})`;
    if (body.type === "BlockStatement") insertions.push({ at: body.start + 1, text: `${call};` });
    else insertions.push({ at: body.start, text: `(${call}, (` }, { at: body.end, text: "))" });
  }
  let result = "";
  let end = 0;
  for (const { at, text: inserted } of insertions.toSorted((a, b) => a.at - b.at)) {
    result += text.slice(end, at) + inserted;
    end = at;
  }
  return result + text.slice(end);
}

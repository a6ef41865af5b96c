import type { Command, Option } from "commander";

/** A command line, as far as it is typed. */
export interface CommandLine {
  readonly command: Command;
  /** The arguments before the cursor that are neither commands nor options. */
  readonly operands: readonly string[];
  /** The values before the cursor, by the name of their option in camel case. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** The option whose value the cursor is in. */
  readonly option?: Option;
  /** The word that the cursor is in, up to it; of `--option=value` the value. */
  readonly typed: string;
  /** Whether a word that starts with `-` may still be an option. */
  readonly optionsEnded: boolean;
}

interface Position {
  readonly command: Command;
  readonly operands: string[];
  readonly given: Map<string, string[]>;
  option: Option | undefined;
  optionsEnded: boolean;
}

/** Returns what the words behind the name of the program mean; the last one, which may be empty, is being typed. */
export function readLine(program: Command, words: readonly string[]): CommandLine {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  let position = start(program);
  for (const word of before) position = step(position, word);
  const { option, ...rest } = position;
  if (option !== undefined) return { ...rest, option, typed: last };
  const [, flag = "", value] = /^(--[^=]+)=(.*)$/s.exec(last) ?? [];
  const assigned = rest.optionsEnded ? undefined : optionOf(rest.command, flag);
  if (assigned === undefined || value === undefined) return { ...rest, typed: last };
  return { ...rest, option: assigned, typed: value };
}

function start(command: Command): Position {
  return { command, operands: [], given: new Map(), option: undefined, optionsEnded: false };
}

function step(position: Position, word: string): Position {
  const { command, operands, option, optionsEnded } = position;
  if (option !== undefined) {
    give(position, option, word);
    position.option = undefined;
  } else if (word === "--") {
    position.optionsEnded = true;
  } else if (!optionsEnded && word.startsWith("--")) {
    stepOption(position, word);
  } else if (!optionsEnded && /^-./.test(word)) {
    stepLetters(position, word.slice(1));
  } else {
    const next = operands.length === 0 && command.commands.find((one) => one.name() === word);
    if (next) return start(next);
    operands.push(word);
  }
  return position;
}

function stepOption(position: Position, word: string): void {
  const [, flag = word, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
  const option = optionOf(position.command, flag);
  if (option === undefined) return;
  if (value === undefined && option.required) position.option = option;
  else give(position, option, value ?? "");
}

/** Short options can stand together, and the value of the last one behind it: `-Rtenvoy`. */
function stepLetters(position: Position, letters: string): void {
  const option = optionOf(position.command, `-${letters.charAt(0)}`);
  const rest = letters.slice(1);
  if (option?.required && rest === "") position.option = option;
  else if (option !== undefined) give(position, option, rest);
  if (option?.required === false && rest !== "") stepLetters(position, rest);
}

function give({ given }: Position, option: Option, value: string): void {
  const name = option.attributeName();
  given.set(name, [...(given.get(name) ?? []), value]);
}

function optionOf(command: Command, flag: string): Option | undefined {
  return command.options.find(({ short, long }) => flag === short || flag === long);
}

import { resolve } from "node:path";
import type { Io } from "../io/io.ts";
import { shellWord } from "../text/shell-word.ts";
import { UserError } from "../text/user-error.ts";

/**
 * Returns the words of a command line as commander takes them: `-tNAME` for `-t=NAME`, which kubectl and Helm take. Behind
 * `--` there are no options. Throws a `UserError` for a word that is an option and the name of a file: a stranger can call
 * a file `--config=none.yaml`, and whoever runs the command on `*` names it.
 */
export function readWords(io: Io, argv: readonly string[]): readonly string[] {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const options = argv.slice(0, end);
  for (const word of options) refuseFile(io, word);
  return [...options.map((word) => word.replace(/^(-[A-Za-z])=/, "$1")), ...argv.slice(end)];
}

function refuseFile(io: Io, word: string): void {
  if (word === "-" || !word.startsWith("-")) return;
  if (io.fs.lstatSync(resolve(io.cwd, word), { throwIfNoEntry: false }) === undefined) return;
  const [, name, value] = /^(--?[A-Za-z][A-Za-z-]*)=(.*)$/s.exec(word) ?? [];
  const option = name === undefined ? "" : `, and for the option ${name} ${shellWord(value ?? "")}`;
  const text = `${word} is the name of a file here: for the file write ${shellWord(`./${word}`)}${option}`;
  throw new UserError(text);
}

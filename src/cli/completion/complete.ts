import type { Argument, Command, Option } from "commander";
import { collect, collectList } from "../options.ts";
import type { OwnFiles } from "./own-files.ts";
import { type CommandLine, readLine } from "./read-line.ts";
import { DIRECTIVES, only, type Reply, words } from "./reply.ts";
import { VALUES, type ValueContext } from "./values.ts";

/**
 * Returns what can stand where the cursor is. `typed` are the words behind the name of the program, up to the cursor.
 * Commands, options and choices are those that are defined; what other values can be, their placeholders say.
 */
export async function complete(
  program: Command,
  typed: readonly string[],
  ownFiles: (line: CommandLine) => Promise<OwnFiles>,
): Promise<Reply> {
  const line = readLine(program, typed);
  const reply = await replyTo(line, () => ownFiles(line));
  if (reply.directive === DIRECTIVES.extensions) return reply;
  const fitting = reply.candidates.filter(({ value }) => value.startsWith(line.typed));
  const byValue = new Map(fitting.map((candidate) => [candidate.value, candidate]));
  return { ...reply, candidates: [...byValue.values()] };
}

async function replyTo(line: CommandLine, ownFiles: () => Promise<OwnFiles>): Promise<Reply> {
  const { command, operands, option, typed, optionsEnded } = line;
  const asked = (line.given.get("template") ?? []).flatMap((value) => collectList(value));
  const context = { typed, asked, ownFiles };
  if (option !== undefined) {
    const list = option.parseArg === collectList;
    return list ? replyInList(option, context) : replyOfValue(option, context);
  }
  if (!optionsEnded && typed.startsWith("-")) return optionsOf(line);
  const { registeredArguments: expected, commands } = command;
  if (commands.length > 0) return operands.length === 0 ? commandsOf(command) : only([]);
  const argument = expected[operands.length] ?? expected.findLast(({ variadic }) => variadic);
  return argument === undefined ? only([]) : replyOfValue(argument, context);
}

/** In a list with commas it is the last item that is being typed; those before it are not offered again. */
async function replyInList(option: Option, context: ValueContext): Promise<Reply> {
  const { typed } = context;
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  const chosen = before.split(",");
  const reply = await replyOfValue(option, { ...context, typed: typed.slice(before.length) });
  const candidates = reply.candidates
    .filter(({ value }) => !chosen.includes(value))
    .map((candidate) => ({ ...candidate, value: before + candidate.value }));
  return { ...reply, candidates };
}

async function replyOfValue(taker: Option | Argument, context: ValueContext): Promise<Reply> {
  if (taker.argChoices !== undefined) return words(taker.argChoices);
  const valuesOf = VALUES[placeholderOf(taker)];
  return valuesOf === undefined ? only([]) : valuesOf(context);
}

/** Returns what the help shows for a value: `folder` of `--template-dir <folder>`. */
function placeholderOf(taker: Option | Argument): string {
  if (!("flags" in taker)) return taker.name();
  const [, placeholder = ""] = /<([^<>]+)>$/.exec(taker.flags) ?? [];
  return placeholder;
}

function commandsOf(command: Command): Reply {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map((one) => ({
    value: one.name(),
    about: help.subcommandDescription(one),
  }));
  return only(commands);
}

/** Returns the options that the help shows, without those that were given and cannot be repeated. */
function optionsOf({ command, given }: CommandLine): Reply {
  const isOpen = (option: Option) =>
    !given.has(option.attributeName()) || REPEATABLE.includes(option.parseArg);
  const options = command.createHelp().visibleOptions(command).filter(isOpen);
  return only(
    options.map(({ long, flags, description }) => ({ value: long ?? flags, about: description })),
  );
}

const REPEATABLE: readonly unknown[] = [collect, collectList];

import { dirname, resolve } from "node:path";
import type { Io } from "../../io/io.ts";
import { printText } from "../../io/print.ts";
import { errorCode, reasonOf } from "../../io/system-error.ts";
import { printable } from "../../text/printable.ts";
import { UserError } from "../../text/user-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { PluginOptions } from "../kustomize.ts";
import { CONFIG_KINDS } from "./plugin-config.ts";
import { HOME_VARIABLE, pluginHomes, pluginPath } from "./plugin-home.ts";
import { pluginLinkAt } from "./plugin-link.ts";

/** Takes the links of `install` away, and says which; throws a `UserError` where that fails. */
export function uninstallPlugin(io: Io, { dir }: PluginOptions): ExitCode {
  const homes = dir === undefined ? pluginHomes(io).map(({ path }) => path) : [dir];
  const paths = homes.flatMap((home) =>
    CONFIG_KINDS.map((kind) => pluginPath(resolve(io.cwd, home), kind)),
  );
  const links = paths.filter((path) => isOurs(io, path));
  for (const path of links) takeAway(io, path);
  const lines =
    links.length === 0
      ? [`there is no link to kube-sidecar${whereAmong(homes)}`]
      : links.map((path) => `removed ${path}`);
  printText(io, lines.map((line) => `${printable(line)}\n`).join(""));
  return EXIT.ok;
}

function whereAmong(homes: readonly string[]): string {
  return homes.length === 0
    ? `: neither ${HOME_VARIABLE} nor HOME is set; --dir names a plugin home`
    : ` in ${homes.join(", ")}`;
}

function isOurs(io: Io, path: string): boolean {
  const { state } = pluginLinkAt(io, path);
  return state === "current" || state === "former";
}

function takeAway(io: Io, path: string): void {
  try {
    io.fs.unlinkSync(path);
    removeEmpty(io, dirname(path), 3);
  } catch (error) {
    throw new UserError(`cannot remove ${path}: ${reasonOf(error)}`);
  }
}

/** Removes the folder of the kind, of the version and of the group, as far as nothing else is in them. */
function removeEmpty(io: Io, folder: string, levels: number): void {
  if (levels === 0) return;
  try {
    io.fs.rmdirSync(folder);
  } catch (error) {
    if (errorCode(error) === "ENOTEMPTY") return;
    throw error;
  }
  removeEmpty(io, dirname(folder), levels - 1);
}

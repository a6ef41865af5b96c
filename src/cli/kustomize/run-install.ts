import { dirname, resolve } from "node:path";
import type { Io } from "../../io/io.ts";
import { printText } from "../../io/print.ts";
import { realPath } from "../../io/real-path.ts";
import { reasonOf } from "../../io/system-error.ts";
import { printable } from "../../text/printable.ts";
import { shellWord } from "../../text/shell-word.ts";
import { UserError } from "../../text/user-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { PluginOptions } from "../kustomize.ts";
import { CONFIG_KINDS } from "./plugin-config.ts";
import { HOME_VARIABLE, pluginHomes, pluginPath, relativeHome, usedHome } from "./plugin-home.ts";
import { pluginLinkAt } from "./plugin-link.ts";

/** A plugin home, and why it is the one. */
interface ChosenHome {
  readonly path: string;
  readonly reason: string;
}

/** Puts links where kustomize looks for plugins, and says where and why there. Throws a `UserError` where that cannot be. */
export function installPlugin(io: Io, { dir }: PluginOptions): ExitCode {
  if (process.platform === "win32") throw new UserError(NOT_ON_WINDOWS);
  const home = dir === undefined ? chooseHome(io) : namedHome(io, dir);
  const target = realPath(io, io.program);
  const paths = CONFIG_KINDS.map((kind) => pluginPath(home.path, kind));
  for (const path of paths) refuseForeign(io, path);
  const linked = paths.map((path) => `${putLink(io, path, target)} ${path}`);
  // With the links there, it can be another one.
  const variable =
    home.path === usedHome(io)?.path ? "" : `${HOME_VARIABLE}=${shellWord(home.path)} `;
  const lines = [
    ...linked,
    `They lead to ${target}.`,
    `Why there: ${home.reason}.`,
    `Build with: ${variable}kubectl kustomize --enable-alpha-plugins FOLDER`,
  ];
  printText(io, lines.map((line) => `${printable(line)}\n`).join(""));
  return EXIT.ok;
}

const NOT_ON_WINDOWS =
  "kustomize runs no exec plugins on Windows (kubernetes-sigs/kustomize#4213); use the pipe: " +
  "kubectl kustomize FOLDER | kube-sidecar inject";

function namedHome(io: Io, dir: string): ChosenHome {
  return { path: resolve(io.cwd, dir), reason: "--dir names it" };
}

function chooseHome(io: Io): ChosenHome {
  const [first] = pluginHomes(io);
  if (first === undefined) {
    throw new UserError(
      `neither ${HOME_VARIABLE} nor HOME is set; name the plugin home with --dir`,
    );
  }
  const relative = relativeHome(io);
  if (relative !== undefined) {
    throw new UserError(
      `${relative.fault}, with which kustomize finds no plugin: ${relative.help}`,
    );
  }
  if (first.variable === HOME_VARIABLE) {
    return { path: first.path, reason: `${HOME_VARIABLE} names it` };
  }
  const used = usedHome(io);
  if (used !== undefined) {
    const reason = `of the folders in which kustomize looks, ${used.name} is the first that exists`;
    return { path: used.path, reason };
  }
  const names = pluginHomes(io).map(({ name }) => name);
  const reason = `kustomize looks in ${names.join(", then in ")}; none was there, and it takes the first that is`;
  return { path: first.path, reason };
}

function refuseForeign(io: Io, path: string): void {
  if (pluginLinkAt(io, path).state !== "foreign") return;
  throw new UserError(`${path} is not of kube-sidecar; move it out of the way`);
}

/** Returns what was done. */
function putLink(io: Io, path: string, target: string): "linked" | "relinked" | "is there:" {
  const { state } = pluginLinkAt(io, path);
  if (state === "current") return "is there:";
  try {
    io.fs.mkdirSync(dirname(path), { recursive: true });
    if (state === "former") io.fs.unlinkSync(path);
    io.fs.symlinkSync(target, path);
  } catch (error) {
    throw new UserError(`cannot make the link ${path}: ${reasonOf(error)}`);
  }
  return state === "former" ? "relinked" : "linked";
}

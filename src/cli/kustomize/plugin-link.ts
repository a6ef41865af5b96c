import type { Stats } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Io } from "../../io/io.ts";
import { realPath } from "../../io/real-path.ts";
import { errorCode, reasonOf } from "../../io/system-error.ts";
import { UserError } from "../../text/user-error.ts";

/**
 * What stands where kustomize looks for a plugin: nothing, a link to this program, a link to another or former place of
 * it, or something else.
 */
export type PluginLink =
  | { readonly state: "absent" }
  | { readonly state: "current" | "former" | "foreign"; readonly target: string };

const OUR_NAMES = ["kube-sidecar.cjs", "kube-sidecar", "kubectl-sidecar"];

/** Returns what stands at a path; throws a `UserError` where that cannot be seen. */
export function pluginLinkAt(io: Io, path: string): PluginLink {
  const entry = entryAt(io, path);
  if (entry === undefined) return { state: "absent" };
  if (!entry.isSymbolicLink()) return { state: "foreign", target: path };
  const target = resolve(dirname(path), io.fs.readlinkSync(path));
  if (realPath(io, target) === realPath(io, io.program)) return { state: "current", target };
  return { state: OUR_NAMES.includes(basename(target)) ? "former" : "foreign", target };
}

/** Below a file there is nothing either. */
function entryAt(io: Io, path: string): Stats | undefined {
  try {
    return io.fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return undefined;
    throw new UserError(`cannot look at ${path}: ${reasonOf(error)}`);
  }
}

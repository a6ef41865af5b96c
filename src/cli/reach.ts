import { resolve } from "node:path";
import { DEFAULT_REACH, type Reach } from "../io/bound.ts";
import type { Io } from "../io/io.ts";
import { realPath } from "../io/real-path.ts";
import { UserError } from "../text/user-error.ts";
import type { ReachOptions } from "./options.ts";

/** Returns how far a run may reach; throws a `UserError` for a `--root` that is no folder. */
export function reachOf(io: Io, { root, maxFileSize }: ReachOptions): Reach {
  const largestFound = maxFileSize ?? DEFAULT_REACH.largestFound;
  if (root === undefined) return { largestFound };
  const stats = io.fs.statSync(resolve(io.cwd, root), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) throw new UserError(`--root ${root} is no folder`);
  return { root: { folder: realPath(io, root), label: `--root ${root}` }, largestFound };
}

import { nearestHint } from "../text/nearest.ts";
import { UserError } from "../text/user-error.ts";

/** Returns the failure for the id of a check that there is not, in a text that begins with where it stands. */
export function unknownCheck(id: string, known: readonly string[], where = ""): UserError {
  return new UserError(`${where}there is no check "${id}"${nearestHint(id, known)}`, [
    "kube-sidecar explain lists them",
  ]);
}

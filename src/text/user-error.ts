import { printable } from "./printable.ts";

/**
 * A failure that the user can fix; its message says what happened, where, and what to do, on one line. What has lines of its
 * own takes `more`. Line breaks in either are those of a name or a value, and are shown as such.
 */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(message: string, more: readonly string[] = []) {
    super([message, ...more].map(printable).join("\n"));
  }
}

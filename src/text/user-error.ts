/** A failure that the user can mend; its message says what happened, where, and what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
}

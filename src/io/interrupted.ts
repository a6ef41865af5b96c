import { UserError } from "../text/user-error.ts";

/** The signals that a user or a system ends a program with, and the exit codes by which a shell reports them. */
export const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The name of such a signal. */
export type Signal = keyof typeof SIGNALS;

/** A run that has obeyed such a signal. */
export class Interrupted extends UserError {
  readonly signal: Signal;

  constructor(signal: Signal) {
    super(`stopped by ${nameSignal(signal)}; no file was changed`);
    this.signal = signal;
  }
}

/** Returns what a signal is called, e.g. `Ctrl-C (SIGINT)`. */
export function nameSignal(signal: Signal): string {
  return signal === "SIGINT" ? "Ctrl-C (SIGINT)" : signal;
}

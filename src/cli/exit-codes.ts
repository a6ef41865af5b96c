/** What the program tells the shell. */
export const EXIT = {
  /** Done, nothing to complain about. */
  ok: 0,
  /** A finding at or above the threshold, a conflict, or `--check` found a difference. */
  findings: 1,
  /** Bad usage or bad input: an unknown flag, an unreadable file, invalid YAML, an invalid template. */
  usage: 2,
  /** A bug in this program, shown with a stack. */
  bug: 3,
  /** The reader of the output went away (`| head`); 128 + SIGPIPE, as the shell reports it for other programs. */
  closedPipe: 141,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

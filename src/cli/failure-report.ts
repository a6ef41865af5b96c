import type { Io } from "../io/io.ts";
import { writeReport } from "../io/write-report.ts";
import { UserError } from "../text/user-error.ts";

/** Returns what is printed of a failure that the user can fix. */
export function failureText({ message }: UserError): string {
  return `kube-sidecar: ${message}\n`;
}

/** Returns what `run` returns. Why it fails goes to the report file as well, since hosts such as Helm hide stderr. */
export async function withFailureReport<T>(
  io: Io,
  report: string | undefined,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (report !== undefined && error instanceof UserError) {
      writeFailure(io, report, error);
    }
    throw error;
  }
}

/** A report that cannot be written hides no other failure. */
function writeFailure(io: Io, report: string, failure: UserError): void {
  try {
    writeReport(io, report, failureText(failure));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.message === failure.message) throw failure;
    throw new UserError(failure.message, [error.message]);
  }
}

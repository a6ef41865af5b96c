import type { Io } from "../io/io.ts";
import { writeReport } from "../io/write-report.ts";
import { UserError } from "../text/user-error.ts";

/** Returns what is printed of a failure that the user can mend. */
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
      writeReport(io, report, failureText(error));
    }
    throw error;
  }
}

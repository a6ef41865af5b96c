import { UserError } from "../text/user-error.ts";
import type { WorkloadResult } from "./workload-result.ts";

/** Throws a `UserError` for values of flags and files that no template can take; each fault is named once. */
export function refuseValues(results: readonly Pick<WorkloadResult, "valueProblems">[]): void {
  const faults = results.flatMap(({ valueProblems }) =>
    valueProblems.map(({ from, message, help }) => {
      const origin = from === "" ? "" : `${from}: `;
      return `${origin}${message}${help === "" ? "" : `\n  help: ${help}`}`;
    }),
  );
  if (faults.length > 0) throw new UserError([...new Set(faults)].join("\n"));
}

import { CLIENT_NAMES, findClient } from "./clients.ts";

/** Says once, at the end of the tests, which of them were skipped because a client is missing. */
export function teardown(): void {
  const missing = CLIENT_NAMES.filter((client) => findClient(client) === undefined);
  if (missing.length === 0) return;
  process.stdout.write(
    `\nSkipped: the tests that run ${missing.join(", ")}, which are not on PATH. ` +
      "`node .ci/get-programs.mjs FOLDER` puts them, save go, into FOLDER/bin (Linux, x64).\n",
  );
}

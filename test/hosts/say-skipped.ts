import { CLIENT_NAMES, findClient } from "./clients.ts";
import { hasPreCommit } from "./pre-commit.ts";

/** Says once, at the end of the tests, which of them were skipped because a client is missing. */
export function teardown(): void {
  if (!hasPreCommit()) {
    process.stdout.write(
      "\nSkipped: the tests that run pre-commit, which is not on PATH (in Debian it is a package of that name).\n",
    );
  }
  const missing = CLIENT_NAMES.filter((client) => findClient(client) === undefined);
  if (missing.length === 0) return;
  process.stdout.write(
    `\nSkipped: the tests that run ${missing.join(", ")}, which are not on PATH. ` +
      "`node .ci/get-programs.mjs FOLDER` puts them, save go, into FOLDER/bin (Linux, x64).\n",
  );
}

import type { Io } from "../io/io.ts";
import type { Template } from "../template/template.ts";
import { hasErrors } from "../text/has-errors.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readSetup } from "./read-setup.ts";
import { reportProblems } from "./report-problems.ts";
import type { TemplatesOptions } from "./templates.ts";

/** Runs a command with the user's templates, and returns its exit code; with an invalid one, only says what is wrong with it. */
export async function withTemplates(
  io: Io,
  options: TemplatesOptions,
  run: (own: readonly Template[]) => Promise<void>,
): Promise<ExitCode> {
  const { templates, problems } = await readSetup(io, options);
  await reportProblems(io, problems, options);
  if (hasErrors(problems)) return EXIT.usage;
  await run(templates);
  return EXIT.ok;
}

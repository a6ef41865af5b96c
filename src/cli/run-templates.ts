import type { Io } from "../io/io.ts";
import { print } from "../io/print.ts";
import { renderTemplateDetails } from "../report/template-details.ts";
import { renderTemplateList } from "../report/template-list.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import { hasErrors } from "../text/has-errors.ts";
import { encodeText } from "../text/source.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readSetup, type Setup } from "./read-setup.ts";
import { reportProblems } from "./report-problems.ts";
import type { TemplatesOptions } from "./templates.ts";

/** Prints a table of all templates; with an invalid one among them, only what is wrong with it. */
export async function listTemplates(io: Io, options: TemplatesOptions): Promise<ExitCode> {
  return withSetup(io, options, (setup) => {
    const names = [...setup.templates.map(({ name }) => name), ...builtInNames()];
    print(io, encodeText(renderTemplateList(resolveTemplates(names, setup.templates))));
  });
}

/** Prints what a template adds and its parameters, or its file. */
export async function showTemplate(
  io: Io,
  name: string,
  options: TemplatesOptions,
): Promise<ExitCode> {
  return withSetup(io, options, (setup) => {
    for (const template of resolveTemplates([name], setup.templates)) {
      const isFile = options.output === "yaml";
      const text = isFile ? template.source.text : encodeText(renderTemplateDetails(template));
      print(io, text);
    }
  });
}

async function withSetup(
  io: Io,
  options: TemplatesOptions,
  run: (setup: Setup) => void,
): Promise<ExitCode> {
  const setup = await readSetup(io, options);
  await reportProblems(io, setup.problems, options);
  if (hasErrors(setup.problems)) return EXIT.usage;
  run(setup);
  return EXIT.ok;
}

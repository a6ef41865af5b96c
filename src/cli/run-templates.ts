import type { Io } from "../io/io.ts";
import { print } from "../io/print.ts";
import { renderTemplateDetails } from "../report/template-details.ts";
import { renderTemplateList } from "../report/template-list.ts";
import { renderText } from "../report/text.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import { encodeText } from "../text/source.ts";
import { styleFor } from "./colour.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readSetup, type Setup } from "./read-setup.ts";
import { readTemplateFiles } from "./read-template-files.ts";
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

/** Reports what is wrong with the templates of the files, and which are right. */
export async function checkTemplates(
  io: Io,
  paths: readonly string[],
  options: TemplatesOptions,
): Promise<ExitCode> {
  const { templates, problems } = await readTemplateFiles(io, paths);
  await reportProblems(io, problems, options);
  const right = templates.map(({ name, source }) => `${source.path}: ${name} is valid\n`);
  print(io, encodeText(right.join("")));
  if (hasErrors(problems)) return EXIT.usage;
  return options.strict && problems.length > 0 ? EXIT.findings : EXIT.ok;
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

async function reportProblems(
  io: Io,
  problems: readonly DocumentProblem[],
  { color }: TemplatesOptions,
): Promise<void> {
  const style = await styleFor("stderr", color, io);
  const run = { outcomes: [], warnings: [], notes: [], conclusion: "", stage: "done" } as const;
  if (problems.length > 0) {
    const text = renderText({ ...run, problems, least: "info", workloads: "shown" }, style);
    io.writeStderr(text);
  }
}

import { givenSecrets, hasSecrets } from "../config/given-secrets.ts";
import { runSettings } from "../config/run-settings.ts";
import { parseSet } from "../config/set-flag.ts";
import { readValuesFile } from "../config/values-file.ts";
import type { Io } from "../io/io.ts";
import { secretKeeper } from "../io/print.ts";
import { readNamed } from "../io/read-source.ts";
import type { InjectRequest } from "../pipeline.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { hasErrors } from "../text/has-errors.ts";
import { listWords } from "../text/list-words.ts";
import { type EditOptions, onEditOf } from "./edit-options.ts";
import type { InputsRead } from "./input-sources.ts";
import { type ChoiceOptions, inclusionsOf, type ReachOptions } from "./options.ts";
import { reachOf } from "./reach.ts";
import { readSetup, type Setup } from "./read-setup.ts";
import type { TemplateOptions } from "./template-options.ts";
import { workloadFilter } from "./workload-filter.ts";

/** What a command reads before it can begin. */
export interface RequestRead {
  readonly setup: Setup;
  /** Of the config, templates and values, an error among which leaves no request; and of manifests that cannot be read. */
  readonly problems: readonly DocumentProblem[];
  readonly request?: InjectRequest;
}

/** Returns all that the options name, read and parsed. */
export async function readRequest(
  io: Io,
  { sources, kustomizations, problems: unread }: InputsRead,
  options: ChoiceOptions & TemplateOptions & EditOptions & ReachOptions,
): Promise<RequestRead> {
  const filter = workloadFilter(options);
  const sets = (options.set ?? []).map(parseSet);
  const read = await readSetup(io, options);
  const setup = { ...read, notes: [...read.notes, ...unusedRequirements(read, options)] };
  const settings = runSettings({ ...options, environment: options.env }, setup.injector);
  const reach = reachOf(io, options);
  const values = (options.values ?? []).map((path) => readValuesFile(readNamed(io, path, reach)));
  const { injector } = setup;
  const files = values.flatMap(({ file }) => file ?? []);
  const given = { sets, files, podAnnotations: [], ...(injector && { injector }) };
  const keepSecret = secretKeeper(io);
  keepSecret(givenSecrets(setup.templates, given));
  const faults = values.flatMap((file) => file.problems);
  const own = [
    ...setup.problems,
    ...(setup.templates.some(hasSecrets) ? faults.map(withoutLine) : faults),
  ];
  const problems = [...own, ...unread];
  if (hasErrors(own)) return { setup, problems };
  const request = {
    sources,
    kustomizations,
    templates: options.template ?? [],
    available: setup.templates,
    ...(injector === undefined ? {} : { injector }),
    keepSecret,
    filter,
    sets,
    files,
    ...settings,
    onEdit: onEditOf(options),
    include: inclusionsOf(options),
    takesPatches: options.includeIncomplete,
    appContainer: options.appContainer,
    helmHooks: options.helmHooks && ("inject" as const),
  };
  return { setup, problems, request };
}

/** Flags are the operator's, so they may do without what is required; that is said. */
function unusedRequirements(
  { injector }: Setup,
  { template = [] }: TemplateOptions,
): readonly string[] {
  const required = (injector?.rules ?? []).filter((rule) => rule.required);
  if (template.length === 0 || required.length === 0) return [];
  const rules = listWords(required.map(({ label }) => label));
  return [`-t takes the place of rules, also of what is required: ${rules}`];
}

/** What stands in a file that cannot be read is not known. */
function withoutLine(problem: DocumentProblem): DocumentProblem {
  return { ...problem, place: { ...problem.place, hidesText: true } };
}

import { checkSets } from "../config/check-sets.ts";
import { checkValueNames } from "../config/check-value-names.ts";
import {
  type Choice,
  type ChoiceRequest,
  chooseTemplates,
  identityOf,
  templateNames,
} from "../config/choose.ts";
import { givenSecrets, hasSecrets } from "../config/given-secrets.ts";
import { unusedChoices, usedChoices } from "../config/unused-choices.ts";
import { type Kustomizations, kustomizationsAmong } from "../manifest/kustomizations.ts";
import type { Workload } from "../manifest/objects.ts";
import { readWorkloads, type SourceContent } from "../manifest/read-workloads.ts";
import type { RunWarning } from "../outcome.ts";
import { resolveTemplates } from "../template/resolve.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import type { Source } from "../text/source.ts";
import { findParts } from "./parts.ts";
import type { SourceObserver } from "./source-observer.ts";

/** The sources and what decides who gets what. */
export interface ReadRequest extends ChoiceRequest {
  readonly sources: readonly Source[];
  /** The kustomizations of the repository; without them those count that are among the sources. */
  readonly kustomizations?: Kustomizations | undefined;
  readonly observe?: SourceObserver | undefined;
  /** Set where what is incomplete may be a patch; in a build nothing is. */
  readonly takesPatches?: true | undefined;
  /** Is told what no message may show, before there are messages. */
  readonly keepSecret?: SecretKeeper | undefined;
  /** Returns the names of templates that are to be resolved for a workload beside those that are asked for. */
  readonly also?: (workload: Workload) => readonly string[];
}

/** Takes texts that no message may show. */
export type SecretKeeper = (texts: ReadonlySet<string>) => void;

/** A workload and what it is to get. */
export interface ChosenWorkload {
  readonly workload: Workload;
  readonly choice: Choice;
  /** Set where it may be a part of a workload of which the rest stands elsewhere. */
  readonly mayBePart?: true;
}

/** The workloads of the sources, each with what it is to get. */
export interface ChosenSources {
  readonly contents: readonly SourceContent[];
  readonly kustomizations: Kustomizations;
  /** By source, as `contents`. */
  readonly chosen: readonly (readonly ChosenWorkload[])[];
  /** What no message may show. */
  readonly secrets: ReadonlySet<string>;
  /** What is wrong with names in the config and in files of values. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
}

/** Returns what the sources hold and what each workload is to get; throws a `UserError` for what cannot be had. */
export function readAndChoose(request: ReadRequest): ChosenSources {
  const problems = checkNames(request);
  const kinds = request.injector?.workloads ?? [];
  const kustomizations = request.kustomizations ?? kustomizationsAmong(request.sources);
  const contents = request.sources.map((source, index) => {
    request.observe?.("reading", index);
    const include = [...(request.include ?? []), ...(request.alsoRead ?? [])];
    return readWorkloads(source, kinds, { include, kustomizations });
  });
  const secrets = secretsOf(contents, request);
  request.keepSecret?.(secrets);
  const chosen = contents.map((content) => {
    const isPart = findParts(content);
    return content.workloads.map((workload): ChosenWorkload => {
      const choice = chooseTemplates(workload, request, request.also?.(workload));
      const mayBePart =
        request.takesPatches && workload.standing.type === "incomplete" && isPart(workload);
      return { workload, choice, ...(mayBePart ? { mayBePart } : {}) };
    });
  });
  const choices = chosen.flat().map(({ choice }) => choice);
  return {
    contents,
    kustomizations,
    chosen,
    secrets,
    problems,
    warnings: warningsOf(request, choices),
  };
}

function secretsOf(contents: readonly SourceContent[], request: ReadRequest): ReadonlySet<string> {
  const hiding = request.available.filter(hasSecrets);
  if (hiding.length === 0) return new Set();
  const workloads = contents.flatMap((content) => content.workloads);
  const podAnnotations = workloads.map((workload) => identityOf(workload).podAnnotations);
  return givenSecrets(hiding, { ...request, podAnnotations });
}

function checkNames(request: ReadRequest): readonly DocumentProblem[] {
  resolveTemplates(request.templates, request.available);
  if (request.files.length === 0 && request.injector === undefined) return [];
  const names = templateNames(request.available);
  const find = (name: string) =>
    names.includes(name) ? resolveTemplates([name], request.available)[0] : undefined;
  return checkValueNames(request, { names, find });
}

function warningsOf(request: ReadRequest, choices: readonly Choice[]): readonly RunWarning[] {
  const used = choices.flatMap(({ identity, selection }) =>
    usedChoices(request, identity, selection),
  );
  const templates = new Set(choices.flatMap((choice) => choice.templates));
  return [
    ...checkSets(request.sets, [...templates], templateNames(request.available)),
    ...unusedChoices(request, choices.length, new Set(used)),
  ];
}

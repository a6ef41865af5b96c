import type { HelmHooks } from "../config/helm-hook.ts";
import { readInjector } from "../config/read-injector.ts";
import { runSettings } from "../config/run-settings.ts";
import { readValuesFile } from "../config/values-file.ts";
import { settableRuleIds } from "../pipeline/rule-texts.ts";
import type { InjectRequest } from "../pipeline.ts";
import { compileSchema } from "../template/ajv-compiler.ts";
import { readUserTemplates } from "../template/read-user-templates.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import type { Source } from "../text/source.ts";
import { sourceOf, type TextFile } from "./text-file.ts";
import { type WorkloadOptions, workloadFilter } from "./workload-options.ts";

/** What is injected, and where. */
export interface InjectionOptions extends WorkloadOptions {
  /** Names of templates; without them the config and the annotations of the manifest choose. */
  readonly templates?: readonly string[];
  /** Files of templates beside the built-in ones. */
  readonly templateFiles?: readonly TextFile[];
  /** Template → parameter → value, as JSON has it. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** A SidecarInjector. Its `templateDirs` are not read: give their files as `templateFiles`. */
  readonly config?: TextFile;
  /** The environment of the config whose values apply. */
  readonly environment?: string;
  /** Kubernetes that the manifest is for, such as `1.28`; the newest one that is known if left out. */
  readonly kubeVersion?: string;
  /** `reassign` moves a sidecar whose port is taken; `fail` (the default) is an error. */
  readonly onPortConflict?: "fail" | "reassign";
  /** What to do with what was injected earlier and has been edited since: `keep` it (the default), or `overwrite` it. */
  readonly onEdit?: "keep" | "overwrite";
  /** The registry that the images of sidecars are moved to, such as `harbor.example.com:5000/mirror`. */
  readonly imageRegistry?: string;
  /** The container of the app that sidecars work for, where the pod does not show it. */
  readonly appContainer?: string;
  /** `inject` includes Helm hooks; `skip` (the default) leaves those alone that no annotation of their own includes. */
  readonly helmHooks?: HelmHooks;
}

/** Returns the request that the options mean, and what is wrong with the files among them. */
export function injectionRequest(
  sources: readonly Source[],
  options: InjectionOptions,
): { readonly request: InjectRequest; readonly problems: readonly DocumentProblem[] } {
  const { config, templateFiles = [], values = {} } = options;
  const read = config && readInjector(sourceOf(config), settableRuleIds());
  const user = readUserTemplates(templateFiles.map(sourceOf), compileSchema);
  const given = readValuesFile(sourceOf({ path: "values", content: JSON.stringify(values) }));
  const request = {
    sources,
    templates: options.templates ?? [],
    available: user.templates,
    ...(read?.injector === undefined ? {} : { injector: read.injector }),
    filter: workloadFilter(options),
    sets: [],
    files: given.file === undefined ? [] : [given.file],
    ...runSettings(options, read?.injector),
    onEdit: options.onEdit ?? ("keep" as const),
    appContainer: options.appContainer,
    helmHooks: options.helmHooks,
  };
  const problems = [read, user, given].flatMap((file) => file?.problems ?? []);
  return { request, problems };
}

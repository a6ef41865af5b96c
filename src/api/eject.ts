import { readInjector } from "../config/read-injector.ts";
import { settableRuleIds } from "../pipeline/rule-texts.ts";
import { ejectSources } from "../pipeline.ts";
import { compileSchema } from "../template/ajv-compiler.ts";
import { readUserTemplates } from "../template/read-user-templates.ts";
import { hasErrors } from "../text/has-errors.ts";
import { type Result, resultOf } from "./result.ts";
import { type Content, sourceOf, type TextFile } from "./text-file.ts";
import { type WorkloadOptions, workloadFilter } from "./workload-options.ts";

/** What `eject` takes out, and of which workloads. */
export interface EjectOptions extends WorkloadOptions {
  /** The name of the manifest that messages show; `manifest.yaml` if left out. */
  readonly path?: string;
  /** Names of templates; all that were injected if left out. */
  readonly templates?: readonly string[];
  /** What to do with what has been edited since it was injected: `keep` it (the default), or `overwrite` it: out with it. */
  readonly onEdit?: "keep" | "overwrite";
  /** A SidecarInjector, for the workload kinds that it names. */
  readonly config?: TextFile;
  /** Your own templates: a container that none of these and no built-in template has is not taken out as injected. */
  readonly templateFiles?: readonly TextFile[];
}

/**
 * Returns the manifest without what `inject` has put in, and all that is to be said of it.
 *
 * @example
 * ```ts
 * import { eject, inject } from "kube-sidecar";
 *
 * const pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: example.com/web:1}]}}\n";
 * const injected = inject(pod, { templates: ["fluent-bit"] });
 *
 * assert(injected.manifest !== pod);
 * assert(eject(injected.manifest).manifest === pod);
 * ```
 */
export function eject(manifest: string, options?: EjectOptions): Result<string>;
export function eject(manifest: Uint8Array, options?: EjectOptions): Result<Uint8Array>;
export function eject(manifest: Content, options: EjectOptions = {}): Result {
  const source = sourceOf({ path: options.path ?? "manifest.yaml", content: manifest });
  const { injector, problems } = options.config
    ? readInjector(sourceOf(options.config), settableRuleIds())
    : { problems: [] };
  if (hasErrors(problems)) {
    return resultOf(manifest, source, { outcomes: [], problems, warnings: [] });
  }
  const user = readUserTemplates((options.templateFiles ?? []).map(sourceOf), compileSchema);
  if (hasErrors(user.problems)) {
    return resultOf(manifest, source, { outcomes: [], problems: user.problems, warnings: [] });
  }
  const run = ejectSources({
    sources: [source],
    templates: options.templates ?? [],
    available: user.templates,
    onEdit: options.onEdit ?? "keep",
    filter: workloadFilter(options),
    workloads: injector?.workloads ?? [],
  });
  return resultOf(manifest, source, {
    ...run,
    problems: [...problems, ...user.problems, ...run.problems],
  });
}

import { kubeMinorOf } from "../config/kube-version.ts";
import { readInjector } from "../config/read-injector.ts";
import { readValuesFile } from "../config/values-file.ts";
import { injectSources } from "../pipeline.ts";
import { rules } from "../rules/index.ts";
import { compileSchema } from "../template/ajv-compiler.ts";
import { readTemplates } from "../template/read-template.ts";
import { type Result, resultOf } from "./result.ts";
import { type Content, sourceOf, type TextFile } from "./text-file.ts";
import { type WorkloadOptions, workloadFilter } from "./workload-options.ts";

/** What `inject` injects, and where. */
export interface InjectOptions extends WorkloadOptions {
  /** The name of the manifest that messages show; `manifest.yaml` if left out. */
  readonly path?: string;
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
}

/**
 * Returns the manifest (one file or stream of YAML or JSON) with sidecars injected, and all that is to be said of it.
 * Throws a `UserError` for options that ask for what does not exist, such as an unknown template.
 *
 * @example
 * ```ts
 * import { inject } from "kube-sidecar";
 *
 * const deployment = `apiVersion: apps/v1
 * kind: Deployment
 * metadata: {name: web}
 * spec:
 *   selector: {matchLabels: {app: web}}
 *   template:
 *     metadata:
 *       labels: {app: web}
 *     spec:
 *       containers:
 *       - name: web   # the shop
 *         image: example.com/web:1
 *         ports:
 *         - containerPort: 8080
 * `;
 *
 * const { ok, manifest, findings } = inject(deployment, {
 *   templates: ["statsd-exporter"],
 *   values: { "statsd-exporter": { statsdPort: 8125 } },
 * });
 *
 * assert(ok && findings.length === 0);
 * assert(manifest.includes("- name: web   # the shop\n"));
 * assert(manifest.includes("- --statsd.listen-udp=127.0.0.1:8125\n"));
 * ```
 */
export function inject(manifest: string, options: InjectOptions): Result<string>;
export function inject(manifest: Uint8Array, options: InjectOptions): Result<Uint8Array>;
export function inject(manifest: Content, options: InjectOptions): Result {
  const source = sourceOf({ path: options.path ?? "manifest.yaml", content: manifest });
  const setup = readSetup(options);
  const { problems } = setup;
  if (problems.some(({ severity }) => severity === "error")) {
    return resultOf(manifest, source, { outcomes: [], problems, warnings: [] });
  }
  const run = injectSources({
    sources: [source],
    templates: options.templates ?? [],
    available: setup.templates,
    ...(setup.injector === undefined ? {} : { injector: setup.injector }),
    filter: workloadFilter(options),
    sets: [],
    files: setup.values,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    kubeMinor: kubeMinorOf(options.kubeVersion),
    onPortConflict: options.onPortConflict ?? "fail",
  });
  return resultOf(manifest, source, { ...run, problems: [...problems, ...run.problems] });
}

function readSetup({ config, templateFiles = [], values = {} }: InjectOptions) {
  const injector = config && readInjector(sourceOf(config), ruleIds());
  const templates = templateFiles.map((file) => readTemplates(sourceOf(file), compileSchema));
  const given = readValuesFile(sourceOf({ path: "values", content: JSON.stringify(values) }));
  return {
    injector: injector?.injector,
    templates: templates.flatMap((read) => read.templates),
    values: given.file === undefined ? [] : [given.file],
    problems: [injector, ...templates, given].flatMap((read) => read?.problems ?? []),
  };
}

function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}

import { injectSources } from "../pipeline.ts";
import { hasErrors } from "../text/has-errors.ts";
import { type InjectionOptions, injectionRequest } from "./injection-options.ts";
import { type Result, resultOf } from "./result.ts";
import { type Content, sourceOf } from "./text-file.ts";

/** What `inject` injects, and where. */
export interface InjectOptions extends InjectionOptions {
  /** The name of the manifest that messages show; `manifest.yaml` if left out. */
  readonly path?: string;
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
  const { problems, request } = injectionRequest([source], options);
  if (hasErrors(problems)) {
    return resultOf(manifest, source, { outcomes: [], problems, warnings: [] });
  }
  const run = injectSources(request);
  return resultOf(manifest, source, { ...run, problems: [...problems, ...run.problems] });
}

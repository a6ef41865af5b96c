import { resolveParams } from "../template/params.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import { renderTemplate } from "../template/render.ts";
import type { AssignedValue, Lifecycle, Scope, Sidecar, Template } from "../template/template.ts";

/** Ports that parameters of templates were moved to, out of a conflict's way: template → parameter → port. */
export type AssignedPorts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The sidecars of one pod, and what keeps them from being complete. */
export interface Sidecars {
  readonly sidecars: readonly Sidecar[];
  readonly problems: readonly (RenderProblem & { readonly template: Template })[];
}

/** What the sidecars of a pod are made from. */
export interface SidecarRequest {
  readonly templates: readonly Template[];
  /** The strongest first. */
  readonly assigned: readonly AssignedValue[];
  readonly scope: Scope;
  readonly kubeMinor: number;
  readonly imageRegistry?: string | undefined;
}

// KEP-753: native sidecars are on by default from Kubernetes 1.29 on.
const FIRST_NATIVE_MINOR = 29;

/** Returns the templates with their parameters filled in; assigned ports count less than what users set. */
export function fillTemplates(request: SidecarRequest, ports: AssignedPorts): Sidecars {
  const filled = request.templates.map((template) => {
    const moved = [...(ports.get(template.name) ?? [])].map(
      ([param, value]): AssignedValue => ({
        template: template.name,
        param,
        value,
        form: "value",
        from: "an earlier port conflict",
      }),
    );
    const params = resolveParams(template, [...request.assigned, ...moved], request.scope);
    const problems = params.problems.map((problem) => ({ ...problem, template }));
    if (problems.length > 0) return { sidecars: [], problems };
    const { scope, kubeMinor, imageRegistry } = request;
    const options = { lifecycle: lifecycleOf(template, kubeMinor), imageRegistry };
    const rendering = renderTemplate(template, params, scope, options);
    const faults = rendering.problems.map((problem) => ({ ...problem, template }));
    return { sidecars: faults.length > 0 ? [] : [rendering.sidecar], problems: faults };
  });
  return {
    sidecars: filled.flatMap(({ sidecars }) => sidecars),
    problems: filled.flatMap(({ problems }) => problems),
  };
}

function lifecycleOf(template: Template, kubeMinor: number): Lifecycle {
  return kubeMinor < FIRST_NATIVE_MINOR ? "classic" : template.spec.lifecycle;
}

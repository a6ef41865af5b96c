import type { Container } from "../manifest/pod.ts";
import { resolveParams } from "../template/params.ts";
import type { RenderProblem } from "../template/reference-value.ts";
import { renderTemplate } from "../template/render.ts";
import type { AssignedValue, Lifecycle, Scope, Sidecar, Template } from "../template/template.ts";
import { type App, appScope, type Rendered, renderForApp } from "./app.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** Ports that parameters of templates were moved to, out of a conflict's way: template → parameter → port. */
export type AssignedPorts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The sidecars of one pod, and what keeps them from being complete. */
export interface Sidecars {
  readonly sidecars: readonly Sidecar[];
  readonly problems: readonly (RenderProblem & { readonly template: Template })[];
  /** Of the choice of the app's container. */
  readonly doubts: readonly PlanProblem[];
}

/** What the sidecars of a pod are made from. */
export interface SidecarRequest {
  readonly templates: readonly Template[];
  /** The strongest first. */
  readonly assigned: readonly AssignedValue[];
  readonly workload: Scope["workload"];
  readonly app: App;
  readonly kubeMinor: number;
  readonly imageRegistry?: string | undefined;
}

// KEP-753: native sidecars are on by default from Kubernetes 1.29 on.
const FIRST_NATIVE_MINOR = 29;

/** Returns the templates with their parameters filled in; assigned ports count less than what users set. */
export function fillTemplates(request: SidecarRequest, ports: AssignedPorts): Sidecars {
  const filled = request.templates.map((template) =>
    renderForApp(template, request.app, (container) => fill(template, container, request, ports)),
  );
  return {
    sidecars: filled.flatMap(({ rendered }) => rendered.sidecar ?? []),
    problems: filled.flatMap(({ rendered }) => rendered.problems),
    doubts: filled.flatMap(({ doubt }) => doubt ?? []),
  };
}

interface FilledTemplate extends Rendered {
  readonly problems: Sidecars["problems"];
}

function fill(
  template: Template,
  container: Container,
  { assigned, workload, kubeMinor, imageRegistry }: SidecarRequest,
  ports: AssignedPorts,
): FilledTemplate {
  const scope: Scope = { workload, app: appScope(container) };
  const moved = [...(ports.get(template.name) ?? [])].map(
    ([param, value]): AssignedValue => ({
      template: template.name,
      param,
      value,
      form: "value",
      from: "an earlier port conflict",
    }),
  );
  const params = resolveParams(template, [...assigned, ...moved], scope);
  if (params.problems.length > 0) return incomplete(template, params.problems);
  const options = { lifecycle: lifecycleOf(template, kubeMinor), imageRegistry };
  const { sidecar, problems } = renderTemplate(template, params, scope, options);
  if (problems.length > 0) return incomplete(template, problems);
  return { sidecar, lacksPort: false, problems: [] };
}

function incomplete(template: Template, problems: readonly RenderProblem[]): FilledTemplate {
  return {
    lacksPort: problems.some(({ about }) => about === "manifest"),
    problems: problems.map((problem) => ({ ...problem, template })),
  };
}

function lifecycleOf(template: Template, kubeMinor: number): Lifecycle {
  return kubeMinor < FIRST_NATIVE_MINOR ? "classic" : template.spec.lifecycle;
}

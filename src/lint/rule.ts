import type { FieldPath } from "../manifest/field-path.ts";
import type { InjectedSidecar, Pod } from "../manifest/pod.ts";
import type { ServiceView } from "../manifest/service.ts";

/** How much a finding matters; an error stops an injection that introduces it. */
export type Severity = "error" | "warning" | "info";

/** Another place that has to do with a problem, such as the other side of a conflict. */
export interface Related {
  readonly at: FieldPath;
  readonly message: string;
}

/**
 * What a rule yields.
 * The message names containers, ports and paths but no list indexes: it is also the identity by which
 * a problem that was there before an injection is told from one that the injection introduces.
 */
export interface Problem {
  /** Path from the pod template on, e.g. `["spec", "containers", 0, "ports", 1]`. */
  readonly at: FieldPath;
  readonly message: string;
  readonly related?: readonly Related[];
  /** A remedy for this very case; without it the rule's own `fix` is shown. */
  readonly help?: string;
  /** Another severity than the rule's. */
  readonly severity?: Severity;
}

/** What a rule may know beside the pod: other objects of the input, and the version of Kubernetes. */
export interface RuleContext {
  /** Returns the Services of the input that select the pod. */
  servicesOf(pod: Pod): readonly ServiceView[];
  /** The minor version of Kubernetes 1.x that the manifests are for. */
  readonly kubeMinor: number;
}

/** A check and everything that is said about it; reports, pages and `explain` are made from it. */
export interface Rule {
  /** Kebab-case, subject before fault, equal to the file name. */
  readonly id: string;
  readonly severity: Severity;
  readonly category: "names" | "ports" | "volumes" | "lifecycle" | "merge";
  /** The desired state, in one sentence. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly links: readonly string[];
  /** Manifests that break and that keep the rule; tests run them. */
  readonly examples: {
    readonly fails: string;
    readonly passes: string;
    /** What is taken as injected into their pods, for a rule on injected sidecars. */
    readonly injected?: readonly InjectedSidecar[];
  };
  check(pod: Pod, context: RuleContext): Iterable<Problem>;
}

/** Returns the rule as it is; it gives object literals their type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

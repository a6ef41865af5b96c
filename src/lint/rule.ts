import type { FieldPath } from "../manifest/field-path.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import type { InjectedSidecar, Pod } from "../manifest/pod.ts";
import type { Neighbours } from "./neighbours/neighbours.ts";
import type { Pitfall } from "./pitfall.ts";

/** How much a finding matters; an error stops an injection that introduces it. */
export type Severity = "error" | "warning" | "info";

/** What the path of a problem starts from; without it that is the pod template. */
export type Base = "workload" | ManifestObject;

/** Another place that has to do with a problem, such as the other side of a conflict. */
export interface Related {
  readonly at: FieldPath;
  readonly of?: Base;
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
  /** Set where the path does not start at the pod template: at the workload around it, or at another object of the input. */
  readonly of?: Base;
  readonly message: string;
  readonly related?: readonly Related[];
  /** A remedy for this very case; without it the rule's own `fix` is shown. */
  readonly help?: string;
  /** Another severity than the rule's. */
  readonly severity?: Severity;
  /**
   * Set for a problem that is one only if this object belongs to the pod: then it is no error unless that is certain, and
   * the message names the file of the object where that is another one.
   */
  readonly pairedWith?: ManifestObject;
}

/** A level of the Pod Security Standards: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** What a run asks of the checks. */
export interface CheckOptions {
  /** The minor version of Kubernetes 1.x that the manifests are for. */
  readonly kubeMinor: number;
  /** The Pod Security level that all pods are held to (`--pss`). */
  readonly podSecurity?: PodSecurityLevel;
  /** What the sidecars of one pod may request, by resource (`--max-overhead`), as quantities such as `100m`. */
  readonly maxOverhead?: Readonly<Record<string, string>>;
}

/** What a rule may know beside the pod: other objects of the input, and what the run asks for. */
export interface RuleContext extends CheckOptions, Neighbours {}

/** How a rule counts where nobody has set it; one that is off has to be asked for. */
export type RuleSeverity = Severity | "off";

/** A check and everything that is said about it; reports, pages and `explain` are made from it. */
export interface Rule {
  /** Kebab-case, subject before fault, equal to the file name. */
  readonly id: string;
  readonly severity: RuleSeverity;
  readonly category:
    | "names"
    | "ports"
    | "services"
    | "volumes"
    | "lifecycle"
    | "resources"
    | "security";
  /** The pitfall of the sidecar pattern that the rule finds, if it does. */
  readonly pitfall?: Pitfall;
  /** Set for what `inject` need not look for: no injection can bring it in, or it is wrong with a template wherever that goes. */
  readonly scope?: "lint";
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
    /** What the run asks for, for a rule that needs it. */
    readonly options?: Partial<CheckOptions>;
  };
  check(pod: Pod, context: RuleContext): Iterable<Problem>;
}

/** Returns the rule as it is; it gives object literals their type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

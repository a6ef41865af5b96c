import type { RuleSetting } from "../lint/check.ts";
import type { ForbiddenSuppressions } from "../lint/suppression.ts";
import type { WorkloadKind } from "../manifest/workloads.ts";
import type { Place } from "../text/place.ts";
import type { HelmHooks } from "./helm-hook.ts";
import type { Selector } from "./label-selector.ts";
import type { LintLimits } from "./lint-limits.ts";
import type { OwnDocument } from "./own-document.ts";
import type { TemplateValues } from "./template-values.ts";

/** Which workloads a rule is for; an empty part stands for all. */
export interface RuleMatch {
  /** As `--kind` takes them. */
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly namespaces: readonly string[];
  /** Annotations that the workload itself (not its pod template) must have. */
  readonly annotations: Readonly<Record<string, string>>;
  /** On the labels of the workload itself. */
  readonly selector: Selector;
}

/** Which templates some workloads get, and with which values. */
export interface InjectorRule {
  /** What people know it by: `rule 2 of kube-sidecar.yaml`. */
  readonly label: string;
  /** Its 0-based place in the list of rules. */
  readonly index: number;
  readonly place: Place;
  readonly match: RuleMatch;
  readonly templates: readonly string[];
  /** The name of the container that is the app in these workloads. */
  readonly appContainer?: string | undefined;
  readonly values: TemplateValues;
  /** Set where it is an error that something it is for goes without its templates. */
  readonly required?: true;
  /** Parameters that an annotation cannot set otherwise than the config does. */
  readonly fixed: readonly string[];
}

/** A config file (a SidecarInjector object). */
export interface Injector {
  readonly document: OwnDocument;
  /** The path that reports show. */
  readonly path: string;
  /** `metadata.name`, or an empty string. */
  readonly name: string;
  /** As written: relative to the directory of the file. */
  readonly templateDirs: readonly string[];
  /** The registry that the images of sidecars are moved to: `HOST[:PORT][/PATH]`. */
  readonly imageRegistry?: string | undefined;
  readonly helmHooks?: HelmHooks | undefined;
  /** As `--kube-version` takes it. */
  readonly kubeVersion?: string | undefined;
  readonly onPortConflict?: "fail" | "reassign" | undefined;
  /** Warnings fail, as errors do. */
  readonly strict?: true;
  readonly workloads: readonly WorkloadKind[];
  readonly values: TemplateValues;
  readonly environments: ReadonlyMap<string, TemplateValues>;
  /** The one whose values apply where no flag names another. */
  readonly environment?: string | undefined;
  readonly rules: readonly InjectorRule[];
  /** Settings of checks, by the id of the check. */
  readonly lint: Readonly<Record<string, RuleSetting>>;
  readonly lintLimits: LintLimits;
  /** The checks whose findings a manifest cannot silence. */
  readonly forbiddenSuppressions: ForbiddenSuppressions;
}

import type { Difference, SidecarState } from "./inject/drift.ts";
import type { WorkloadReport } from "./inject/workload-report.ts";
import type { Finding } from "./lint/finding.ts";
import type { Overhead } from "./lint/resources/overhead.ts";
import type { SuppressedFinding } from "./lint/suppress.ts";
import type { Template } from "./template/template.ts";
import type { DocumentProblem } from "./text/document-problem.ts";
import type { TextEdit } from "./text/edit.ts";
import type { Place } from "./text/place.ts";
import type { ByteText, Source } from "./text/source.ts";

export type { Difference, SidecarDrift } from "./inject/drift.ts";
export type { PatchOperation } from "./inject/json-patch.ts";
export type { WorkloadReport, WorkloadStatus } from "./inject/workload-report.ts";

/** What came of one source. */
export interface Outcome {
  readonly source: Source;
  /** The text to write; the source's own where nothing was to be changed. */
  readonly output: ByteText;
  readonly edits: readonly TextEdit[];
  readonly workloads: readonly WorkloadReport[];
  readonly findings: readonly Finding[];
  /** Remarks on the source as a whole, each with its 1-based line. */
  readonly notes: readonly { readonly line: number; readonly message: string }[];
}

/** A warning about a run as a whole, such as a selector that matches nothing. */
export interface RunWarning {
  readonly message: string;
  readonly help: string;
  /** Where it stands in a file of ours, if it does. */
  readonly place?: Place;
}

/** What came of a run. */
export interface RunOutcome {
  readonly outcomes: readonly Outcome[];
  /** What keeps documents, templates or values from being read. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
}

/** A remark on an object of an unknown kind, with its 1-based line. */
export interface SourceNote {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A workload that was checked. */
export interface LintedWorkload {
  /** e.g. `Deployment/web`. */
  readonly object: string;
  readonly file: string;
  /** What its sidecars request, if it has any. */
  readonly overhead?: Overhead;
}

/** What came of a lint run. */
export interface LintOutcome {
  /** The paths of the sources, in their order; behind them those that cannot be read. */
  readonly files: readonly string[];
  readonly workloads: readonly LintedWorkload[];
  /** Sorted by file, line, column and rule. */
  readonly findings: readonly Finding[];
  /** What the manifests silence, with the reasons that they give. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What keeps documents, templates or values from being read. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
  readonly notes: readonly SourceNote[];
  /** Whether sidecars were injected in memory, so that findings tell what injection introduces. */
  readonly injects: boolean;
}

/** The outcome of a run that could not begin. */
export const NOTHING_LINTED: LintOutcome = {
  files: [],
  workloads: [],
  findings: [],
  suppressed: [],
  problems: [],
  warnings: [],
  notes: [],
  injects: false,
};

/** A sidecar of a workload, and what has become of it. */
export interface SidecarStatus {
  /** The name of its template; of one that is not ours, that of the container. */
  readonly name: string;
  /** `foreign`: people or other programs have put it in. */
  readonly state: SidecarState | "foreign";
  /** What differs from what the template would put in now. */
  readonly differences: readonly Difference[];
  /** The images of its containers, as they stand there. */
  readonly images: readonly string[];
  /** Whether flags, rules of the config or an annotation ask for it now; undefined where rules and flags ask for nothing. */
  readonly askedFor: boolean | undefined;
  /** Set where a rule of the config requires it. */
  readonly required?: true;
}

/** A workload and its sidecars. */
export interface WorkloadStatusReport {
  /** e.g. `Deployment/web`. */
  readonly object: string;
  readonly file: string;
  /** 1-based line of the object, or of the pod template where it has several. */
  readonly line: number;
  /** The way to the pod template in an object that has several: `spec.nodeSets[0].podTemplate`. */
  readonly template?: string;
  /** Set where a controller has made it. */
  readonly isMade?: true;
  /** The workload of the input that it is counted with, as a controller has made it from that one: `Deployment/web`. */
  readonly owner?: string;
  /** Whether its marker, which says what was injected, can be understood. */
  readonly isReadable: boolean;
  /** Whether its annotation says that it wants no sidecars. */
  readonly optsOut: boolean;
  readonly sidecars: readonly SidecarStatus[];
}

/** What came of a look at the sidecars that there are. */
export interface StatusOutcome {
  readonly workloads: readonly WorkloadStatusReport[];
  /** What is against the config: a sidecar that it requires and that is not to come, a parameter that it fixes. */
  readonly findings: readonly Finding[];
  /** What keeps documents, templates or values from being read. */
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
  readonly notes: readonly SourceNote[];
}

/** What is wrong with a template in a plain pod, at a place of the template's file. */
export interface TemplateProblem
  extends Pick<Finding, "severity" | "message" | "place" | "related" | "help"> {
  /** The check that finds it; none where the template is wrong about itself. */
  readonly rule?: string;
  /** In which way of using the template, such as ` (with auth=true)`; empty for its defaults. */
  readonly remark: string;
}

/** What came of trying a template, or a pair of them. */
export interface TemplateCheck {
  readonly templates: readonly Template[];
  /** In how many ways it was tried. */
  readonly ways: number;
  readonly problems: readonly TemplateProblem[];
  /** The checks that complain as the templates say. */
  readonly expected: readonly string[];
}

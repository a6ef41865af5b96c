import type { FieldPath } from "./field-path.ts";

/** What a kind does not allow in its pods. */
export type Restriction =
  /** No `initContainers` with `restartPolicy: Always`. */
  | "no-native-sidecars"
  /** One port over all containers, and no probes on any but the container that has it. */
  | "one-port";

/** What objects of a kind need that the API server does not add, beside a name, containers and their images. */
export type Required = "selector" | "labels" | "job-restart-policy" | "schedule";

/** A kind whose objects contain pod templates. */
export interface WorkloadKind {
  readonly group: string;
  readonly kind: string;
  /** The names that kubectl takes for the kind beside its singular and plural. */
  readonly shortNames?: readonly string[];
  /** The ways from the object to its pod template (metadata and spec); of several, the first that is there. */
  readonly paths: readonly FieldPath[];
  readonly restrictions?: readonly Restriction[];
  readonly requires?: readonly Required[];
  /** Its operator or a trigger supplies images that are not there. */
  readonly imagesComeLater?: true;
  /** The field that names another object whose pod template it uses. */
  readonly podsFrom?: FieldPath;
  /** The name that its operator gives to the first container that has none. */
  readonly containerName?: string;
}

const TEMPLATE: FieldPath = ["spec", "template"];
const JOB_TEMPLATE: FieldPath = ["spec", "jobTemplate", "spec", "template"];

const SELECTED: readonly Required[] = ["selector", "labels"];

/** The built-in workload kinds; a new kind is one entry here. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { group: "", kind: "Pod", shortNames: ["po"], paths: [[]] },
  { group: "", kind: "PodTemplate", paths: [["template"]] },
  {
    group: "",
    kind: "ReplicationController",
    shortNames: ["rc"],
    paths: [TEMPLATE],
    requires: ["labels"],
  },
  {
    group: "apps",
    kind: "Deployment",
    shortNames: ["deploy"],
    paths: [TEMPLATE],
    requires: SELECTED,
  },
  { group: "apps", kind: "ReplicaSet", shortNames: ["rs"], paths: [TEMPLATE], requires: SELECTED },
  {
    group: "apps",
    kind: "StatefulSet",
    shortNames: ["sts"],
    paths: [TEMPLATE],
    requires: SELECTED,
  },
  { group: "apps", kind: "DaemonSet", shortNames: ["ds"], paths: [TEMPLATE], requires: SELECTED },
  // Served until Kubernetes 1.16; files that still say so are common.
  {
    group: "extensions",
    kind: "Deployment",
    shortNames: ["deploy"],
    paths: [TEMPLATE],
    requires: ["labels"],
  },
  {
    group: "extensions",
    kind: "ReplicaSet",
    shortNames: ["rs"],
    paths: [TEMPLATE],
    requires: ["labels"],
  },
  {
    group: "extensions",
    kind: "DaemonSet",
    shortNames: ["ds"],
    paths: [TEMPLATE],
    requires: ["labels"],
  },
  { group: "batch", kind: "Job", paths: [TEMPLATE], requires: ["job-restart-policy"] },
  {
    group: "batch",
    kind: "CronJob",
    shortNames: ["cj"],
    paths: [JOB_TEMPLATE],
    requires: ["schedule", "job-restart-policy"],
  },
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  {
    group: "argoproj.io",
    kind: "Rollout",
    shortNames: ["ro"],
    paths: [TEMPLATE],
    podsFrom: ["spec", "workloadRef"],
  },
  // https://openkruise.io/docs/user-manuals/cloneset
  { group: "apps.kruise.io", kind: "CloneSet", shortNames: ["clone"], paths: [TEMPLATE] },
  { group: "apps.kruise.io", kind: "StatefulSet", shortNames: ["sts", "asts"], paths: [TEMPLATE] },
  { group: "apps.kruise.io", kind: "DaemonSet", shortNames: ["daemon", "ads"], paths: [TEMPLATE] },
  {
    group: "apps.kruise.io",
    kind: "AdvancedCronJob",
    shortNames: ["acj"],
    paths: [
      ["spec", "template", "jobTemplate", "spec", "template"],
      ["spec", "template", "broadcastJobTemplate", "spec", "template"],
    ],
  },
  // https://knative.dev/docs/serving/reference/serving-api/
  {
    group: "serving.knative.dev",
    kind: "Service",
    shortNames: ["kservice", "ksvc"],
    paths: [TEMPLATE],
    restrictions: ["no-native-sidecars", "one-port"],
    containerName: "user-container",
  },
  {
    group: "serving.knative.dev",
    kind: "Configuration",
    shortNames: ["config", "cfg"],
    paths: [TEMPLATE],
    restrictions: ["no-native-sidecars", "one-port"],
    containerName: "user-container",
  },
  {
    group: "apps.openshift.io",
    kind: "DeploymentConfig",
    shortNames: ["dc"],
    paths: [TEMPLATE],
    imagesComeLater: true,
  },
];

/** Returns the API group of an `apiVersion`: `apps/v1` is in `apps`, `v1` in the core group, the empty one. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** Returns the workload kind of a group and kind; those of the user go before the built-in ones. */
export function findWorkloadKind(
  apiVersion: string,
  kind: string,
  custom: readonly WorkloadKind[],
): WorkloadKind | undefined {
  const group = groupOf(apiVersion);
  const fits = (entry: WorkloadKind) => entry.kind === kind && entry.group === group;
  return custom.find(fits) ?? WORKLOAD_KINDS.find(fits);
}

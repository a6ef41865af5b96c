import type { FieldPath } from "./field-path.ts";

/** What a kind does not allow in its pods. */
export type Restriction =
  /** No `initContainers` with `restartPolicy: Always`. */
  | "no-native-sidecars"
  /** One port over all containers, and no probes on any but the container that has it. */
  | "one-port";

/** What objects of a kind need that the API server does not add, beside a name, containers and their images. */
export type Required =
  | "selector"
  | "labels"
  | "job-restart-policy"
  | "schedule"
  /** A pod template in each item of the lists that its path goes through. */
  | "every-template";

/** Stands in a path for each item of a list. */
export const EACH_ITEM = "[]";

/** The way to the pod templates of a kind: keys, and `EACH_ITEM` behind that of a list. */
export type TemplatePath = readonly string[];

/** A kind whose objects contain pod templates. */
export interface WorkloadKind {
  readonly group: string;
  readonly kind: string;
  /** The names that kubectl takes for the kind beside its singular and plural. */
  readonly shortNames?: readonly string[];
  /** The ways from the object to its pod template (metadata and spec); of several, the first that is there. */
  readonly paths: readonly TemplatePath[];
  readonly restrictions?: readonly Restriction[];
  readonly requires?: readonly Required[];
  /** Its operator or a trigger supplies images that are not there. */
  readonly imagesComeLater?: true;
  /** Names of containers whose images an admission webhook supplies: of pods alone, as it sees them before they are validated. */
  readonly stubs?: readonly string[];
  /** The field that names another object whose pod template it uses. */
  readonly podsFrom?: FieldPath;
  /** The name that its operator gives to the first container that has none. */
  readonly containerName?: string;
  /** Its operator sends probes of the container that serves to its port, where they name none. */
  readonly probePortsComeLater?: true;
  /** Its operator adds a container where the pod template, which may be missing, does not name it: its name, or the field that says it. */
  readonly mainContainer?: string | FieldPath;
  /** The label that its operator gives to all that it makes: the name of the object. */
  readonly nameLabel?: string;
  /** Its pods are made to end. */
  readonly ends?: true;
  /** The fields whose product is how many pods run at a time; each is 1 where it is missing. */
  readonly runs?: readonly TemplatePath[];
}

const TEMPLATE: TemplatePath = ["spec", "template"];
const JOB_TEMPLATE: TemplatePath = ["spec", "jobTemplate", "spec", "template"];

const REPLICAS: readonly TemplatePath[] = [["spec", "replicas"]];

const SELECTED: readonly Required[] = ["selector", "labels"];

/** The built-in workload kinds; a new kind is one entry here. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  {
    group: "",
    kind: "Pod",
    shortNames: ["po"],
    paths: [[]],
    runs: [],
    // https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection
    stubs: ["istio-proxy"],
  },
  { group: "", kind: "PodTemplate", paths: [["template"]] },
  {
    group: "",
    kind: "ReplicationController",
    shortNames: ["rc"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: ["labels"],
  },
  {
    group: "apps",
    kind: "Deployment",
    shortNames: ["deploy"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: SELECTED,
  },
  {
    group: "apps",
    kind: "ReplicaSet",
    shortNames: ["rs"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: SELECTED,
  },
  {
    group: "apps",
    kind: "StatefulSet",
    shortNames: ["sts"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: SELECTED,
  },
  { group: "apps", kind: "DaemonSet", shortNames: ["ds"], paths: [TEMPLATE], requires: SELECTED },
  // Served until Kubernetes 1.16; files that still say so are common.
  {
    group: "extensions",
    kind: "Deployment",
    shortNames: ["deploy"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: ["labels"],
  },
  {
    group: "extensions",
    kind: "ReplicaSet",
    shortNames: ["rs"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    requires: ["labels"],
  },
  {
    group: "extensions",
    kind: "DaemonSet",
    shortNames: ["ds"],
    paths: [TEMPLATE],
    requires: ["labels"],
  },
  {
    group: "batch",
    kind: "Job",
    paths: [TEMPLATE],
    requires: ["job-restart-policy"],
    ends: true,
    runs: [["spec", "parallelism"]],
  },
  {
    group: "batch",
    kind: "CronJob",
    shortNames: ["cj"],
    paths: [JOB_TEMPLATE],
    requires: ["schedule", "job-restart-policy"],
    ends: true,
    runs: [["spec", "jobTemplate", "spec", "parallelism"]],
  },
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  {
    group: "argoproj.io",
    kind: "Rollout",
    shortNames: ["ro"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    podsFrom: ["spec", "workloadRef"],
  },
  // https://openkruise.io/docs/user-manuals/cloneset
  {
    group: "apps.kruise.io",
    kind: "CloneSet",
    shortNames: ["clone"],
    paths: [TEMPLATE],
    runs: REPLICAS,
  },
  {
    group: "apps.kruise.io",
    kind: "StatefulSet",
    shortNames: ["sts", "asts"],
    paths: [TEMPLATE],
    runs: REPLICAS,
  },
  { group: "apps.kruise.io", kind: "DaemonSet", shortNames: ["daemon", "ads"], paths: [TEMPLATE] },
  {
    group: "apps.kruise.io",
    kind: "AdvancedCronJob",
    shortNames: ["acj"],
    paths: [
      ["spec", "template", "jobTemplate", "spec", "template"],
      ["spec", "template", "broadcastJobTemplate", "spec", "template"],
    ],
    ends: true,
    runs: [["spec", "template", "jobTemplate", "spec", "parallelism"]],
  },
  // https://openkruise.io/docs/user-manuals/broadcastjob
  {
    group: "apps.kruise.io",
    kind: "BroadcastJob",
    shortNames: ["bcj"],
    paths: [TEMPLATE],
    requires: ["job-restart-policy"],
    ends: true,
  },
  // https://jobset.sigs.k8s.io/docs/reference/jobset.v1alpha2/; a restartPolicy that is missing is set to OnFailure.
  {
    group: "jobset.x-k8s.io",
    kind: "JobSet",
    paths: [["spec", "replicatedJobs", EACH_ITEM, "template", "spec", "template"]],
    requires: ["every-template"],
    nameLabel: "jobset.sigs.k8s.io/jobset-name",
    ends: true,
    runs: [
      ["spec", "replicatedJobs", EACH_ITEM, "replicas"],
      ["spec", "replicatedJobs", EACH_ITEM, "template", "spec", "parallelism"],
    ],
  },
  // https://knative.dev/docs/serving/reference/serving-api/
  {
    group: "serving.knative.dev",
    kind: "Service",
    shortNames: ["kservice", "ksvc"],
    paths: [TEMPLATE],
    restrictions: ["no-native-sidecars", "one-port"],
    nameLabel: "serving.knative.dev/service",
    containerName: "user-container",
    probePortsComeLater: true,
  },
  {
    group: "serving.knative.dev",
    kind: "Configuration",
    shortNames: ["config", "cfg"],
    paths: [TEMPLATE],
    restrictions: ["no-native-sidecars", "one-port"],
    nameLabel: "serving.knative.dev/configuration",
    containerName: "user-container",
    probePortsComeLater: true,
  },
  {
    group: "apps.openshift.io",
    kind: "DeploymentConfig",
    shortNames: ["dc"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    imagesComeLater: true,
  },
  // OpenShift 3 had no group for it, and files that say so are common.
  {
    group: "",
    kind: "DeploymentConfig",
    shortNames: ["dc"],
    paths: [TEMPLATE],
    runs: REPLICAS,
    imagesComeLater: true,
  },
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/customize-pods
  {
    group: "elasticsearch.k8s.elastic.co",
    kind: "Elasticsearch",
    shortNames: ["es"],
    paths: [["spec", "nodeSets", EACH_ITEM, "podTemplate"]],
    imagesComeLater: true,
    mainContainer: "elasticsearch",
    nameLabel: "elasticsearch.k8s.elastic.co/cluster-name",
    runs: [["spec", "nodeSets", EACH_ITEM, "count"]],
  },
  {
    group: "kibana.k8s.elastic.co",
    kind: "Kibana",
    shortNames: ["kb"],
    paths: [["spec", "podTemplate"]],
    imagesComeLater: true,
    mainContainer: "kibana",
    nameLabel: "kibana.k8s.elastic.co/name",
    runs: [["spec", "count"]],
  },
  {
    group: "beat.k8s.elastic.co",
    kind: "Beat",
    paths: [
      ["spec", "deployment", "podTemplate"],
      ["spec", "daemonSet", "podTemplate"],
    ],
    imagesComeLater: true,
    mainContainer: ["spec", "type"],
    nameLabel: "beat.k8s.elastic.co/name",
    runs: [["spec", "deployment", "replicas"]],
  },
];

/** Returns the API group of an `apiVersion`: `apps/v1` is in `apps`, `v1` in the core group, the empty one. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** Returns what is known of a built-in kind, or of one that has its name in another group. */
export function traitsOfKind({
  group,
  kind,
}: Pick<WorkloadKind, "group" | "kind">): WorkloadKind | undefined {
  const named = WORKLOAD_KINDS.filter((entry) => entry.kind === kind);
  return named.find((entry) => entry.group === group) ?? named[0];
}

/** Returns the workload kind of a group and kind; those of the user go before the built-in ones. */
export function findWorkloadKind(
  apiVersion: string,
  kind: string,
  custom: readonly WorkloadKind[],
): WorkloadKind | undefined {
  const group = groupOf(apiVersion);
  const fits = (entry: WorkloadKind) => entry.kind === kind && entry.group === group;
  const [own, builtIn] = [custom.find(fits), WORKLOAD_KINDS.find(fits)];
  // Who writes a built-in kind down says where its pod templates are, not that it is another kind.
  return own === undefined ? builtIn : { ...builtIn, ...own };
}

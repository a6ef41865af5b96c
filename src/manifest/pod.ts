import type { FieldPath } from "./field-path.ts";
import type { ValueMap } from "./value.ts";

/** A port that a container declares; `protocol` is TCP where the manifest gives none. */
export interface ContainerPort {
  readonly at: FieldPath;
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
  /** Undefined also for 0, which Kubernetes takes as not set. */
  readonly hostPort?: number;
  readonly hostIP?: string;
}

/** A mount of a volume in a container. */
export interface Mount {
  readonly at: FieldPath;
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
  readonly readOnly: boolean;
}

/** A raw block device of a container. */
export interface Device {
  readonly at: FieldPath;
  readonly volume: string;
  readonly path: string;
}

/** An environment variable; `value` is undefined where `valueFrom` gives it. */
export interface EnvVar {
  readonly at: FieldPath;
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: ValueMap;
}

/** A probe that goes to a port of the pod (httpGet, tcpSocket or grpc). */
export interface PortProbe {
  /** The path of the port field. */
  readonly at: FieldPath;
  readonly kind: "livenessProbe" | "readinessProbe" | "startupProbe";
  readonly handler: "httpGet" | "tcpSocket" | "grpc";
  readonly port: number | string;
  readonly host?: string;
}

/** Which of the three sets a container is in: `containers`, restartable init containers, other init containers. */
export type ContainerSet = "app" | "native" | "init";

/** A container of a pod. Anything malformed in it is left out of the lists. */
export interface Container {
  readonly at: FieldPath;
  readonly name: string;
  readonly set: ContainerSet;
  /** 0-based place in its own list (`containers` or `initContainers`). */
  readonly index: number;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly PortProbe[];
  readonly env: readonly EnvVar[];
  readonly mounts: readonly Mount[];
  readonly devices: readonly Device[];
  /** The whole container, for what the view does not name. */
  readonly value: ValueMap;
}

/** A volume of a pod; `source` is what it says beside its name. */
export interface Volume {
  readonly at: FieldPath;
  readonly name: string;
  readonly source: ValueMap;
}

/** What an injected template has to do with a pod. */
export interface InjectedSidecar {
  readonly template: string;
  readonly role: string;
  readonly lifecycle: "native" | "classic";
  /** Names of its long-running containers. */
  readonly containers: readonly string[];
  /** Directories that it shares with the app; the volume may be mounted at a parent of `path`. */
  readonly shared: readonly {
    readonly name: string;
    readonly volume: string;
    readonly path: string;
  }[];
  /** The values of its parameters of format `port`, by name. */
  readonly ports?: Readonly<Record<string, number>>;
  /** The port that it listens on in front of a port of the app. */
  readonly front?: { readonly port: number; readonly of: number };
}

/** The tolerant view of a pod template: only what is well-formed, so that checks need no guards. */
export interface Pod {
  /** The API group of the workload, e.g. `apps`; the core group is the empty one. */
  readonly group: string;
  /** The kind of the workload, e.g. `CronJob`. */
  readonly kind: string;
  /** The name of the workload. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** As written; undefined means Always. */
  readonly restartPolicy?: string;
  readonly hostNetwork: boolean;
  /** All containers: init containers and native sidecars in their order, then app containers. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  /** The way from the workload to the pod template. */
  readonly templatePath: FieldPath;
  /** What tells the pod template from others of the workload: `nodeSets[data]`. */
  readonly templateLabel?: string;
  /** The container that the operator of the workload takes for its own. */
  readonly mainContainer?: string;
  /** Whether the operator of the workload gives probes of the container that serves their port. */
  readonly probePortsComeLater?: true;
  /** Names of a StatefulSet's `volumeClaimTemplates`, which are volumes of its pods. */
  readonly claimTemplates: readonly string[];
  /** What this run injects into the pod. */
  readonly injected: readonly InjectedSidecar[];
  /** The workload around the pod template, as it stands in the manifest (nothing of this run in it). */
  readonly workload: ValueMap;
  /** The pod template as a value. */
  readonly value: ValueMap;
  readonly origin: PodOrigin;
}

/** Where the workload of a pod stands. */
export interface PodOrigin {
  /** The path of its file. */
  readonly file: string;
  /** The offset at which the workload starts. */
  readonly offset: number;
}

/** Returns what tells a pod from those of all other workloads of the input, whatever is injected into it. */
export function idOfPod({ origin, templateLabel = "" }: Pod): string {
  return `${origin.file}\0${origin.offset}\0${templateLabel}`;
}

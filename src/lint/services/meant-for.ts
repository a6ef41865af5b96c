import type { Container, Pod } from "../../manifest/pod.ts";
import { longRunning } from "../containers/long-running.ts";
import { wordsOf } from "../containers/words.ts";
import { isMeantToEnd } from "../lifecycle/meant-to-end.ts";
import { connectionsOf, type Endpoint, endpointsOf } from "../ports/endpoints.ts";
import { programOf } from "../programs/find-program.ts";
import { knownPorts } from "../programs/known-port.ts";
import { partsOf } from "../programs/sidecars.ts";
import type { RuleContext } from "../rule.ts";
import { cleanPath } from "../volumes/mount-path.ts";
import { sourceKind } from "../volumes/volume-source.ts";
import { type LoneSidecar, loneSidecar } from "./lone-sidecar.ts";
import { otherPods } from "./other-targets.ts";
import { selects } from "./service.ts";

/** The workload that a sidecar in a pod of its own was meant for, and what tells so. */
export interface MeantFor {
  readonly workload: Pod;
  /** Words that follow "because", e.g. `both have the label app=web`. */
  readonly evidence: string;
  /** Where the sidecar connects to the workload, if that is the evidence. */
  readonly connection?: Endpoint;
}

/**
 * Returns the workload beside which a lone sidecar was meant to run; undefined where it may well be right as it is: a
 * gateway that Services lead to, an exporter, an agent that reads the node's files.
 */
export function meantFor(
  pod: Pod,
  sidecar: LoneSidecar,
  context: RuleContext,
): MeantFor | undefined {
  for (const others of otherPods(pod, context)) {
    const workloads = others.filter((other) => canHave(other, sidecar));
    const meant = workloads.length === 0 ? undefined : among(workloads, pod, sidecar, context);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function among(
  workloads: readonly Pod[],
  pod: Pod,
  sidecar: LoneSidecar,
  context: RuleContext,
): MeantFor | undefined {
  const kin = kinOf(pod, workloads);
  return (
    byLoopback(pod, workloads, kin?.workload) ??
    (sharesStorage(pod)
      ? undefined
      : (byDirectory(pod, sidecar, kin) ?? byKin(pod, sidecar, kin, context)))
  );
}

function canHave(workload: Pod, { program }: LoneSidecar): boolean {
  return (
    !isMeantToEnd(workload) &&
    loneSidecar(workload) === undefined &&
    partsOf(workload).app.some((container) => programOf(container) === undefined) &&
    !workload.containers.some(
      (container) => program !== undefined && programOf(container) === program,
    )
  );
}

function byLoopback(
  pod: Pod,
  workloads: readonly Pod[],
  kin: Pod | undefined,
): MeantFor | undefined {
  const onlyOf = (fits: (workload: Pod) => boolean): Pod | undefined => {
    const fitting = workloads.filter(fits);
    return (
      fitting.find((workload) => workload === kin) ??
      (fitting.length === 1 ? fitting[0] : undefined)
    );
  };
  for (const connection of outward(pod)) {
    const workload = onlyOf((one) => declares(one, connection.port));
    const evidence = `it connects to port ${connection.port} on localhost`;
    if (workload !== undefined) return { workload, evidence, connection };
  }
  // An app that declares no port may well connect to its own.
  const workload = onlyOf(
    (one) =>
      longRunning(one).some(({ ports }) => ports.length > 0) &&
      outward(one).some(({ port }) => declares(pod, port)),
  );
  if (workload === undefined) return undefined;
  const port = outward(workload).find((one) => declares(pod, one.port))?.port;
  return { workload, evidence: `"${workload.name}" connects to port ${port} on localhost` };
}

/** Returns the connections to ports of the pod on which none of its own containers listens. */
function outward(pod: Pod): readonly Endpoint[] {
  if (pod.hostNetwork) return [];
  return longRunning(pod)
    .flatMap(connectionsOf)
    .filter(({ host, port }) => host === "loopback" && !listensOn(pod, port));
}

function listensOn(pod: Pod, port: number): boolean {
  return longRunning(pod).some(
    (container) =>
      container.ports.some(({ number }) => number === port) ||
      knownPorts(container).includes(port) ||
      endpointsOf(container).some((one) => one.use === "listen" && one.port === port),
  );
}

function declares(pod: Pod, port: number): boolean {
  return longRunning(pod).some(({ ports }) => ports.some(({ number }) => number === port));
}

// What it reads or writes there is there for other pods too.
function sharesStorage(pod: Pod): boolean {
  return pod.volumes.some((volume) =>
    ["hostPath", "persistentVolumeClaim", "nfs", "csi"].includes(sourceKind(volume)),
  );
}

function byDirectory(
  pod: Pod,
  { program }: LoneSidecar,
  kin: MeantFor | undefined,
): MeantFor | undefined {
  if (kin === undefined || program?.role === "monitoring") return undefined;
  const theirs = scratchPaths(kin.workload);
  const path = scratchPaths(pod).find((one) => theirs.includes(one));
  return path === undefined
    ? undefined
    : { workload: kin.workload, evidence: `both mount an emptyDir at "${path}"` };
}

const PRIVATE = new Set(["/tmp", "/var/tmp", "/run", "/var/run", "/cache", "/var/cache"]);

function scratchPaths(pod: Pod): readonly string[] {
  const volumes = pod.volumes.filter((volume) => sourceKind(volume) === "emptyDir");
  return longRunning(pod)
    .flatMap(({ mounts }) => mounts)
    .filter(({ volume }) => volumes.some(({ name }) => name === volume))
    .map(({ path }) => cleanPath(path))
    .filter((path) => !PRIVATE.has(path));
}

/** What a name or label says is enough for a sidecar that does nothing without the files or the network of its app. */
function byKin(
  pod: Pod,
  { program }: LoneSidecar,
  kin: MeantFor | undefined,
  context: RuleContext,
): MeantFor | undefined {
  if (kin === undefined || program?.role === "monitoring") return undefined;
  if (program === undefined || program.role === "logging" || program.role === "config") return kin;
  const isReached = context.servicesOf(pod).some((service) => !selects(service, kin.workload));
  return isReached || longRunning(pod).some(namesRemote) ? undefined : kin;
}

const REMOTE = /:\/\/(?!localhost\b|127\.|\[::1\]|0\.0\.0\.0)[\w.$([-]/;

function namesRemote(container: Container): boolean {
  const words = wordsOf(container).map(({ text }) => text);
  const values = container.env.map(({ value = "" }) => value);
  return [...words, ...values].some((text) => REMOTE.test(text));
}

const LABELS = ["app", "app.kubernetes.io/name", "app.kubernetes.io/instance"];

/** Returns the one workload to which a label or the name of the pod points. */
function kinOf(pod: Pod, workloads: readonly Pod[]): MeantFor | undefined {
  for (const label of LABELS) {
    const value = pod.labels[label];
    const [workload, second] =
      value === undefined ? [] : workloads.filter(({ labels }) => labels[label] === value);
    if (workload !== undefined && second === undefined) {
      return { workload, evidence: `both have the label ${label}=${value}` };
    }
  }
  const [workload] = workloads
    .filter(({ name }) => pod.name.startsWith(`${stemOf(name)}-`))
    .sort((a, b) => b.name.length - a.name.length);
  return workload === undefined ? undefined : { workload, evidence: "by its name" };
}

function stemOf(name: string): string {
  return name.replace(/-(?:app|deployment|deploy|server)$/, "");
}

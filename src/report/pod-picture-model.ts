// What is drawn of a pod: who starts when, and what the containers share.

import { nodeOs } from "../lint/containers/pod-os.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { hookOf } from "../lint/lifecycle/hook.ts";
import { isMeantToEnd } from "../lint/lifecycle/meant-to-end.ts";
import { claimsOf } from "../lint/ports/port-claims.ts";
import { sidecarOf, templateOf } from "../lint/programs/sidecars.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { readPod } from "../manifest/read-pod.ts";
import { asList, isMap, mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import { type PicturedPort, pictureOfPorts } from "./pod-picture-ports.ts";
import { type PicturedVolume, pictureOfVolumes } from "./pod-picture-volumes.ts";

/** What a container is to its pod. */
export type ContainerKind = "init" | "sidecar" | "classic sidecar" | "app" | "ephemeral";

/** A container, and what is said of where it comes from. */
export interface PicturedContainer {
  readonly container: Container;
  readonly kind: ContainerKind;
  /** The template that it was injected from. */
  readonly template?: string;
  /** Ports that it is probed on and does not declare. */
  readonly probed: readonly number[];
  /** The app containers behind it start only when its postStart hook is done. */
  readonly holdsOthers: boolean;
}

/** Containers that start at the same time. */
export interface PictureStep {
  readonly containers: readonly PicturedContainer[];
  /** Until when they run; `around the rest` is until all that starts after them has stopped. */
  readonly lasts: "to its end" | "around the rest" | "as the app" | "on demand";
  /** What the next step waits for, beside their start. */
  readonly gates: readonly string[];
}

/** What is drawn of a pod. */
export interface PodPicture {
  /** What all containers have in common, e.g. `one IP address`. */
  readonly facts: readonly string[];
  /** In the order in which they start. */
  readonly steps: readonly PictureStep[];
  /** The pod is done when its app containers are. */
  readonly isMeantToEnd: boolean;
  /** Ports of the pod's one network, by number. */
  readonly ports: readonly PicturedPort[];
  /** In the order of the pod's list, then those that it does not declare. */
  readonly volumes: readonly PicturedVolume[];
}

/** Returns what is drawn of a pod. */
export function pictureOf(given: Pod): PodPicture {
  const pod = withNames(given);
  const ephemeral = ephemeralContainers(pod);
  const all = [...pod.containers, ...ephemeral];
  return {
    facts: factsOf(pod),
    steps: [...stepsOf(pod), ...stepOf(pod, ephemeral, "on demand")],
    isMeantToEnd: isMeantToEnd(pod),
    ports: pictureOfPorts(pod),
    volumes: pictureOfVolumes(pod, all),
  };
}

function stepsOf(pod: Pod): readonly PictureStep[] {
  const app = pod.containers.filter(({ set }) => set === "app");
  return [
    ...pod.containers
      .filter(({ set }) => set !== "app")
      .flatMap((container) =>
        stepOf(pod, [container], container.set === "init" ? "to its end" : "around the rest"),
      ),
    ...stepOf(pod, app, "as the app"),
  ];
}

function stepOf(
  pod: Pod,
  containers: readonly Container[],
  lasts: PictureStep["lasts"],
): readonly PictureStep[] {
  if (containers.length === 0) return [];
  const pictured = containers.map((container, index): PicturedContainer => {
    const template = templateOf(pod, container);
    const kind = lasts === "on demand" ? "ephemeral" : kindOf(pod, container);
    const probed = claimsOf(pod, container).filter(({ by }) => by === "probed");
    return {
      container,
      kind,
      ...(template === undefined ? {} : { template }),
      probed: probed.map(({ port }) => port),
      holdsOthers: index < containers.length - 1 && hookOf(container, "postStart") !== undefined,
    };
  });
  return [{ containers: pictured, lasts, gates: containers.flatMap(gatesOf) }];
}

function kindOf(pod: Pod, container: Container): ContainerKind {
  if (container.set === "init") return "init";
  if (container.set === "native") return "sidecar";
  return sidecarOf(pod, container) === undefined ? "app" : "classic sidecar";
}

/**
 * What the kubelet waits for before it starts what comes next.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
function gatesOf(container: Container): readonly string[] {
  if (container.set === "init") return ["end"];
  if (container.set === "app") return [];
  const hasProbe = isMap(container.value["startupProbe"]);
  const hasHook = hookOf(container, "postStart") !== undefined;
  return [...(hasHook ? ["postStart hook"] : []), ...(hasProbe ? ["startup probe"] : [])];
}

function factsOf(pod: Pod): readonly string[] {
  const isWindows = nodeOs(pod)?.name === "windows";
  const sharesProcesses = podSpec(pod)["shareProcessNamespace"] === true;
  return [
    pod.hostNetwork ? "in the network of its node" : "one IP address, one localhost",
    ...(sharesProcesses ? ["shared processes"] : []),
    ...(isWindows ? ["Windows"] : []),
  ];
}

const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** The view of a pod leaves out containers without a name, which Knative and others give one; here they have to be seen. */
function withNames(pod: Pod): Pod {
  const spec = podSpec(pod);
  const isNameless = (value: Value) => isMap(value) && typeof value["name"] !== "string";
  if (!LISTS.some((list) => asList(spec[list]).some(isNameless))) return pod;
  const named = (value: Value, index: number): Value =>
    isMap(value) && isNameless(value)
      ? mapOf([...Object.entries(value), ["name", `(unnamed ${index + 1})`]])
      : value;
  const lists = LISTS.flatMap((list): [string, Value][] =>
    spec[list] === undefined ? [] : [[list, asList(spec[list]).map(named)]],
  );
  return readPod(withSpec(pod, mapOf([...Object.entries(spec), ...lists])), pod);
}

/** They are in no manifest, but in a pod that was read from a cluster. */
function ephemeralContainers(pod: Pod): readonly Container[] {
  const containers = podSpec(pod)["ephemeralContainers"] ?? [];
  return readPod(withSpec(pod, mapOf([["containers", containers]])), pod).containers;
}

function withSpec(pod: Pod, spec: ValueMap): ValueMap {
  return mapOf([...Object.entries(pod.value), ["spec", spec]]);
}

import { injectedTemplates } from "../../manifest/marker.ts";
import type { Container, InjectedSidecar, Pod } from "../../manifest/pod.ts";
import { builtInTemplate } from "../../template/built-in.ts";
import type { Role } from "../../template/roles.ts";
import { injectedAs } from "../containers/injected-container.ts";
import { longRunning } from "../containers/long-running.ts";
import { remembered } from "../remembered.ts";
import { programOf } from "./find-program.ts";
import type { KnownProgram } from "./known-program.ts";

/** A container that helps the app of its pod, and how that is known. */
export interface SidecarView {
  readonly container: Container;
  /** One of the roles of templates; undefined where only its place in the pod tells that it is a sidecar. */
  readonly role?: string;
  /** The program that it is known to run. */
  readonly program?: KnownProgram;
  /** The name of the template that it was injected from, by this run or an earlier one. */
  readonly template?: string;
  /** What this run injects, if it does. */
  readonly injected?: InjectedSidecar;
}

/** The containers of a pod, told apart by what they are for. */
export interface PodParts {
  /** In the order of the lists: native sidecars, then sidecars among the app containers. */
  readonly sidecars: readonly SidecarView[];
  /** The app containers that are no sidecars, that of the operator first. */
  readonly app: readonly Container[];
  /** The app container that an annotation names, and the key of that. */
  readonly named?: { readonly container: Container; readonly by: AppAnnotation };
  /** The app container that an annotation names, else the first one that is not a sidecar. */
  readonly main?: Container;
}

/** The annotations of a pod template that name its app container, the stronger one first. */
export const APP_ANNOTATIONS = [
  "kube-sidecar.dev/app-container",
  "kubectl.kubernetes.io/default-container",
] as const;

type AppAnnotation = (typeof APP_ANNOTATIONS)[number];

/**
 * Returns which containers of a pod are sidecars: native ones, injected ones, and app containers that run a known
 * sidecar program beside one that does not. In a pod of such programs alone (a gateway, a collector) they are the app, and so
 * is one that the workload is called by, or that comes first in a DaemonSet.
 */
export const partsOf: (pod: Pod) => PodParts = remembered(readParts);

/** Returns what is known of a container as a sidecar; undefined where it is none. */
export function sidecarOf(pod: Pod, container: Container): SidecarView | undefined {
  return partsOf(pod).sidecars.find((sidecar) => sidecar.container === container);
}

/** Returns the sidecars of one role. */
export function sidecarsOfRole(pod: Pod, role: Role): readonly SidecarView[] {
  return partsOf(pod).sidecars.filter((sidecar) => sidecar.role === role);
}

/** Returns the template that a container was injected from by this run or an earlier one. */
export function templateOf(pod: Pod, container: Container): string | undefined {
  return injectedAs(pod, container)?.template ?? injectedEarlier(pod).get(listedName(container));
}

function readParts(pod: Pod): PodParts {
  const templates = injectedEarlier(pod);
  const views = longRunning(pod).map((container) => viewOf(pod, container, templates));
  const isApp = (view: SidecarView) =>
    !isCertain(view) &&
    (view.program === undefined || isWorkOf(pod, view) || isNamedAsApp(pod, view));
  const hasApp = views.some(isApp);
  const sidecars = views.filter((view) => isCertain(view) || (hasApp && !isApp(view)));
  const inOrder = pod.containers.filter(
    (container) =>
      container.set === "app" && sidecars.every((sidecar) => sidecar.container !== container),
  );
  const ofOperator = inOrder.filter(({ name }) => name === pod.mainContainer);
  const app = [...ofOperator, ...inOrder.filter((one) => !ofOperator.includes(one))];
  const [named] = APP_ANNOTATIONS.flatMap((by) => {
    const container = app.find(({ name }) => name === pod.annotations[by]);
    return container === undefined ? [] : [{ container, by }];
  });
  const main = named?.container ?? app[0];
  return {
    sidecars,
    app,
    ...(named === undefined ? {} : { named }),
    ...(main === undefined ? {} : { main }),
  };
}

/** Whoever writes our annotation knows that a program that is a sidecar elsewhere is the app here; so does an operator. */
function isNamedAsApp({ annotations, mainContainer }: Pod, { container }: SidecarView): boolean {
  return [annotations[APP_ANNOTATIONS[0]], mainContainer].includes(container.name);
}

function isCertain({ container, template }: SidecarView): boolean {
  return container.set === "native" || template !== undefined;
}

/** What is a sidecar elsewhere is the app where the workload is called by its name, or where it is an agent of nodes. */
function isWorkOf({ kind, name }: Pod, { container }: SidecarView): boolean {
  return name.includes(container.name) || (kind === "DaemonSet" && container.index === 0);
}

function viewOf(
  pod: Pod,
  container: Container,
  templates: ReadonlyMap<string, string>,
): SidecarView {
  const program = programOf(container);
  const injected = injectedAs(pod, container);
  const template = injected?.template ?? templates.get(listedName(container));
  const role = injected?.role ?? roleOfTemplate(template) ?? program?.role;
  return {
    container,
    ...(role === undefined ? {} : { role }),
    ...(program === undefined ? {} : { program }),
    ...(template === undefined ? {} : { template }),
    ...(injected === undefined ? {} : { injected }),
  };
}

function roleOfTemplate(template: string | undefined): string | undefined {
  return template === undefined ? undefined : builtInTemplate(template)?.spec.role;
}

/** Returns which template has put in which container, by the marker of earlier runs: `spec.containers[web]` → template. */
function injectedEarlier(pod: Pod): ReadonlyMap<string, string> {
  return new Map(
    [...injectedTemplates(pod.value)].flatMap(([name, { added }]) =>
      [...added.keys()].map((path): [string, string] => [path, name]),
    ),
  );
}

function listedName({ set, name }: Container): string {
  return `spec.${set === "app" ? "containers" : "initContainers"}[${name}]`;
}

// Which containers of a pod are its app, and which of them a template works for.

import { APP_ANNOTATIONS, partsOf } from "../lint/programs/sidecars.ts";
import { findMount } from "../lint/volumes/mount-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asList } from "../manifest/value.ts";
import type { AskedContainer, Scope, Sidecar, Template } from "../template/template.ts";
import { listWords } from "../text/list-words.ts";
import { formatKeyedPath } from "./keyed-path.ts";
import type { PlanProblem } from "./plan-problem.ts";

/** The app of a pod. */
export interface App {
  /** The containers that are neither injected nor known sidecars, in order; in a pod of sidecars alone, all of them. */
  readonly containers: readonly Container[];
  /** The one that a flag, a rule or an annotation names. */
  readonly named?: Container;
  /** Names of containers that the pod does not have. */
  readonly problems: readonly PlanProblem[];
}

const [ANNOTATION] = APP_ANNOTATIONS;

/**
 * Returns the app of a pod; undefined without any container that is not injected. What other templates have put in
 * (`foreign`, formatted paths) says nothing of it, or the order of injections would count.
 */
export function readApp(
  injected: Pod,
  foreign: ReadonlySet<string>,
  asked: AskedContainer | undefined,
): App | undefined {
  const pod = withoutForeign(injected, foreign);
  const { app, sidecars, named } = partsOf(pod);
  const known = sidecars.flatMap(({ container, template }) =>
    container.set === "app" && template === undefined ? [container] : [],
  );
  const own = [...app, ...known];
  const names = own.map(({ name }) => name);
  const chosen = own.find(({ name }) => name === asked?.name);
  const isStronger = named?.by !== ANNOTATION || asked?.strength === "above annotation";
  const main = chosen !== undefined && isStronger ? chosen : named?.container;
  const [first = main] = app;
  if (first === undefined) return undefined;
  return {
    containers: app.length > 0 ? app : [first],
    ...(main === undefined ? {} : { named: main }),
    problems: [...missingByAnnotation(pod, names), ...missingByName(asked, names)],
  };
}

function withoutForeign(pod: Pod, foreign: ReadonlySet<string>): Pod {
  if (foreign.size === 0) return pod;
  const annotations = Object.entries(pod.annotations).filter(
    ([key]) => !foreign.has(formatKeyedPath(["metadata", "annotations", key])),
  );
  const containers = pod.containers.map((container): Container => {
    const list = container.set === "app" ? "containers" : "initContainers";
    const mounts = container.mounts.filter(
      ({ path }) =>
        !foreign.has(
          formatKeyedPath(["spec", list, { item: container.name }, "volumeMounts", { item: path }]),
        ),
    );
    return { ...container, mounts };
  });
  return { ...pod, annotations: Object.fromEntries(annotations), containers };
}

function missingByAnnotation({ annotations }: Pod, names: readonly string[]): PlanProblem[] {
  const name = annotations[ANNOTATION];
  if (name === undefined || names.includes(name)) return [];
  return [
    {
      rule: "annotation-invalid",
      at: ["metadata", "annotations", ANNOTATION],
      message: `${ANNOTATION}: the app has no container "${name}" (it has ${listNames(names)})`,
    },
  ];
}

function missingByName(asked: AskedContainer | undefined, names: readonly string[]): PlanProblem[] {
  if (asked === undefined || names.includes(asked.name)) return [];
  return [
    {
      rule: "app-container-missing",
      severity: "warning",
      at: ["spec", "containers"],
      message: `${asked.by} names container "${asked.name}" as the app, and the pod has only ${listNames(names)}`,
      help: "Name a container of the pod, or narrow the run to the workloads that have it.",
    },
  ];
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** Returns what references of a template may name of the app: the name, image and TCP ports of its container. */
export function appScope({ name, image, ports }: Container): Scope["app"] {
  // What goes in front of the app or asks it for something speaks TCP.
  const tcp = ports.filter(({ protocol }) => protocol === "TCP");
  const [first] = tcp;
  return {
    name,
    image,
    ...(first === undefined ? {} : { port: first.number }),
    ports: Object.fromEntries(
      tcp.flatMap((port) => (port.name === undefined ? [] : [[port.name, port.number]])),
    ),
  };
}

/** What a template comes to for one container of the app. */
export interface Rendered {
  /** Undefined where values are missing or do not fit. */
  readonly sidecar?: Sidecar;
  /** Whether the container lacks a port that the template needs. */
  readonly lacksPort: boolean;
}

/** A template rendered for the container that is the app to it. */
export interface RenderedForApp<Result extends Rendered> {
  readonly rendered: Result;
  /** Set where other containers could be meant as well. */
  readonly doubt?: PlanProblem;
}

/**
 * Returns the template rendered for the container that is the app to it: one that is named, else the one that mounts the
 * directory that it shares, else the one that declares the port that it asks for, else the first.
 */
export function renderForApp<Result extends Rendered>(
  template: Template,
  app: App,
  render: (container: Container) => Result,
): RenderedForApp<Result> {
  const [first, ...others] = app.containers as readonly [Container, ...Container[]];
  const named = app.named ?? namedByTemplate(template, app);
  if (named !== undefined) return { rendered: render(named) };
  if (others.length === 0) return { rendered: render(first) };
  const byPort = renderForPort(app, render);
  const shared = template.spec.app["containers"] === "all" ? [] : byPort.rendered.sidecar?.shared;
  const mounting = mountsOf(app, shared ?? []);
  const [mount] = mounting;
  const other = mounting.find(({ volume }) => volume !== mount?.volume);
  if (mount === undefined) return byPort;
  const rendered = mount.container === byPort.container ? byPort.rendered : render(mount.container);
  if (other !== undefined) {
    const both = listWords([mount, other].map(({ container }) => `"${container.name}"`));
    const why = `containers ${both} have ${mount.path} on different volumes`;
    return { rendered, doubt: doubt(template, mount.container, why, "it stands first") };
  }
  if (mount.container === byPort.container || !byPort.isByPort) return { rendered };
  const why = `container "${mount.container.name}" has ${mount.path}, and container "${byPort.container.name}" the port`;
  return { rendered, doubt: doubt(template, mount.container, why, "of the directory") };
}

function namedByTemplate({ spec }: Template, { containers }: App): Container | undefined {
  const names = asList(spec.app["containers"]);
  return containers.find(({ name }) => names.includes(name));
}

interface RenderedForPort<Result extends Rendered> {
  readonly rendered: Result;
  readonly container: Container;
  /** Whether the port speaks for this container and against the first one. */
  readonly isByPort: boolean;
}

function renderForPort<Result extends Rendered>(
  { containers }: App,
  render: (container: Container) => Result,
): RenderedForPort<Result> {
  const [first, ...others] = containers as readonly [Container, ...Container[]];
  const rendered = render(first);
  if (rendered.lacksPort) {
    for (const container of others) {
      const next = render(container);
      if (!next.lacksPort) return { rendered: next, container, isByPort: true };
    }
  }
  const port = rendered.sidecar?.front?.of;
  const declares = (container: Container) =>
    container.ports.some(({ number, protocol }) => number === port && protocol === "TCP");
  const owner = port === undefined || declares(first) ? undefined : others.find(declares);
  return owner === undefined
    ? { rendered, container: first, isByPort: false }
    : { rendered: render(owner), container: owner, isByPort: true };
}

interface FoundMount {
  readonly container: Container;
  readonly volume: string;
  /** The directory that the template shares. */
  readonly path: string;
}

function mountsOf({ containers }: App, shared: Sidecar["shared"]): readonly FoundMount[] {
  return shared.flatMap(({ path }) =>
    containers.flatMap((container) => {
      const mount = findMount(container, path);
      return mount === undefined ? [] : [{ container, volume: mount.volume, path }];
    }),
  );
}

function doubt(template: Template, { name, at }: Container, why: string, reason: string) {
  return {
    rule: "app-container-unclear",
    severity: "warning",
    at,
    message: `template "${template.name}" takes container "${name}" for the app, because ${reason}: ${why}`,
  } as const;
}

// From a template and the values of its parameters to the sidecar of one pod.

import type { FieldPath } from "../manifest/field-path.ts";
import {
  asList,
  asMap,
  asString,
  isList,
  isMap,
  mapOf,
  type Value,
  type ValueMap,
} from "../manifest/value.ts";
import { paramsIn } from "./check-params.ts";
import { type ConfigFile, type ConfigFileParts, configFileParts } from "./config-files.ts";
import { type Filled, fillIn } from "./fill-in.ts";
import { misfits } from "./misfits.ts";
import { moveImage } from "./move-image.ts";
import type { ResolvedParams } from "./params.ts";
import type { RenderProblem } from "./reference-value.ts";
import type {
  AppContainers,
  Lifecycle,
  Position,
  Scope,
  SharedDirectory,
  Sidecar,
  Template,
} from "./template.ts";

/** A sidecar, and why it must not be used: with problems, it is incomplete. */
export interface Rendering {
  readonly sidecar: Sidecar;
  readonly problems: readonly RenderProblem[];
}

/** What a template is rendered for, beside its pod. */
export interface RenderOptions {
  readonly lifecycle: Lifecycle;
  /** The registry that images are moved to, `HOST[:PORT][/PATH]`. */
  readonly imageRegistry?: string | undefined;
}

/** Returns the template with its parameters filled in for one pod. */
export function renderTemplate(
  template: Template,
  params: ResolvedParams,
  scope: Scope,
  options: RenderOptions,
): Rendering {
  const origins = new WeakMap<object, FieldPath>();
  const { filled, problems } = fillIn(template, params, scope, {
    conditions: "decided",
    origins,
  });
  const files = configFileParts(template.name, configFiles(filled, origins), origins);
  const restart = options.lifecycle === "native" ? "Always" : undefined;
  const imageOf = mirrored(options.imageRegistry, scope);
  const finish = (container: ValueMap, restartPolicy?: string) =>
    finishContainer(container, { restartPolicy, imageOf, files }, origins);
  const sidecar: Sidecar = {
    template,
    appContainer: scope.app.name,
    lifecycle: options.lifecycle,
    position: filled.position as Position,
    containers: maps(filled.containers).map((container) => finish(container, restart)),
    initContainers: maps(filled.initContainers).map((container) => finish(container)),
    volumes: [...maps(filled.volumes), ...files.volumes],
    shared: maps(filled.shared) as readonly ValueMap[] as readonly (ValueMap & SharedDirectory)[],
    app: appOf(asMap(filled.app)),
    pod: withAnnotations(asMap(filled.pod), files.annotations, origins),
    ...frontOf(filled.front),
    ...portsOf(template, params),
    origins,
  };
  return {
    sidecar,
    problems: problems.length > 0 ? problems : misfits(template, params, filled, origins),
  };
}

function configFiles(
  { files, containers }: Filled,
  origins: WeakMap<object, FieldPath>,
): readonly ConfigFile[] {
  const names = maps(containers).flatMap(({ name }) => asString(name) ?? []);
  return maps(files).map((file) => ({
    path: asString(file["path"]) ?? "",
    content: asString(file["content"]) ?? "",
    containers: isList(file["containers"])
      ? file["containers"].flatMap((name) => asString(name) ?? [])
      : names,
    at: origins.get(file) ?? ["spec", "files"],
  }));
}

/** Where the cluster gets the app's image from it gets it for the sidecar too. */
function mirrored(registry: string | undefined, { app }: Scope): (image: string) => string {
  if (registry === undefined) return (image) => image;
  return (image) => (image === app.image ? image : moveImage(image, registry));
}

interface Finish {
  readonly restartPolicy: string | undefined;
  readonly imageOf: (image: string) => string;
  readonly files: ConfigFileParts;
}

function finishContainer(
  container: ValueMap,
  { restartPolicy, imageOf, files }: Finish,
  origins: WeakMap<object, FieldPath>,
): ValueMap {
  const name = asString(container["name"]) ?? "";
  const added = files.mounts.filter(({ containers }) => containers.includes(name));
  const at = origins.get(container) ?? ["spec"];
  const entries = Object.entries(container).map(([key, value]): [string, Value] =>
    key === "image" && typeof value === "string" ? [key, imageOf(value)] : [key, value],
  );
  if (restartPolicy !== undefined) {
    const keys = Object.keys(container);
    const behind = Math.max(keys.indexOf("name"), keys.indexOf("image")) + 1;
    entries.splice(behind, 0, ["restartPolicy", restartPolicy]);
  }
  if (added.length > 0) {
    const all = [...asList(container["volumeMounts"]), ...added.map(({ mount }) => mount)];
    origins.set(all, [...at, "volumeMounts"]);
    // A later entry of a key takes the place of the first.
    entries.push(["volumeMounts", all]);
  }
  const finished = mapOf(entries);
  origins.set(finished, at);
  return finished;
}

function withAnnotations(
  pod: ValueMap,
  annotations: Readonly<Record<string, string>>,
  origins: WeakMap<object, FieldPath>,
): ValueMap {
  if (Object.keys(annotations).length === 0) return pod;
  const own = asMap(pod["annotations"]);
  const all = mapOf([...Object.entries(own), ...Object.entries(annotations)]);
  origins.set(all, origins.get(own) ?? ["spec", "files"]);
  const extended = mapOf([...Object.entries(pod), ["annotations", all]]);
  origins.set(extended, ["spec", "pod"]);
  return extended;
}

function appOf(app: ValueMap): Sidecar["app"] {
  return {
    containers: (app["containers"] ?? "main") as AppContainers,
    env: maps(app["env"]),
    volumeMounts: maps(app["volumeMounts"]),
  };
}

function frontOf(front: Value | undefined): Pick<Sidecar, "front"> {
  const { port, of } = asMap(front);
  return typeof port === "number" && typeof of === "number" ? { front: { port, of } } : {};
}

function portsOf(
  { spec }: Template,
  { values, setByUser }: ResolvedParams,
): Pick<Sidecar, "ports" | "movable"> {
  const names = Object.keys(spec.params).filter((name) => spec.params[name]?.format === "port");
  const ports = names.flatMap((name) => {
    const port = values[name];
    return typeof port === "number" ? [[name, port] as const] : [];
  });
  // A port that follows another value can only be moved with it.
  const isOwn = (name: string) => paramsIn(spec.params[name]?.default ?? null) === undefined;
  const movable = names.filter((name) => !setByUser.includes(name) && isOwn(name));
  return { ports: Object.fromEntries(ports), movable };
}

function maps(value: Value | undefined): readonly ValueMap[] {
  return asList(value).filter(isMap);
}

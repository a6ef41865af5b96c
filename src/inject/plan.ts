import type { FieldPath } from "../manifest/field-path.ts";
import type { InjectedSidecar } from "../manifest/pod.ts";
import { asList, asMap, asString, isMap, mapOf, type ValueMap } from "../manifest/value.ts";
import type { Restriction } from "../manifest/workloads.ts";
import type { AppContainers, Sidecar } from "../template/template.ts";
import type { Place } from "./build-change.ts";
import { checkRefusals } from "./check-refusals.ts";
import { checkRestrictions } from "./check-restrictions.ts";
import { type Draft, type OwnedWant, type PlanNote, want } from "./draft.ts";
import { pathProblem } from "./path-problem.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { type SharedMount, shareDirectory } from "./shared-directory.ts";

/** What is known of a pod when sidecars are planned into it. */
export interface PlanInput {
  readonly kind: string;
  readonly restrictions: readonly Restriction[];
  /** The pod template without what the templates of this run have put in before. */
  readonly bare: ValueMap;
  /** Formatted paths of what other templates have put in. */
  readonly foreign: ReadonlySet<string>;
  /** The names of a StatefulSet's claim templates. */
  readonly claims: readonly string[];
  /** The app's own containers, in order. */
  readonly appContainers: readonly string[];
  /** The name that the kind gives to a container without one. */
  readonly givenName?: string | undefined;
}

/** What injections add to one pod, as fields with their owners; made without touching text. */
export interface Plan {
  readonly wants: readonly OwnedWant[];
  /** What cannot be added, because something else stands there. */
  readonly unmet: readonly OwnedWant[];
  readonly problems: readonly PlanProblem[];
  readonly injected: readonly InjectedSidecar[];
  /** What a person should know of it. */
  readonly notes: readonly PlanNote[];
}

/** Returns the plan that puts the sidecars into a pod, in their order. */
export function planInjection(input: PlanInput, sidecars: readonly Sidecar[]): Plan {
  const draft: Draft = { ...input, wants: [], unmet: [], problems: [], notes: [] };
  // Which container is the app decides about all that follows.
  for (const item of new Set(sidecars.map(({ appContainer }) => appContainer))) {
    const problem = pathProblem(input.bare, ["spec", "containers", { item }]);
    if (problem !== undefined) draft.problems.push(problem);
  }
  const injected = sidecars.map((sidecar) => planSidecar(draft, input, sidecar));
  const notes = [...draft.notes, ...frontNotes(injected)];
  const { wants, unmet, problems } = draft;
  return { wants, unmet, problems, notes, injected };
}

/** What has to change elsewhere, for proxies: of several in a row, the outermost is where traffic comes in. */
function frontNotes(injected: readonly InjectedSidecar[]): readonly PlanNote[] {
  return injected.flatMap(({ template, front }) => {
    if (front === undefined) return [];
    const outer = injected.find((other) => other.front?.of === front.port);
    const where = `listens on port ${front.port} in front of port ${front.of}`;
    const message =
      outer === undefined
        ? `${where}: a Service must have targetPort ${front.port} to go through it`
        : `${where}, and ${outer.template} in front of it`;
    return [{ template, about: "port", message }];
  });
}

function planSidecar(draft: Draft, input: PlanInput, sidecar: Sidecar): InjectedSidecar {
  const { template, lifecycle, front } = sidecar;
  draft.problems.push(...checkRestrictions(input, sidecar), ...checkRefusals(input.bare, sidecar));
  const chosen = chooseContainers(draft, input, sidecar);
  const shared = sidecar.shared.flatMap(
    (directory) => shareDirectory(draft, sidecar, directory, chosen) ?? [],
  );
  planContainers(draft, sidecar, shared);
  for (const [index, volume] of sidecar.volumes.entries()) {
    const item = asString(volume["name"]) ?? "";
    const at = sidecar.origins.get(volume) ?? ["spec", "volumes", index];
    want(draft, sidecar, { path: ["spec", "volumes", { item }], value: volume, place: "last", at });
  }
  planApp(draft, sidecar, chosen);
  planPod(draft, sidecar);
  keepDefaultContainer(draft, input, sidecar);
  return {
    template: template.name,
    role: template.spec.role,
    lifecycle,
    containers: sidecar.containers.flatMap(({ name }) => asString(name) ?? []),
    shared: shared.map(({ name, volume, directory }) => ({ name, volume, path: directory })),
    ports: sidecar.ports,
    ...(front === undefined ? {} : { front }),
  };
}

function chooseContainers(draft: Draft, input: PlanInput, sidecar: Sidecar): readonly string[] {
  const wanted: AppContainers = sidecar.app.containers;
  if (wanted === "main") return [sidecar.appContainer];
  if (wanted === "all") return input.appContainers;
  for (const name of wanted) {
    if (input.appContainers.includes(name)) continue;
    draft.problems.push({
      rule: "app-container-missing",
      at: ["spec", "containers"],
      message: `template "${sidecar.template.name}" adds to container "${name}", and the pod has only ${input.appContainers.map((other) => `"${other}"`).join(", ")}`,
      template: { template: sidecar.template, path: ["spec", "app", "containers"] },
    });
  }
  return wanted.filter((name) => input.appContainers.includes(name));
}

function planContainers(draft: Draft, sidecar: Sidecar, shared: readonly SharedMount[]): void {
  const native = sidecar.lifecycle === "native";
  const add = (list: string, value: ValueMap, place: Place, at: FieldPath) => {
    const item = asString(value["name"]) ?? "";
    const container = mountShared(sidecar, value, shared);
    want(draft, sidecar, { path: ["spec", list, { item }], value: container, place, at });
  };
  const helpers = sidecar.initContainers.map((value, index) => ({
    value,
    list: "initContainers",
    at: sidecar.origins.get(value) ?? ["spec", "initContainers", index],
  }));
  const containers = sidecar.containers.map((value, index) => ({
    value,
    list: native ? "initContainers" : "containers",
    at: sidecar.origins.get(value) ?? ["spec", "containers", index],
  }));
  const beside = unclearPosition(draft, sidecar, native ? "initContainers" : "containers");
  if (beside !== undefined) draft.problems.push(beside);
  let place: Place = sidecar.position;
  for (const { value, list, at } of [...helpers, ...containers]) {
    // The helpers of a classic sidecar run before all app containers wherever they stand; last is behind the app's own.
    const isApart = list === "initContainers" && !native;
    add(list, value, isApart ? "last" : place, at);
    if (!isApart && typeof place === "object" && "after" in place)
      place = { after: asString(value["name"]) ?? "" };
  }
}

/** Beside which of two containers of a name a sidecar stands would be a guess. */
function unclearPosition(
  draft: Draft,
  { position, template }: Sidecar,
  list: string,
): PlanProblem | undefined {
  if (typeof position === "string") return undefined;
  const item = "before" in position ? position.before : position.after;
  const problem = pathProblem(draft.bare, ["spec", list, { item }]);
  if (problem?.rule !== "field-ambiguous") return undefined;
  return { ...problem, template: { template, path: ["spec", "position"] } };
}

/** Gives the mounts that name a shared directory the path at which the app has it. */
function mountShared(
  sidecar: Sidecar,
  container: ValueMap,
  shared: readonly SharedMount[],
): ValueMap {
  const mounts = container["volumeMounts"];
  if (!Array.isArray(mounts)) return container;
  const filled = mounts.map((mount) => {
    if (!isMap(mount) || mount["mountPath"] !== undefined) return mount;
    const found = shared.find(({ name }) => name === mount["name"]);
    if (found === undefined) return mount;
    const { name: _, ...rest } = mount;
    const copy = mapOf([
      ["name", found.volume],
      ["mountPath", found.path],
      ...(found.subPath === undefined ? [] : ([["subPath", found.subPath]] as const)),
      ...Object.entries(rest),
    ]);
    noteCopy(sidecar, mount, copy);
    return copy;
  });
  noteCopy(sidecar, mounts, filled);
  const copy = mapOf(
    Object.entries(container).map(([key, field]) => [key, key === "volumeMounts" ? filled : field]),
  );
  noteCopy(sidecar, container, copy);
  return copy;
}

function noteCopy(sidecar: Sidecar, original: object, copy: object): void {
  const path = sidecar.origins.get(original);
  if (path !== undefined) sidecar.origins.set(copy, path);
}

function planApp(draft: Draft, sidecar: Sidecar, chosen: readonly string[]): void {
  const lists = [
    ["env", "name", sidecar.app.env],
    ["volumeMounts", "mountPath", sidecar.app.volumeMounts],
  ] as const;
  for (const container of chosen) {
    for (const [list, key, values] of lists) {
      for (const [index, value] of values.entries()) {
        const item = asString(value[key]) ?? "";
        const at = sidecar.origins.get(value) ?? ["spec", "app", list, index];
        const path = ["spec", "containers", { item: container }, list, { item }];
        want(draft, sidecar, { path, value, place: "last", at });
      }
    }
  }
}

function planPod(draft: Draft, sidecar: Sidecar): void {
  const { pod } = sidecar;
  const set = (path: readonly string[], value: ValueMap[string], from: readonly string[]) =>
    want(draft, sidecar, { path, value, place: "last", at: ["spec", "pod", ...from] });
  for (const part of ["labels", "annotations"]) {
    for (const [key, value] of Object.entries(asMap(pod[part]))) {
      set(["metadata", part, key], value, [part, key]);
    }
  }
  for (const field of ["shareProcessNamespace", "serviceAccountName"]) {
    if (pod[field] !== undefined) set(["spec", field], pod[field], [field]);
  }
  const { supplementalGroups, ...context } = asMap(pod["securityContext"]);
  for (const [key, value] of Object.entries(context)) {
    set(["spec", "securityContext", key], value, ["securityContext", key]);
  }
  const items = [
    [["spec", "imagePullSecrets"], "name", pod["imagePullSecrets"]],
    [["spec", "hostAliases"], "ip", pod["hostAliases"]],
    [["spec", "securityContext", "supplementalGroups"], "", supplementalGroups],
  ] as const;
  for (const [path, key, list] of items) {
    for (const [index, value] of asList(list).entries()) {
      const item = key === "" ? String(value) : (asString(asMap(value)[key]) ?? "");
      const at: FieldPath = ["spec", "pod", ...path.slice(1), index];
      want(draft, sidecar, { path: [...path, { item }], value, place: "last", at });
    }
  }
}

/** `kubectl logs` and `kubectl exec` take the first container, which a classic sidecar that comes first would be. */
function keepDefaultContainer(draft: Draft, input: PlanInput, sidecar: Sidecar): void {
  if (sidecar.lifecycle !== "classic" || !comesFirst(sidecar, input)) return;
  const key = "kubectl.kubernetes.io/default-container";
  const there = asMap(asMap(draft.bare["metadata"])["annotations"])[key];
  const { appContainer } = sidecar;
  if (there !== undefined && there !== appContainer) return;
  // Among several containers Knative gives another name than to a single one.
  if (input.givenName !== undefined && appContainer.startsWith(input.givenName)) return;
  const path = ["metadata", "annotations", key];
  want(draft, sidecar, {
    path,
    value: appContainer,
    place: "last",
    at: ["spec", "position"],
  });
}

function comesFirst({ position }: Sidecar, { appContainers }: PlanInput): boolean {
  if (typeof position === "string") return position === "first";
  if ("after" in position) return !appContainers.includes(position.after);
  return !appContainers.slice(1).includes(position.before);
}

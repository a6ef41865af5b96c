// The one answer to what an object with a pod template is: a workload that stands for itself, a part of one (a patch, an
// assertion of a test), one that a controller has made, or one that takes its pods from another object.

import type { FieldPath } from "./field-path.ts";
import { type FileRole, isPatchAlone } from "./file-role.ts";
import { valueOfNode } from "./node-value.ts";
import type { ManifestObject } from "./objects.ts";
import { type TemplatePlace, templatePlaces } from "./template-places.ts";
import { asList, asMap, asString, isList, isMap, type Value, type ValueMap } from "./value.ts";
import { valueAtPath } from "./value-at-path.ts";
import {
  EACH_ITEM,
  type Required,
  type TemplatePath,
  WORKLOAD_KINDS,
  type WorkloadKind,
} from "./workloads.ts";

/** What an object with a pod template is, beside its kind. */
export type Standing =
  | { readonly type: "complete" }
  /** The API server would refuse it as it stands, or it only says what is to change in another object. */
  | { readonly type: "incomplete"; readonly evidence: readonly Evidence[] }
  /** A controller has made it, and would undo what is changed in it. */
  | { readonly type: "owned"; readonly owner: ObjectReference; readonly at: FieldPath }
  /** Its pods come from another object. */
  | { readonly type: "reference"; readonly target: string; readonly at: FieldPath }
  /** Its operator adds containers: a known one that the pod template, if there is any, does not name, or all of them. */
  | { readonly type: "appless"; readonly container?: string; readonly at: FieldPath };

/** An object as others name it. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
}

/** What a run can take for workloads although they do not stand for themselves. */
export type Inclusion = "incomplete" | "owned";

/** What shows that an object is incomplete. */
export interface Evidence {
  /**
   * `patch`: a directive of patches; `listed`: a kustomization lists the file as a patch; `gap`: what the API server
   * requires and does not default is not there; `open`: what pods need is not there, and an operator may supply it, as the
   * kind is one of the config.
   */
  readonly type: "patch" | "listed" | "gap" | "open";
  /** From the object on: the directive, the object itself, or the deepest part of the way to what is missing. */
  readonly at: FieldPath;
  /** As `...: MESSAGE` goes on. */
  readonly message: string;
}

const COMPLETE: Standing = { type: "complete" };

/** Returns what an object of a known workload kind is, in a file of which kustomizations make something. */
export function standingOf(object: ManifestObject, kind: WorkloadKind, role: FileRole): Standing {
  const value = asMap(valueOfNode(object.node));
  const gaps = gapsOf(object, value, { kind, role });
  const owner = ownerOf(value);
  // What a controller has made is whole; with gaps it is what a test expects of it.
  if (owner !== undefined && gaps.length === 0) return owner;
  const target = referenceOf(value, kind);
  if (target !== undefined) return target;
  const evidence = [...listingIn(role), ...directivesIn(value, []).slice(0, 1), ...gaps];
  return evidence.length === 0 ? COMPLETE : { type: "incomplete", evidence };
}

/** Returns what one pod template of a complete object is. */
export function standingOfTemplate(
  object: ManifestObject,
  kind: WorkloadKind,
  { path, isThere }: Pick<TemplatePlace, "path" | "isThere">,
): Standing {
  const withoutMain: Standing = isThere ? COMPLETE : { type: "appless", at: path };
  if (kind.mainContainer === undefined) return withoutMain;
  const value = asMap(valueOfNode(object.node));
  const container = mainContainerOf(value, kind);
  if (container === undefined) return withoutMain;
  const { containers } = asMap(valueAtPath(value, [...path, "spec"]));
  const isNamed = asList(containers).some((one) => asMap(one)["name"] === container);
  return isNamed ? COMPLETE : { type: "appless", container, at: path };
}

/** Returns the name of the container that the operator of a kind takes for its own, or adds. */
export function mainContainerOf(
  object: ValueMap,
  { mainContainer }: WorkloadKind,
): string | undefined {
  if (mainContainer === undefined || typeof mainContainer === "string") return mainContainer;
  const name = asString(valueAtPath(object, mainContainer) ?? null);
  return name !== undefined && /^[a-z0-9-]+$/.test(name) ? name : undefined;
}

/** Only the one owner that is the controller makes the object: `ownerReferences[].controller` (meta/v1 OwnerReference). */
function ownerOf(value: ValueMap): Standing | undefined {
  const owners = asList(asMap(value["metadata"])["ownerReferences"]).map(asMap);
  const index = owners.findIndex(({ controller }) => controller === true);
  const owner = owners[index];
  if (owner === undefined) return undefined;
  const reference = {
    kind: asString(owner["kind"]) ?? "?",
    name: asString(owner["name"]) ?? "?",
  };
  return { type: "owned", owner: reference, at: ["metadata", "ownerReferences", index] };
}

function referenceOf(value: ValueMap, { podsFrom }: WorkloadKind): Standing | undefined {
  const found = podsFrom === undefined ? undefined : valueAtPath(value, podsFrom);
  if (podsFrom === undefined || !isMap(found)) return undefined;
  const name = asString(found["name"]) ?? "?";
  return { type: "reference", target: `${asString(found["kind"]) ?? "?"}/${name}`, at: podsFrom };
}

/** What a kustomization lists as a patch may look like a whole object, such as one of two that take turns (blue and green). */
function listingIn(role: FileRole): readonly Evidence[] {
  const [first] = isPatchAlone(role) ? role.patchOf : [];
  if (first === undefined) return [];
  return [{ type: "listed", at: [], message: `${first} lists it as a patch` }];
}

/** https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md */
const DIRECTIVE = /^\$(?:(?:patch|retainKeys)$|setElementOrder\/|deleteFromPrimitiveList\/)/;

function directivesIn(value: Value, path: FieldPath): readonly Evidence[] {
  if (isList(value)) return value.flatMap((item, index) => directivesIn(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const at = [...path, key];
    if (!DIRECTIVE.test(key)) return directivesIn(field, at);
    return [{ type: "patch" as const, at, message: `"${key}" is a directive of a patch` }];
  });
}

function gapsOf(
  { node, apiVersion, name }: ManifestObject,
  value: ValueMap,
  { kind, role }: { readonly kind: WorkloadKind; readonly role: FileRole },
): readonly Evidence[] {
  const gap = (at: FieldPath, message: string): Evidence => ({ type: "gap", at, message });
  const type: Evidence["type"] = WORKLOAD_KINDS.includes(kind) ? "gap" : "open";
  const nameless = name === "" ? [gap(["metadata"], "it has no name")] : [];
  const places = templatePlaces(node, kind);
  const found = places.filter(({ isThere }) => isThere);
  if (places.length === 0 || (found.length === 0 && kind.mainContainer === undefined)) {
    return [
      ...nameless,
      {
        type,
        at: untilList(kind.paths[0] ?? []),
        message: kind.paths[0]?.length === 0 ? "it has no spec" : "it has no pod template",
      },
    ];
  }
  const required = (kind.requires ?? []).flatMap((one) => {
    if (one === "every-template") {
      return places
        .filter(({ isThere }) => !isThere)
        .map(({ path }) => gap(path, "it has no pod template"));
    }
    const { at, message, isThere } = REQUIREMENTS[one];
    // kustomize creates both in the kinds that require them: `commonLabels` in its built-in field specs.
    if (role.supplies.has(one)) return [];
    const from = at.from === "object" ? [[]] : found.map(({ path }) => path);
    return from
      .map((path) => [...path, ...at.path])
      .filter((path) => !isThere(valueAtPath(value, path), { apiVersion, object: value }))
      .map((path) => gap(path, message));
  });
  const inTemplates = found.flatMap(({ path }) =>
    containerGaps(asMap(valueAtPath(value, path)), path, kind).map((one) => ({ ...one, type })),
  );
  return [...nameless, ...required, ...inTemplates];
}

/** What is in the items of a list has no place where there is no item. */
function untilList(path: TemplatePath): FieldPath {
  const list = path.indexOf(EACH_ITEM);
  return list === -1 ? path : path.slice(0, list);
}

function containerGaps(
  template: ValueMap,
  path: FieldPath,
  { imagesComeLater, stubs = [], mainContainer }: WorkloadKind,
): readonly Omit<Evidence, "type">[] {
  const spec = asMap(template["spec"]);
  const containers = asList(spec["containers"]);
  if (containers.length === 0) {
    if (mainContainer !== undefined) return [];
    const at = [...path, "spec", ...("containers" in spec ? ["containers"] : [])];
    return [{ at, message: "the pod has no containers" }];
  }
  if (imagesComeLater === true) return [];
  return containers.flatMap((container, index) => {
    const { image, name } = asMap(container);
    if (image !== undefined && image !== null && image !== "") return [];
    const called = asString(name) ?? String(index);
    if (stubs.includes(called)) return [];
    const at = [...path, "spec", "containers", index];
    return [{ at, message: `container "${called}" has no image` }];
  });
}

interface Requirement {
  readonly at: { readonly from: "object" | "template"; readonly path: FieldPath };
  readonly message: string;
  isThere(
    value: Value | undefined,
    beside: { readonly apiVersion: string; readonly object: ValueMap },
  ): boolean;
}

const isFilled = (value: Value | undefined) => isMap(value) && Object.keys(value).length > 0;

/** Tells whether the selector of an object matches pods without labels, as one does that only says what they may not have. */
function selectsUnlabelled(object: ValueMap): boolean {
  const selector = asMap(asMap(object["spec"])["selector"]);
  const expressions = asList(selector["matchExpressions"]).map(asMap);
  if (expressions.length === 0 || isFilled(selector["matchLabels"])) return false;
  return expressions.every(({ operator }) => operator === "DoesNotExist" || operator === "NotIn");
}

/** What the API server requires and does not default: `Validate*` in kubernetes/pkg/apis, defaults in `SetDefaults_*`. */
const REQUIREMENTS: Readonly<Record<Exclude<Required, "every-template">, Requirement>> = {
  selector: {
    at: { from: "object", path: ["spec", "selector"] },
    message: "it has no selector",
    // apps/v1beta1 and extensions/v1beta1 take the labels of the pods.
    isThere: (value, { apiVersion }) => isFilled(value) || apiVersion === "apps/v1beta1",
  },
  labels: {
    at: { from: "template", path: ["metadata", "labels"] },
    message: "its pods have no labels",
    isThere: (value, { object }) => isFilled(value) || selectsUnlabelled(object),
  },
  "job-restart-policy": {
    at: { from: "template", path: ["spec", "restartPolicy"] },
    message: "the restartPolicy of its pods is neither Never nor OnFailure",
    isThere: (value) => value === "Never" || value === "OnFailure",
  },
  schedule: {
    at: { from: "object", path: ["spec", "schedule"] },
    message: "it has no schedule",
    isThere: (value) => asString(value ?? null) !== undefined && value !== "",
  },
};

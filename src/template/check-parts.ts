import type { FieldPath } from "../manifest/field-path.ts";
import { asList, asString, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import { nearestHint } from "../text/nearest.ts";
import { folderOf } from "./config-files.ts";
import type { TemplateSpec } from "./template.ts";
import { type TemplateFault, templateFault } from "./template-fault.ts";

/** Returns where the parts of a template don't fit each other. */
export function* checkParts(spec: TemplateSpec): Generator<TemplateFault> {
  yield* checkNames(spec);
  yield* checkRestartPolicies(spec);
  yield* checkMounts(spec);
  yield* checkFiles(spec);
}

const LISTS = ["containers", "initContainers"] as const;

function* checkNames(spec: TemplateSpec): Generator<TemplateFault> {
  const groups = [
    { lists: LISTS, noun: "containers" },
    { lists: ["volumes", "shared"] as const, noun: "volumes or shared directories" },
  ];
  for (const { lists, noun } of groups) {
    const seen = new Set<string>();
    for (const list of lists) {
      for (const [index, { name }] of spec[list].entries()) {
        if (typeof name !== "string") continue;
        const message = `two ${noun} of the name "${name}"`;
        if (seen.has(name)) yield templateFault(["spec", list, index, "name"], message);
        seen.add(name);
      }
    }
  }
}

function* checkRestartPolicies(spec: TemplateSpec): Generator<TemplateFault> {
  for (const list of LISTS) {
    for (const [index, container] of spec[list].entries()) {
      if (!Object.hasOwn(container, "restartPolicy")) continue;
      yield templateFault(
        ["spec", list, index, "restartPolicy"],
        "restartPolicy is set by the lifecycle of the template",
        list === "containers"
          ? "leave it out: `lifecycle: native` sets it to Always"
          : "leave it out: initContainers run to completion; a container that goes on belongs in `containers`",
      );
    }
  }
}

function* checkMounts(spec: TemplateSpec): Generator<TemplateFault> {
  const shared = spec.shared.map(({ name }) => name);
  for (const list of LISTS) {
    for (const [index, container] of spec[list].entries()) {
      const at = ["spec", list, index, "volumeMounts"];
      for (const { mount, path } of placed(container["volumeMounts"], at)) {
        const name = asString(mount["name"]) ?? "";
        const hasPath = Object.hasOwn(mount, "mountPath");
        if (hasPath && shared.includes(name)) yield pathOfShared(name, path);
        if (!hasPath && !shared.includes(name)) yield unknownShared(name, path, spec);
      }
    }
  }
  for (const { mount, path } of placed(spec.app["volumeMounts"], ["spec", "app", "volumeMounts"])) {
    const name = asString(mount["name"]) ?? "";
    if (shared.includes(name)) {
      const message = `"${name}" is a shared directory, which the app has without this mount`;
      yield templateFault(path, message, "leave the mount out");
    } else if (!Object.hasOwn(mount, "mountPath")) {
      yield templateFault(path, `the mount "${name}" has no mountPath`);
    }
  }
}

function pathOfShared(name: string, path: FieldPath): TemplateFault {
  return templateFault(
    [...path, "mountPath"],
    `"${name}" is a shared directory, which a sidecar has where the app has it`,
    "leave out mountPath",
  );
}

function unknownShared(name: string, path: FieldPath, spec: TemplateSpec): TemplateFault {
  const names = spec.shared.flatMap((entry) => asString(entry["name"]) ?? []);
  return templateFault(
    path,
    `the mount "${name}" has no mountPath, and no shared directory has its name${nearestHint(name, names)}`,
    `give it a mountPath, or add an entry of that name to spec.shared${names.length === 0 ? "" : ` (there: ${names.join(", ")})`}`,
  );
}

interface PlacedMount {
  readonly mount: ValueMap;
  readonly path: FieldPath;
}

function* placed(mounts: Value | undefined, path: FieldPath): Generator<PlacedMount> {
  for (const [index, mount] of asList(mounts).entries()) {
    if (isMap(mount)) yield { mount, path: [...path, index] };
  }
}

function* checkFiles(spec: TemplateSpec): Generator<TemplateFault> {
  const containers = LISTS.flatMap((list) => spec[list].map(({ name }) => asString(name) ?? ""));
  const paths = new Set<string>();
  const viewers = new Map<string, string>();
  yield* checkSize(spec);
  for (const [index, file] of spec.files.entries()) {
    const at = ["spec", "files", index];
    const path = asString(file["path"]) ?? "";
    if (paths.has(path)) yield templateFault([...at, "path"], `two files at ${path}`);
    paths.add(path);
    for (const [place, name] of asList(file["containers"]).entries()) {
      if (typeof name !== "string" || containers.includes(name)) continue;
      const message = `the template has no container "${name}"`;
      yield templateFault([...at, "containers", place], message, `it has ${containers.join(", ")}`);
    }
    const folder = folderOf(path);
    const seenBy = JSON.stringify(file["containers"] ?? null);
    if ((viewers.get(folder) ?? seenBy) !== seenBy) {
      const message = `files in one folder (${folder}) are mounted together, so the same containers must see them`;
      yield templateFault(
        [...at, "containers"],
        message,
        "name the same containers, or use another folder",
      );
    }
    viewers.set(folder, seenBy);
  }
}

/** Kubernetes takes no more annotations than this (TotalAnnotationSizeLimitB), in bytes. */
const ANNOTATION_LIMIT = 256 * 1024;

function* checkSize({ files }: TemplateSpec): Generator<TemplateFault> {
  const text = files.map(({ content }) => asString(content) ?? "").join("");
  const size = new TextEncoder().encode(text).length;
  if (size <= ANNOTATION_LIMIT) return;
  yield templateFault(
    ["spec", "files"],
    `the files hold ${size} bytes, and annotations, which keep them, at most ${ANNOTATION_LIMIT}`,
    "mount a ConfigMap of your own instead",
  );
}

// The configuration files of a sidecar live in annotations of the pod: they need no ConfigMap beside the workload,
// and a change of them rolls the pods.

import type { FieldPath } from "../manifest/field-path.ts";
import { mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import { shortHash } from "../text/short-hash.ts";

/** A configuration file with its content filled in; `at` is its entry in the template's document. */
export interface ConfigFile {
  readonly path: string;
  readonly content: string;
  /** Names of the containers that see it. */
  readonly containers: readonly string[];
  readonly at: FieldPath;
}

/** What configuration files add to a pod. */
export interface ConfigFileParts {
  readonly annotations: Readonly<Record<string, string>>;
  /** One volume per folder. */
  readonly volumes: readonly ValueMap[];
  readonly mounts: readonly { readonly containers: readonly string[]; readonly mount: ValueMap }[];
}

/** Returns what the files of a template add to a pod; where each part comes from is noted in `origins`. */
export function configFileParts(
  template: string,
  files: readonly ConfigFile[],
  origins: WeakMap<object, FieldPath>,
): ConfigFileParts {
  const keys = annotationKeys(template, files);
  const note = <T extends object>(value: T, at: FieldPath): T => {
    origins.set(value, at);
    return value;
  };
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))];
  const parts = folders.map((folder, index) => {
    const members = files.filter(({ path }) => folderOf(path) === folder);
    const at = members[0]?.at ?? [];
    const name = volumeName(template, index);
    const items = members.map((file) => {
      const fieldPath = `metadata.annotations['${keys.get(file) ?? ""}']`;
      const fieldRef = note(fieldsOf({ fieldPath }), file.at);
      return note(fieldsOf({ path: baseName(file.path), fieldRef }), file.at);
    });
    const downwardAPI = note(fieldsOf({ items: note(items, at) }), at);
    return {
      volume: note(fieldsOf({ name, downwardAPI }), at),
      containers: [...new Set(members.flatMap((file) => file.containers))],
      mount: () => note(fieldsOf({ name, mountPath: folder, readOnly: true }), at),
    };
  });
  return {
    annotations: Object.fromEntries(files.map((file) => [keys.get(file) ?? "", file.content])),
    volumes: parts.map(({ volume }) => volume),
    // Each container gets a mapping of its own, so that each can be traced.
    mounts: parts.flatMap(({ containers, mount }) =>
      containers.map((container) => ({ containers: [container], mount: mount() })),
    ),
  };
}

function fieldsOf(fields: Readonly<Record<string, Value>>): ValueMap {
  return mapOf(Object.entries(fields));
}

/** Returns the folder of an absolute path. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const PREFIX = "kube-sidecar.dev/";
/** Of the name of an annotation, and of a volume. */
const LONGEST = 63;

function annotationKeys(
  template: string,
  files: readonly ConfigFile[],
): ReadonlyMap<ConfigFile, string> {
  const names = files.map(({ path }) => `file.${template}.${baseName(path)}`);
  return new Map(
    files.map((file, index) => {
      const name = names[index] ?? "";
      const isUnique = names.indexOf(name) === names.lastIndexOf(name);
      const isValid = name.length <= LONGEST && /^[\w.-]*[A-Za-z0-9]$/.test(name);
      return [file, PREFIX + (isUnique && isValid ? name : hashedName(name, file.path))];
    }),
  );
}

/** A name of allowed characters that stays different from others of the template. */
function hashedName(name: string, path: string): string {
  const allowed = name.replaceAll(/[^\w.-]+/g, "-");
  return `${allowed.slice(0, LONGEST - 9)}-${shortHash(path)}`;
}

function volumeName(template: string, index: number): string {
  const suffix = index === 0 ? "-files" : `-files-${index + 1}`;
  const name = template + suffix;
  if (name.length <= LONGEST) return name;
  const hash = shortHash(template);
  return `${template.slice(0, LONGEST - suffix.length - hash.length - 1)}-${hash}${suffix}`;
}

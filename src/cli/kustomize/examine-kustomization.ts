import { posix, resolve, sep } from "node:path";
import { type ConfigKind, configOfDocument } from "../../config/read-injector.ts";
import type { Io } from "../../io/io.ts";
import { isOwnGroup } from "../../manifest/document-type.ts";
import { isFault, readOutline, splitDocuments } from "../../manifest/documents.ts";
import type { ManifestObject } from "../../manifest/objects.ts";
import { settableRuleIds } from "../../pipeline/rule-texts.ts";
import { nearestHint } from "../../text/nearest.ts";
import { placeOf } from "../../text/place.ts";
import { UserError } from "../../text/user-error.ts";
import type { Diagnosis } from "./diagnosis.ts";
import {
  type Entry,
  entryOf,
  type Kustomization,
  LIST_FIELDS,
  type ListField,
  objectsIn,
  objectsListed,
  PLUGIN_FIELDS,
  readKustomization,
} from "./kustomization.ts";
import { CONFIG_KINDS } from "./plugin-config.ts";

/** An object of ours and the list of a kustomization that names it. */
interface Listed {
  readonly object: ManifestObject;
  readonly field: ListField;
  readonly kustomization: Kustomization;
}

/**
 * Returns what becomes of the objects of ours in a kustomization and in the folders that it names.
 * Throws a `UserError` for a folder without a kustomization.
 */
export function examineKustomization(io: Io, folder: string): readonly Diagnosis[] {
  const start = posix.normalize(folder.split(sep).join("/"));
  if (readKustomization(io, start) === undefined) {
    throw new UserError(`there is no kustomization.yaml in ${folder} that can be read`);
  }
  const { listed, notes } = walk(io, start, new Set());
  if (listed.length > 0) return [...listed.map((one) => examineListed(io, one)), ...notes];
  if (notes.some(({ status }) => status === "ill")) return notes;
  const none: Diagnosis = {
    subject: folder,
    status: "ill",
    message: "nothing in it asks for kube-sidecar",
    help: 'list the file of a SidecarInjector under "transformers"',
  };
  return [none, ...notes];
}

interface Walked {
  readonly listed: readonly Listed[];
  readonly notes: readonly Diagnosis[];
}

function walk(io: Io, folder: string, seen: Set<string>): Walked {
  const kustomization = seen.has(folder) ? undefined : readKustomization(io, folder);
  seen.add(folder);
  if (kustomization === undefined) return { listed: [], notes: [] };
  const parts = LIST_FIELDS.map((field) => walkList(io, kustomization, field, seen));
  return {
    listed: parts.flatMap(({ listed }) => listed),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Folders under `resources` and the like are kustomizations of their own; those under `transformers` hold configs. */
function walkList(
  io: Io,
  kustomization: Kustomization,
  field: ListField,
  seen: Set<string>,
): Walked {
  const isOurs = ({ apiVersion }: ManifestObject) => isOwnGroup(apiVersion);
  const entries = kustomization.lists[field].map((name) => ({
    name,
    entry: entryOf(io, kustomization, name),
  }));
  const holdsConfigs = PLUGIN_FIELDS.some((one) => one === field);
  const objects = holdsConfigs
    ? objectsListed(io, kustomization, field)
    : entries.flatMap(({ entry }) => (entry.type === "source" ? objectsIn(entry.source) : []));
  const folders = entries.flatMap(({ entry }) => (entry.type === "folder" ? [entry.folder] : []));
  const inner = holdsConfigs ? [] : folders.map((folder) => walk(io, folder, seen));
  const elsewhere = entries.filter(({ entry }) => entry.type === "elsewhere");
  const unreadable = holdsConfigs ? entries.flatMap(({ entry }) => faultsOf(entry)) : [];
  return {
    listed: [
      ...inner.flatMap(({ listed }) => listed),
      ...objects.filter(isOurs).map((object) => ({ object, field, kustomization })),
    ],
    notes: [
      ...inner.flatMap(({ notes }) => notes),
      ...unreadable,
      ...elsewhere.map(({ name }) => ({
        subject: kustomization.path,
        status: "note" as const,
        message: `"${name}" under "${field}" is no file or folder here, and is not examined`,
        help: "",
      })),
    ],
  };
}

/** A config that is no YAML asks for nothing that could be seen in it. */
function faultsOf(entry: Entry): readonly Diagnosis[] {
  if (entry.type !== "source") return [];
  const { source } = entry;
  return splitDocuments(source).documents.flatMap((document) => {
    const outline = readOutline(document);
    if (!isFault(outline)) return [];
    const { line } = placeOf(source, outline.offset, outline.offset);
    const what =
      outline.remedy === undefined ? `this is not valid: ${outline.message}` : outline.message;
    const message = `line ${line}: ${what}`;
    return [{ subject: source.path, status: "ill" as const, message, help: outline.remedy ?? "" }];
  });
}

function examineListed(io: Io, listed: Listed): Diagnosis {
  const { object, field, kustomization } = listed;
  const { path } = object.document.source;
  const subject = path === kustomization.path ? `${path}, ${field}` : path;
  const fault = faultOfKind(listed) ?? faultOfPlace(listed) ?? faultOfContent(io, listed);
  if (fault !== undefined) return { subject, status: "ill", ...fault };
  const message = `${object.kind}/${object.name} under "${field}" of ${kustomization.path}`;
  return { subject, status: "well", message, help: "" };
}

type Fault = Pick<Diagnosis, "message" | "help">;

function faultOfKind({ object: { kind, apiVersion } }: Listed): Fault | undefined {
  if (kind === "SidecarTemplate") {
    return {
      message: "it holds a SidecarTemplate, which kustomize passes on as a manifest",
      help: "leave it out, and name its folder in spec.templateDirs of a SidecarInjector",
    };
  }
  const known = kindOf(kind) !== undefined;
  if (known && apiVersion === "kube-sidecar.dev/v1alpha1") return undefined;
  return {
    message: `there is no kind ${kind} of ${apiVersion}${known ? "" : nearestHint(kind, CONFIG_KINDS)}`,
    help: `there are ${CONFIG_KINDS.join(" and ")} of kube-sidecar.dev/v1alpha1`,
  };
}

/** What kustomize does with an object of ours in a list where it does no good. */
const LOST: Readonly<Record<ConfigKind, Partial<Record<ListField, string>>>> = {
  SidecarInjector: {
    resources: "which passes it on as a manifest and injects nothing",
    components: "which has to be folders",
    generators: "which see no manifests",
    validators: "which must not change anything",
  },
  SidecarLint: {
    resources: "which passes it on as a manifest and checks nothing",
    components: "which has to be folders",
    generators: "which see no manifests",
  },
};

function faultOfPlace({ object, field, kustomization }: Listed): Fault | undefined {
  const { kind, annotations } = object;
  const known = kindOf(kind);
  const lost = known && LOST[known][field];
  if (lost !== undefined) {
    const proper = kind === "SidecarLint" ? "validators" : "transformers";
    const message = `${kind} stands under "${field}" of ${kustomization.path}, ${lost}`;
    return { message, help: `move it to "${proper}"` };
  }
  const key = FUNCTION_ANNOTATIONS.find((name) => annotations[name] !== undefined);
  if (key === undefined) return undefined;
  return {
    message: `its annotation ${key} makes it a KRM function: kubectl skips it without a word, and so does kustomize without --enable-exec`,
    help: `for kubectl, take the annotation out; else: kustomize build --enable-alpha-plugins --enable-exec ${kustomization.folder}`,
  };
}

const FUNCTION_ANNOTATIONS = ["config.kubernetes.io/function", "config.k8s.io/function"];

function faultOfContent(io: Io, { object, kustomization }: Listed): Fault | undefined {
  const kind = kindOf(object.kind);
  if (kind === undefined) return undefined;
  if (object.name === "") {
    return {
      message: "it has no metadata.name, without which kustomize takes it for the name of a folder",
      help: "name it",
    };
  }
  const document = { source: object.document.source, root: object.node };
  const { injector, problems } = configOfDocument(kind, document, settableRuleIds());
  const [error] = problems.filter(({ severity }) => severity === "error");
  if (error !== undefined) {
    return { message: `line ${error.place.line}: ${error.message}`, help: error.help };
  }
  const missing = injector?.templateDirs.find(
    (folder) => !io.fs.existsSync(resolve(io.cwd, kustomization.folder, folder)),
  );
  if (missing === undefined) return undefined;
  return {
    message: `there is no ${posix.join(kustomization.folder, missing)}, which spec.templateDirs names`,
    help: `paths are relative to the folder of ${kustomization.path}`,
  };
}

function kindOf(kind: string): ConfigKind | undefined {
  return CONFIG_KINDS.find((known) => known === kind);
}

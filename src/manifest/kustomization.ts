import { folderAround, nameInFolder, pathIn } from "../text/file-path.ts";
import { encodeText, type Source } from "../text/source.ts";
import { isFault, readOutline, splitDocuments } from "./documents.ts";
import { valueOfNode } from "./node-value.ts";
import { asList, asMap, asString, isMap, stringMap, type Value, type ValueMap } from "./value.ts";
import { groupOf } from "./workloads.ts";

/** A kustomization file: what it gathers, what it patches, and what it supplies to all that it gathers. */
export interface Kustomization extends Supplies {
  /** The path of the file. */
  readonly path: string;
  readonly folder: string;
  /** Files and folders, as paths; those of components count as well. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** Files and folders with configs of transformers, among which are patches. */
  readonly transformers: readonly string[];
}

/** What a kustomization writes into the resources that it gathers. */
export interface Supplies {
  readonly namespace?: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** Into selectors and the labels of pod templates: `commonLabels`, and `labels` with `includeSelectors`. */
  readonly selectorLabels: ReadonlyMap<string, string>;
  /** Into the labels of pod templates; those of selectors among them. */
  readonly templateLabels: ReadonlyMap<string, string>;
  /** The names of the images whose tag, digest or name it sets. */
  readonly images: readonly string[];
  /** The files that it lists as patches, of all three forms. */
  readonly patches: readonly string[];
  /** What the patches say that it contains itself. */
  readonly inlinePatches: readonly Value[];
}

/** The names under which kustomize looks for a kustomization in a folder. */
export const KUSTOMIZATION_NAMES: readonly string[] = [
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
];

/** Tells whether a file is a kustomization by its name. */
export function isKustomizationName(path: string): boolean {
  return KUSTOMIZATION_NAMES.includes(nameInFolder(path));
}

/** Returns what a kustomization file says; undefined for a file that is none, or that cannot be read. */
export function readKustomization({ path, text }: Source): Kustomization | undefined {
  const value = valuesIn({ path, text }).find(isMap);
  if (value === undefined || !isOfKustomize(value)) return undefined;
  const folder = folderAround(path);
  const paths = (entries: readonly string[]) => localPaths(folder, entries);
  return {
    path,
    folder,
    resources: paths([...textsAt(value, "resources"), ...textsAt(value, "bases")]),
    components: paths(textsAt(value, "components")),
    transformers: paths(textsAt(value, "transformers")),
    ...suppliesOf(value),
    patches: paths(patchNames(value)),
    inlinePatches: inlinePatchesIn(value),
  };
}

/** Returns the values of the documents of a source, those that cannot be read left out. */
export function valuesIn(source: Source): readonly Value[] {
  return splitDocuments(source).documents.flatMap((document) => {
    const outline = readOutline(document);
    return isFault(outline) ? [] : [valueOfNode(outline.root)];
  });
}

/** Flux has a Kustomization of its own, which gathers nothing by file. */
function isOfKustomize({ apiVersion, kind }: ValueMap): boolean {
  const group = groupOf(asString(apiVersion) ?? "");
  if (group !== "" && group !== "kustomize.config.k8s.io") return false;
  return ["Kustomization", "Component", undefined].includes(asString(kind));
}

function textsAt(value: ValueMap, field: string): readonly string[] {
  return asList(value[field]).flatMap((item) => asString(item) ?? []);
}

function patchNames(value: ValueMap): readonly string[] {
  const withPath = [...asList(value["patches"]), ...asList(value["patchesJson6902"])];
  const inline = textsAt(value, "transformers").filter((entry) => entry.includes("\n"));
  return [
    ...withPath.flatMap((patch) => asString(asMap(patch)["path"]) ?? []),
    ...textsAt(value, "patchesStrategicMerge"),
    ...inline.flatMap((text) => patchesOfTransformers({ path: "", text: encodeText(text) })),
  ];
}

/** The kinds of the configs with which kustomize patches, that name files in `path` and `paths`. */
const PATCH_TRANSFORMERS: ReadonlySet<string> = new Set([
  "PatchTransformer",
  "PatchStrategicMergeTransformer",
  "PatchJson6902Transformer",
]);

/** Returns the files that the configs of transformers name as patches, as the kustomization sees them that lists the configs. */
export function patchesOfTransformers(source: Source): readonly string[] {
  return valuesIn(source)
    .map(asMap)
    .filter(({ kind }) => PATCH_TRANSFORMERS.has(asString(kind) ?? ""))
    .flatMap(({ path, paths }) => [path, ...asList(paths)])
    .flatMap((path) => asString(path) ?? []);
}

/** Returns the paths of those entries that are in the file system. */
export function localPaths(folder: string, entries: readonly string[]): readonly string[] {
  return entries.filter(isLocal).map((name) => pathIn(folder, name));
}

/** An entry is a path, an address, or the text of a patch or of a config itself. */
function isLocal(entry: string): boolean {
  return entry !== "" && !entry.includes("\n") && !/^[\w+-]+:\/\/|[?{]/.test(entry);
}

/** Patches stand there as texts: in a field of an entry, or as the entry itself. */
function inlinePatchesIn(value: ValueMap): readonly Value[] {
  const withText = [...asList(value["patches"]), ...asList(value["patchesJson6902"])];
  const texts = [
    ...withText.flatMap((patch) => asString(asMap(patch)["patch"]) ?? []),
    ...textsAt(value, "patchesStrategicMerge").filter((entry) => !isLocal(entry)),
  ];
  return texts.flatMap((text) => valuesIn({ path: "", text: encodeText(text) }));
}

function suppliesOf(value: ValueMap): Omit<Supplies, "patches" | "inlinePatches"> {
  const namespace = asString(value["namespace"]);
  const labels = asList(value["labels"]).map(asMap);
  const pairs = (wanted: (entry: ValueMap) => boolean) => labels.filter(wanted).flatMap(pairsIn);
  const selectorLabels = [
    ...pairs((entry) => entry["includeSelectors"] === true),
    ...Object.entries(stringMap(value["commonLabels"])),
  ];
  return {
    ...(namespace === undefined || namespace === "" ? {} : { namespace }),
    namePrefix: asString(value["namePrefix"]) ?? "",
    nameSuffix: asString(value["nameSuffix"]) ?? "",
    selectorLabels: new Map(selectorLabels),
    templateLabels: new Map([...pairs(reachesTemplates), ...selectorLabels]),
    images: asList(value["images"]).flatMap((image) => asString(asMap(image)["name"]) ?? []),
  };
}

function pairsIn({ pairs }: ValueMap): readonly (readonly [string, string])[] {
  return Object.entries(stringMap(pairs));
}

/** `fields` name what a label goes into beside the metadata of the resource. */
function reachesTemplates({ includeTemplates, fields }: ValueMap): boolean {
  return (
    includeTemplates === true ||
    asList(fields).some((field) => asMap(field)["path"] === "spec/template/metadata/labels")
  );
}

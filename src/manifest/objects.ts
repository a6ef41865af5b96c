import { sliceText } from "../text/source.ts";
import { type DocumentType, type Glance, glanceAt, itemsOf, typeOfNode } from "./document-type.ts";
import { type Document, isFault, readOutline } from "./documents.ts";
import type { FieldPath } from "./field-path.ts";
import { nodeAt, textAt, valueOfNode } from "./node-value.ts";
import type { MapNode, Node, Outline, SyntaxFault } from "./outline.ts";
import type { Standing } from "./recognise.ts";
import type { TemplatePlace } from "./template-places.ts";
import { stringMap } from "./value.ts";
import type { WorkloadKind } from "./workloads.ts";

/** The place of an object in a list, or, where lists stand in a list, its places from the outermost list on. */
export type ItemAddress = number | readonly number[];

/** An object of Kubernetes: a document, or one item of a list in it. */
export interface ManifestObject {
  readonly document: Document;
  readonly outline: Outline;
  /** 0-based place in its list, from the outermost list on; undefined for an object that is a document of its own. */
  readonly item?: ItemAddress;
  readonly node: MapNode;
  /** The way from the root of the document to the object. */
  readonly path: FieldPath;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An object that contains a pod template; one that has several is a workload with each of them. */
export interface Workload extends ManifestObject {
  readonly workloadKind: WorkloadKind;
  readonly standing: Standing;
  /** The way from the object to its pod template. */
  readonly templatePath: FieldPath;
  /** What tells the pod template from others of the object: `nodeSets[data]`. */
  readonly templateLabel?: string;
}

/** Returns where a workload begins: its object, or of several pod templates in it the one that it is. */
export function startOfWorkload({ node, templatePath, templateLabel }: Workload): number {
  return templateLabel === undefined ? node.start : (nodeAt(node, templatePath) ?? node).start;
}

/** Tells whether objects of an `apiVersion` and a kind are of interest. */
export type IsKnown = (apiVersion: string, kind: string) => boolean;

/** Returns the objects of a document, those of lists in place of the list, or why it cannot be read. */
export function objectsOf(document: Document): readonly ManifestObject[] | SyntaxFault {
  const outline = readOutline(document);
  if (isFault(outline)) return outline;
  return expand(outline.root, { path: [], items: [] }, { document, outline });
}

function expand(
  node: Node,
  { path, items, type = typeOfNode(node) }: Way,
  from: Pick<ManifestObject, "document" | "outline">,
): readonly ManifestObject[] {
  if (node.type === "alias") return expand(node.target, { path, items, type }, from);
  if (node.type !== "map") return [];
  const list = itemsOf(node);
  if (list !== undefined) {
    return list.items.flatMap(({ value }, index) => {
      const inner = { path: [...path, "items", index], items: [...items, index] };
      return expand(value, { ...inner, type: typeInList(value, type) }, from);
    });
  }
  const { apiVersion, kind } = type;
  if (kind === "") return [];
  const [first, second] = items;
  return [
    {
      ...from,
      ...(first === undefined ? {} : { item: second === undefined ? first : items }),
      node,
      path,
      kind,
      apiVersion,
      name: textAt(node, ["metadata", "name"]) || textAt(node, ["metadata", "generateName"]),
      namespace: textAt(node, ["metadata", "namespace"]),
      labels: stringsAt(node, ["metadata", "labels"]),
      annotations: stringsAt(node, ["metadata", "annotations"]),
    },
  ];
}

/** The way from the root of a document to a node, and what the node is. */
interface Way extends Pick<ManifestObject, "path"> {
  readonly items: readonly number[];
  readonly type?: DocumentType;
}

/** API servers leave out of the items of a list what the list says of all; kubectl fills it in as this does. */
function typeInList(item: Node, list: DocumentType): DocumentType {
  const own = typeOfNode(item);
  if (own.apiVersion !== "" || own.kind !== "") return own;
  return { ...own, apiVersion: list.apiVersion, kind: list.kind.replace(/List$/, "") };
}

/** Returns an object of a workload kind as a workload with one of its pod templates. */
export function asWorkload(
  object: ManifestObject,
  { path, label }: TemplatePlace,
  { workloadKind, standing }: Pick<Workload, "workloadKind" | "standing">,
): Workload {
  return {
    ...object,
    workloadKind,
    standing,
    templatePath: path,
    ...(label === undefined ? {} : { templateLabel: label }),
  };
}

/**
 * Tells whether a document may hold an object of a known group and kind, a list, or something that looks like a workload.
 * False lets a document pass unread.
 */
export function mayHold(document: Document, isKnown: IsKnown): boolean {
  const glance = glanceAt(document);
  if (glance === undefined || isOfInterest(glance, isKnown)) return true;
  const { source, start, end } = document;
  return glance.hasSpec && MAY_HAVE_CONTAINERS.test(sliceText(source.text, start, end));
}

/** The key of a list of containers, or an escape that it may be written with. */
const MAY_HAVE_CONTAINERS = /\bcontainers\b|\\[xuU\r\n]/;

/** Tells whether a document may be an object of a known group and kind, or a list. */
export function mayBe(document: Document, isKnown: IsKnown): boolean {
  const glance = glanceAt(document);
  return glance === undefined || isOfInterest(glance, isKnown);
}

function isOfInterest({ apiVersion, kind, hasItems }: Glance, isKnown: IsKnown): boolean {
  return hasItems || isKnown(apiVersion, kind);
}

function stringsAt(node: Node, path: FieldPath): Readonly<Record<string, string>> {
  const found = nodeAt(node, path);
  return found === undefined ? {} : stringMap(valueOfNode(found));
}

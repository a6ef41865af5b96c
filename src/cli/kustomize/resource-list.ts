import type { Change, MapChange } from "../../inject/change.ts";
import { spliceSource } from "../../inject/splice-source.ts";
import { glanceAt, typeOfNode } from "../../manifest/document-type.ts";
import {
  isFault,
  readOutline,
  type Syntax,
  splitDocuments,
  syntaxOf,
} from "../../manifest/documents.ts";
import { nodeAt } from "../../manifest/node-value.ts";
import { type ManifestObject, objectsOf } from "../../manifest/objects.ts";
import type { MapNode, Node } from "../../manifest/outline.ts";
import type { ValueMap } from "../../manifest/value.ts";
import { applyEdits } from "../../text/edit.ts";
import { placeOf } from "../../text/place.ts";
import type { ByteText, Source } from "../../text/source.ts";
import { UserError } from "../../text/user-error.ts";

/** What an orchestrator hands to a KRM function. */
export interface ResourceList {
  readonly source: Source;
  readonly root: MapNode;
  readonly syntax: Syntax;
  readonly functionConfig?: Node;
  readonly items: readonly ManifestObject[];
}

/** Returns the ResourceList that is all of a source, undefined for anything else; throws a `UserError` for a broken one. */
export function readResourceList(source: Source): ResourceList | undefined {
  if (!source.text.includes("ResourceList")) return undefined;
  const [document, another] = splitDocuments(source).documents;
  if (document === undefined || another !== undefined) return undefined;
  const outline = readOutline(document);
  if (isFault(outline)) {
    if (glanceAt(document)?.kind !== "ResourceList") return undefined;
    const { line, column } = placeOf(source, outline.offset, outline.offset);
    const subject = outline.remedy === undefined ? "the ResourceList is not valid" : "ResourceList";
    throw new UserError(`${subject}: ${outline.message} (${line}:${column})`);
  }
  const { root } = outline;
  if (root.type !== "map" || typeOfNode(root).kind !== "ResourceList") return undefined;
  const functionConfig = nodeAt(root, ["functionConfig"]);
  const items = objectsOf({ ...document, outline });
  return {
    source,
    root,
    syntax: syntaxOf(document),
    ...(functionConfig === undefined ? {} : { functionConfig }),
    items: "message" in items ? [] : items,
  };
}

/** Returns a ResourceList with more results, behind those that it has, and nothing else changed. */
export function addResults(text: ByteText, results: readonly ValueMap[]): ByteText {
  const list = results.length === 0 ? undefined : readResourceList({ path: "-", text });
  if (list === undefined) return text;
  const change = changeOf(nodeAt(list.root, ["results"]), results);
  const { root, syntax } = list;
  return applyEdits(text, spliceSource(text, [{ node: root, root, change, syntax }]));
}

function changeOf(present: Node | undefined, results: readonly ValueMap[]): Change {
  if (present === undefined) return mapChange(new Map([["results", results]]), new Map());
  const change: Change =
    present.type === "sequence" && present.items.length > 0
      ? {
          type: "list",
          items: [
            ...present.items.map((_, keep) => ({ keep })),
            ...results.map((add) => ({ add })),
          ],
        }
      : { type: "replace", value: results };
  return mapChange(new Map(), new Map([["results", change]]));
}

function mapChange(set: MapChange["set"], change: MapChange["change"]): MapChange {
  return { type: "map", set, change, remove: new Set() };
}

import { isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import type { Node } from "../manifest/outline.ts";
import { placeOfField } from "../manifest/place-of-path.ts";
import type { Value } from "../manifest/value.ts";
import { type Place, placeOf } from "../text/place.ts";
import type { Source } from "../text/source.ts";
import { homeOfPart } from "./home-of-part.ts";
import type { Template } from "./template.ts";

/** Returns the place of a path (as `origins` of a sidecar has it) in the template's file, or in that of the one it extends. */
export function templatePlace(template: Template, at: FieldPath): Place {
  const home = homeOfPart(template, at);
  const { path } = home;
  const { name, source } = home.template;
  const root = rootsIn(source).get(name);
  return root === undefined ? placeOf(source, 0, 0) : placeOfField(source, root, path);
}

const known = new WeakMap<Source, ReadonlyMap<string, Node>>();

/** Returns the templates of a file by name, of namesakes the first; a file is read once, for all findings about it. */
function rootsIn(source: Source): ReadonlyMap<string, Node> {
  const before = known.get(source);
  if (before !== undefined) return before;
  const roots = new Map<string, Node>();
  for (const document of splitDocuments(source).documents) {
    const outline = readOutline(document);
    if (isFault(outline) || textAt(outline.root, ["kind"]) !== "SidecarTemplate") continue;
    const name = textAt(outline.root, ["metadata", "name"]);
    if (typeof name === "string" && !roots.has(name)) roots.set(name, outline.root);
  }
  known.set(source, roots);
  return roots;
}

function textAt(root: Node, path: FieldPath): Value {
  const node = nodeAt(root, path);
  return node === undefined ? null : valueOfNode(node);
}

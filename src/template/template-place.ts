import { isFault, readOutline, splitDocuments } from "../manifest/documents.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { nodeAt, valueOfNode } from "../manifest/node-value.ts";
import type { Node } from "../manifest/outline.ts";
import { placeOfField } from "../manifest/place-of-path.ts";
import { type Place, placeOf } from "../text/place.ts";
import { homeOfPart } from "./home-of-part.ts";
import type { Template } from "./template.ts";

/** Returns the place of a path (as `origins` of a sidecar has it) in the template's file, or in that of the one it extends. */
export function templatePlace(template: Template, at: FieldPath): Place {
  const home = homeOfPart(template, at);
  const { path } = home;
  const { name, source } = home.template;
  for (const document of splitDocuments(source).documents) {
    const outline = readOutline(document);
    if (isFault(outline) || !isTemplate(outline.root, name)) continue;
    return placeOfField(source, outline.root, path);
  }
  return placeOf(source, 0, 0);
}

function isTemplate(root: Node, name: string): boolean {
  const text = (path: FieldPath) => {
    const node = nodeAt(root, path);
    return node === undefined ? null : valueOfNode(node);
  };
  return text(["kind"]) === "SidecarTemplate" && text(["metadata", "name"]) === name;
}

import type { Source } from "../text/source.ts";
import { isOwnGroup, typeOfDocument } from "./document-type.ts";
import { type Document, splitDocuments } from "./documents.ts";

const KINDS: readonly string[] = ["SidecarTemplate", "SidecarInjector", "SidecarLint"];

/** Tells whether a file holds objects of ours, which are not manifests to inject. */
export function ownObjectsIn(source: Source): "none" | "only" | "mixed" {
  if (!MAY_NAME_US.test(source.text)) return "none";
  const { documents } = splitDocuments(source);
  const own = documents.filter(isOwn).length;
  if (own === 0) return "none";
  return own === documents.length ? "only" : "mixed";
}

/** The group of our objects, or an escape that it may be written with. */
const MAY_NAME_US = /kube-sidecar\.dev\/|\\[xuU/\r\n]/;

/** What cannot be read is not ours: the stage that reads manifests says what is wrong with it. */
function isOwn(document: Document): boolean {
  const type = typeOfDocument(document);
  if ("message" in type || type.isList) return false;
  return isOwnGroup(type.apiVersion) && KINDS.includes(type.kind);
}

/** Tells whether a file holds templates, or something that may be meant for one and cannot be read. */
export function holdsTemplates(source: Source): boolean {
  return splitDocuments(source).documents.some((document) => {
    const type = typeOfDocument(document);
    if ("message" in type) return source.text.includes("SidecarTemplate");
    return type.kind === "SidecarTemplate";
  });
}

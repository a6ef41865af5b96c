import type { ByteText } from "../text/source.ts";

/** What of kube-sidecar's own a file holds: nothing, nothing else, or some beside manifests. */
export type OwnObjects = "none" | "only" | "mixed";

const SEPARATOR = /^---(?=[ \t\r\n]|$)/m;
const API_VERSION = /^apiVersion:[ \t]*["']?kube-sidecar\.dev\//m;
const KINDS: readonly unknown[] = ["SidecarTemplate", "SidecarInjector", "SidecarLint"];
const KIND = new RegExp(`^kind:[ \\t]*["']?(?:${KINDS.join("|")})\\b`, "m");

/** Tells whether a text holds objects of ours, which are not manifests to inject. */
export function ownObjectsIn(text: ByteText): OwnObjects {
  if (!text.includes("kube-sidecar.dev/")) return "none";
  const documents = text.split(SEPARATOR).filter(hasContent);
  const own = documents.filter(isOwn).length;
  if (own === 0) return "none";
  return own === documents.length ? "only" : "mixed";
}

function hasContent(document: string): boolean {
  return /^[ \t]*[^ \t\r\n#]/m.test(document.replace(/^\xef\xbb\xbf/, ""));
}

function isOwn(document: string): boolean {
  if (API_VERSION.test(document) && KIND.test(document)) return true;
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{/.test(document) && isOwnJson(document);
}

function isOwnJson(document: string): boolean {
  try {
    const { apiVersion, kind } = JSON.parse(document.replace(/^\xef\xbb\xbf/, ""));
    return `${apiVersion}`.startsWith("kube-sidecar.dev/") && KINDS.includes(kind);
  } catch {
    return false; // Whatever it is, the stage that reads manifests says what is wrong with it.
  }
}

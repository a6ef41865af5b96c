import { CORE_SCHEMA, loadAll, mergeTag } from "js-yaml";
import { parseAllDocuments } from "yaml";
import type { Json } from "./json-patch.ts";

const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * A reader of manifests, independent of the program. What it returns must not be changed: it reads the same bytes once.
 * Throws for what it cannot read.
 */
export type ManifestReader = (bytes: Uint8Array) => readonly Json[];

/**
 * Returns the reader for a manifest and for what is made of it: js-yaml (and `JSON.parse`), or, for the few things that
 * it refuses and kubectl takes (a closing bracket below its key, a tab before an opening one), `yaml`.
 */
export function readerFor(bytes: Uint8Array): ManifestReader {
  try {
    readWithJsYaml(bytes);
    return readWithJsYaml;
  } catch {
    return readWithYaml;
  }
}

const readWithJsYaml: ManifestReader = once((bytes) =>
  documentsOf(bytes, (text) => loadAll(text, { schema, json: true }) as Json[]),
);

const readWithYaml: ManifestReader = once((bytes) =>
  documentsOf(bytes, (text) => {
    // kubectl takes no notice of tags that are not of the core schema, such as !!omap.
    const documents = parseAllDocuments(text, {
      merge: true,
      uniqueKeys: false,
      strict: true,
      resolveKnownTags: false,
    });
    if ("empty" in documents) return [];
    for (const error of documents.flatMap(({ errors }) => errors)) throw error;
    return documents.map((document) => document.toJS() as Json);
  }),
);

function once(read: ManifestReader): ManifestReader {
  const known = new WeakMap<Uint8Array, readonly Json[]>();
  return (bytes) => {
    const values = known.get(bytes) ?? read(bytes);
    known.set(bytes, values);
    return values;
  };
}

/** The stream is cut as kubectl cuts it: at lines of `---`; of a document what stands before `...`. */
function documentsOf(bytes: Uint8Array, read: (text: string) => readonly Json[]): readonly Json[] {
  return new TextDecoder()
    .decode(bytes)
    .split(/^---(?:[ \t][^\n]*)?\r?$/m)
    .map((part) => part.replace(/^\s*\ufeff/, "").replace(/^(?:%|\.\.\.\s)[\s\S]*/m, ""))
    .flatMap((text) => (/^\s*\{/.test(text) ? jsonValues(text) : undefined) ?? read(text))
    .filter((document) => document !== null);
}

/** Returns JSON values that follow each other without anything between them; undefined for what is no JSON. */
export function jsonValues(text: string): readonly Json[] | undefined {
  const values: Json[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const end = endOfObject(rest);
    try {
      values.push(JSON.parse(rest.slice(0, end)));
    } catch {
      return undefined;
    }
    rest = rest.slice(end).trim();
  }
  return values;
}

function endOfObject(text: string): number {
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (part === "{") depth++;
    if (part === "}" && --depth === 0) return index + 1;
  }
  return text.length;
}

import { parseAllDocuments } from "yaml";
import type { PatchOperation } from "../../src/inject/json-patch.ts";
import type { Value } from "../../src/manifest/value.ts";
import type { WorkloadReport } from "../../src/outcome.ts";
import { type ByteText, decodeText } from "../../src/text/source.ts";

/**
 * Returns what the documents of a stream say to a reader that is not ours; throws what it throws. The stream is cut as
 * kubectl cuts it, so that each document may start with a byte order mark.
 */
export function valuesOf(text: ByteText): unknown[] {
  const parts = decodeText(text)
    .replace(/^\ufeff/, "")
    .split(/^---(?:[ \t][^\n]*)?\r?(?:\n|$(?!\n))/m);
  return parts.flatMap(valuesOfPart);
}

function valuesOfPart(part: string): unknown[] {
  const text = part.replace(/^\ufeff/, "");
  const documents = parseAllDocuments(text, { merge: true });
  return [...documents].flatMap((document) => {
    // `yaml` wants a space before a comment in brackets, also at the start of a line.
    const error = document.errors.find(
      ({ code, pos: [at] }) => code !== "MISSING_CHAR" || !text.startsWith("\n#", at - 1),
    );
    if (error !== undefined) throw error;
    const value: unknown = document.toJS();
    return value === null ? [] : [value];
  });
}

/** Returns the values with the patches of the reports applied, by the letter of RFC 6902. */
export function patched(values: readonly unknown[], reports: readonly WorkloadReport[]): unknown[] {
  const copy = values.map((value) => structuredClone(value));
  for (const { document, item, patch } of reports) {
    const items = item === undefined ? [] : [item].flat();
    const prefix = [String(document), ...items.flatMap((index) => ["items", String(index)])];
    for (const operation of patch) apply(copy, prefix, operation);
  }
  return copy;
}

function apply(root: unknown, prefix: readonly string[], operation: PatchOperation): void {
  const path = operation.path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const segments = [...prefix, ...path];
  const last = segments.pop() ?? "";
  let parent = root as Record<string, unknown> | unknown[];
  for (const segment of segments) {
    const next = (parent as Record<string, unknown>)[segment];
    if (typeof next !== "object" || next === null) throw new Error(`nothing at ${operation.path}`);
    parent = next as typeof parent;
  }
  const exists = Array.isArray(parent) ? Number(last) < parent.length : Object.hasOwn(parent, last);
  if (operation.op !== "add" && !exists) throw new Error(`nothing at ${operation.path}`);
  if (!Array.isArray(parent)) {
    if (operation.op === "remove") delete parent[last];
    else parent[last] = plain(operation.value);
  } else if (operation.op === "replace") {
    parent[Number(last)] = plain(operation.value);
  } else if (operation.op === "remove") {
    parent.splice(Number(last), 1);
  } else {
    if (Number(last) > parent.length) throw new Error(`a gap before ${operation.path}`);
    parent.splice(Number(last), 0, plain(operation.value));
  }
}

/** Our mappings have no prototype, which a comparison would see. */
function plain(value: Value): unknown {
  return JSON.parse(JSON.stringify(value));
}

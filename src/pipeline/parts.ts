import { isPatchAlone } from "../manifest/file-role.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";

/** Returns a function that tells whether an incomplete object of a source may well be a part of one that stands elsewhere. */
export function findParts(content: SourceContent): (object: ManifestObject) => boolean {
  const isPatch = isPatchAlone(content.role);
  const isWhole = isMeantWhole(content);
  return ({ item }) => isPatch || (!isWhole && item === undefined);
}

/** What comes on standard input, what kustomizations gather, and what holds complete objects, is to be applied as it is; items of a list are, always. */
function isMeantWhole({ workloads, source, role }: SourceContent): boolean {
  return (
    source.path === STANDARD_INPUT ||
    role.isResource ||
    workloads.some(({ standing }) => standing.type === "complete")
  );
}

/** The path of standard input. */
const STANDARD_INPUT = "-";

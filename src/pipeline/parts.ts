import { typeOfDocument } from "../manifest/document-type.ts";
import { isPatchAlone } from "../manifest/file-role.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import { nameInFolder } from "../text/file-path.ts";

/** Returns a function that tells whether an incomplete object of a source may well be a part of one that stands elsewhere. */
export function findParts(content: SourceContent): (object: ManifestObject) => boolean {
  const { role, source } = content;
  if (isPatchAlone(role) || isAssertion(source.path)) return () => true;
  const isWhole = isMeantWhole(content);
  return (object) => isBuilding(object) || (!isWhole && object.item === undefined);
}

/** Tells whether an object stands in what kustomize hands to functions: others may yet add what it lacks. */
export function isBuilding({ document, item }: ManifestObject): boolean {
  if (item === undefined) return false;
  const type = typeOfDocument(document);
  return "kind" in type && type.kind === "ResourceList";
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

/** What kuttl compares with objects of the cluster; other tests have taken over the names: https://kuttl.dev/docs/kuttl-test-harness.html */
function isAssertion(path: string): boolean {
  return /^(?:\d+-)?(?:assert|errors)(?:-[^.]+)?\.ya?ml$/.test(nameInFolder(path));
}

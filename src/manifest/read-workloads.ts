import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import { type Source, sliceText } from "../text/source.ts";
import { type Document, splitDocuments } from "./documents.ts";
import {
  asWorkload,
  looksLikeWorkload,
  type ManifestObject,
  mayHoldKind,
  objectsOf,
  type Workload,
} from "./objects.ts";
import type { SyntaxFault } from "./outline.ts";
import { WORKLOAD_KINDS, type WorkloadKind } from "./workloads.ts";

/** What a source holds, as far as injections are concerned. */
export interface SourceContent {
  readonly source: Source;
  readonly workloads: readonly Workload[];
  /** Objects of unknown kinds that look as if they had a pod template. */
  readonly lookalikes: readonly ManifestObject[];
  /** What keeps documents from being read. */
  readonly problems: readonly DocumentProblem[];
}

/** Returns the workloads of a source; documents that hold none are not read beyond finding that out. */
export function readWorkloads(source: Source, custom: readonly WorkloadKind[]): SourceContent {
  const kinds = new Set([...WORKLOAD_KINDS, ...custom].map(({ kind }) => kind));
  const { documents, faults } = splitDocuments(source);
  const workloads: Workload[] = [];
  const lookalikes: ManifestObject[] = [];
  const problems = faults.map((fault) => syntaxProblem(source, fault));
  for (const document of documents) {
    if (!mayHold(document, kinds)) continue;
    const objects = objectsOf(document);
    if ("message" in objects) {
      problems.push(
        syntaxProblem(source, objects, sliceText(source.text, document.start, document.end)),
      );
      continue;
    }
    for (const object of objects) {
      const workload = asWorkload(object, custom);
      if (workload !== undefined) workloads.push(workload);
      else if (!kinds.has(object.kind) && looksLikeWorkload(object)) lookalikes.push(object);
    }
  }
  return { source, workloads, lookalikes, problems };
}

function mayHold(document: Document, kinds: ReadonlySet<string>): boolean {
  const { source, start, end, outline } = document;
  return outline !== undefined || mayHoldKind(sliceText(source.text, start, end), kinds);
}

/** Returns a fault of YAML or JSON as a problem; where the text is the source of a Helm chart, it says so. */
function syntaxProblem(source: Source, fault: SyntaxFault, text = ""): DocumentProblem {
  const place = placeOf(source, fault.offset, fault.offset);
  if (/\{\{/.test(text)) {
    const help =
      "render it first, and inject into what comes out: helm template CHART | kube-sidecar inject ...";
    const message = "this is the source of a template, with {{ }}, and no manifest yet";
    return { severity: "error", message, place, help };
  }
  const help = "mend it at this place; what Kubernetes cannot read is not changed";
  return { severity: "error", message: `this is not valid: ${fault.message}`, place, help };
}

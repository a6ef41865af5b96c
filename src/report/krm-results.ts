import type { Finding } from "../lint/finding.ts";
import { isNameOf } from "../manifest/object-name.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import { mapOf, type Value, type ValueMap } from "../manifest/value.ts";
import type { RunWarning } from "../outcome.ts";
import type { DocumentProblem } from "../text/document-problem.ts";
import { placeOf } from "../text/place.ts";
import { printable } from "../text/printable.ts";

/** All that a run has to remark. */
export interface Remarks {
  readonly findings: readonly Finding[];
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly RunWarning[];
}

/** What remarks can be about. */
export interface Subjects {
  readonly items: readonly ManifestObject[];
  /** The config, under the name that places in it have for their file. */
  readonly config?: { readonly file: string; readonly resourceRef: ValueMap };
}

/**
 * Returns remarks as the `results` of a KRM function. Fields:
 * https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md
 */
export function krmResults(
  { findings, problems, warnings }: Remarks,
  { items, config }: Subjects,
): readonly ValueMap[] {
  const fileOrConfig = (file: string): Readonly<Record<string, ValueMap>> =>
    file === config?.file ? { resourceRef: config.resourceRef } : { file: mapOf([["path", file]]) };
  return [
    ...problems.map((problem) =>
      result(problem, problem.severity, fileOrConfig(problem.place.file)),
    ),
    ...findings.map((finding) => resultOfFinding(finding, items)),
    ...warnings.map((warning) => result(warning, "warning", {})),
  ];
}

function resultOfFinding(finding: Finding, objects: readonly ManifestObject[]): ValueMap {
  const object = objectOf(finding, objects);
  return result(finding, finding.severity, {
    ...(object === undefined ? {} : { resourceRef: referenceTo(object) }),
    field: mapOf([["path", finding.field]]),
    ...(object === undefined ? {} : fileOf(object)),
    tags: mapOf([["rule", finding.rule]]),
  });
}

function result(
  { message, help }: Pick<RunWarning, "message" | "help">,
  severity: Finding["severity"],
  rest: Readonly<Record<string, Value>>,
): ValueMap {
  const lines = help === "" ? [message] : [message, `help: ${help}`];
  return mapOf(Object.entries({ message: lines.map(printable).join("\n"), severity, ...rest }));
}

/** The last of that name that begins above the finding: names can come twice, in two API groups. */
function objectOf(
  { object, place }: Finding,
  objects: readonly ManifestObject[],
): ManifestObject | undefined {
  const named = objects.filter((one) => isNameOf(object, one));
  if (named.length < 2) return named[0];
  return named.findLast(({ document, node }) => {
    const { line } = placeOf(document.source, node.start, node.start);
    return line <= place.line;
  });
}

function referenceTo({ apiVersion, kind, namespace, name }: ManifestObject): ValueMap {
  return mapOf(
    Object.entries({ apiVersion, kind, ...(namespace === "" ? {} : { namespace }), name }),
  );
}

/** Where the orchestrator has the object from; the second name is the one of kustomize before version 4.3. */
function fileOf({ annotations }: ManifestObject): { readonly file?: ValueMap } {
  const of = (key: string) =>
    annotations[`internal.config.kubernetes.io/${key}`] ??
    annotations[`config.kubernetes.io/${key}`];
  const path = of("path");
  if (path === undefined) return {};
  const index = Number(of("index") ?? Number.NaN);
  return { file: mapOf([["path", path], ...(Number.isInteger(index) ? indexOf(index) : [])]) };
}

function indexOf(index: number): readonly (readonly [string, Value])[] {
  return [["index", index]];
}

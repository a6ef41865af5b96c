import type { Place } from "../text/place.ts";
import type { Severity } from "./rule.ts";

/** A place with what is to be said of it, e.g. `sidecar "envoy" uses it here`. */
export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
  /** Set for a place in a template that comes with the program, which is no file of the user. */
  readonly isBuiltIn?: true;
}

/** A problem with its place: ready to be reported. */
export interface Finding {
  /** The id of the check, as `explain` takes it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The field as the API server writes it, e.g. `spec.template.spec.containers[0].ports[1]`. */
  readonly field: string;
  /** The object that it is about, e.g. `Deployment/web`, or `prod/Deployment/web` with a namespace. */
  readonly object: string;
  /** Names of the containers that it is about. */
  readonly containers: readonly string[];
  /** The other sides of it, such as the second user of a port. */
  readonly related: readonly RelatedPlace[];
  /** What to do. */
  readonly help: string;
  /** True where this run's injection brings it in. */
  readonly introduced: boolean;
}

/** Returns the findings by file, line, column and rule, each once. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = (f: Finding) => `${f.rule}\0${f.object}\0${f.message}`;
  const unique = new Map(
    findings.map((f) => [`${f.place.file}\0${f.place.line}\0${f.place.column}\0${key(f)}`, f]),
  );
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(key(a), key(b)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

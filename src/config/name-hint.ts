import { nearest } from "../text/nearest.ts";

/** Returns `; did you mean "..."?` with the nearest of the known names, or nothing if none is near. */
export function nearestHint(name: string, known: Iterable<string>): string {
  const near = nearest(name, known);
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

/** Returns the names in order, each once, as a sentence lists them. */
export function listNames(names: Iterable<string>): string {
  return [...new Set(names)].sort().join(", ") || "none";
}

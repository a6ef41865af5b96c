/** Returns the names in order, each once, as a sentence lists them. */
export function listNames(names: Iterable<string>): string {
  return [...new Set(names)].sort().join(", ") || "none";
}

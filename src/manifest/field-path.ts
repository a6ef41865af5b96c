/** The way to a field: keys of mappings and 0-based indexes of lists. */
export type FieldPath = readonly (string | number)[];

/** Returns the path as the API server writes it: `spec.containers[0].name`, `metadata.annotations[a/b]`. */
export function formatPath(path: FieldPath): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number" || !/^\w+$/.test(segment)) text += `[${segment}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

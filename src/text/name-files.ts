const FEW = 3;

/** Returns a few files by their names, more than that as their number, e.g. `a.yaml, b.yaml` or `12 files`. */
export function nameFiles(files: readonly { readonly path: string }[]): string {
  return files.length > FEW ? `${files.length} files` : files.map(({ path }) => path).join(", ");
}

import type { Place } from "../text/place.ts";

/** Returns the name under which reports show a source; standard input is `<stdin>`. */
export function fileName(path: string): string {
  return path === "-" ? "<stdin>" : path;
}

/** Returns a place as reports name it, e.g. `deploy.yaml:16:3`, or `deploy.yaml` for a file as a whole. */
export function placeName({ file, line, column, isWholeFile }: Place): string {
  return isWholeFile ? fileName(file) : `${fileName(file)}:${line}:${column}`;
}

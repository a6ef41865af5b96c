/** Returns the name under which reports show a source; standard input is `<stdin>`. */
export function fileName(path: string): string {
  return path === "-" ? "<stdin>" : path;
}

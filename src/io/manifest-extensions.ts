/** The endings of the files that a folder is searched for, as `kubectl` does. */
export const MANIFEST_EXTENSIONS: readonly string[] = [".yaml", ".yml", ".json"];

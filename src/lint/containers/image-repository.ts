/** Returns the repository of an image: `registry:5000/group/name:tag@digest` is in `registry:5000/group/name`. */
export function repositoryOf(image: string): string {
  return partsOf(image).repository;
}

/** Returns the tag of an image, empty where it has none. */
export function tagIn(image: string): string {
  return partsOf(image).tag;
}

/** The port of a registry stands before a slash. */
function partsOf(image: string): { readonly repository: string; readonly tag: string } {
  const [reference = ""] = image.split("@");
  const colon = reference.indexOf(":", reference.lastIndexOf("/") + 1);
  return colon === -1
    ? { repository: reference, tag: "" }
    : { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

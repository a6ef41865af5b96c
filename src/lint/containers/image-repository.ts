/** Returns the repository of an image: `registry:5000/group/name:tag@digest` is in `registry:5000/group/name`. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
}

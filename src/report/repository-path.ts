import { fileName } from "./file-name.ts";

/**
 * Returns the way from the root of the repository to a file, with `/`, as GitHub knows it; `folder` leads from the root to
 * the working directory. An absolute path and standard input stay what they are.
 */
export function repositoryPath(folder: string, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  if (path === "-" || slashed.startsWith("/") || /^[A-Za-z]:\//.test(slashed))
    return fileName(path);
  const segments: string[] = [];
  for (const segment of `${folder}/${slashed}`.split("/")) {
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

import { fileName } from "./file-name.ts";

/** Where the working directory is in its repository. */
export interface Repository {
  /** The root as an absolute path, with `/`; the working directory where there is no repository. */
  readonly root: string;
  /** The way from there to the working directory, with `/`; empty at the root. */
  readonly folder: string;
}

/**
 * Returns the way from the root of the repository to a file, with `/`, as GitHub knows it. A file outside of the
 * repository that is named by an absolute path, and standard input, stay what they are.
 */
export function repositoryPath({ root, folder }: Repository, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  if (slashed.startsWith(`${root}/`)) return normal(slashed.slice(root.length));
  const isAbsolute = slashed.startsWith("/") || /^[A-Za-z]:\//.test(slashed);
  return path === "-" || isAbsolute ? fileName(path) : normal(`${folder}/${slashed}`);
}

function normal(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

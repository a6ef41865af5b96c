import type { Container, Mount } from "../../manifest/pod.ts";

/**
 * Returns a mount path without what makes no difference: `//`, `/./`, `..`, a slash at the end, and a
 * missing one at the start, which the kubelet adds. Paths of Windows (`C:\logs`) stay as they are.
 */
export function cleanPath(path: string): string {
  if (/^[A-Za-z]:|\\/.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** Tells whether a path is the directory itself or something in it; both are clean. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}

/** Returns the first mount of a container that is at a directory or above it. */
export function findMount({ mounts }: Container, directory: string): Mount | undefined {
  return mounts.find(({ path }) => isWithin(cleanPath(directory), cleanPath(path)));
}

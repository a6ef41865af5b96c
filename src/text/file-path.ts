// Paths as reports show them, with `/` on every machine, reckoned without a file system.

const ABSOLUTE = /^(?:\/|[A-Za-z]:\/)/;

/** Returns the path that a name in a folder stands for, without `.` and, where that can be told, without `..`. */
export function pathIn(folder: string, name: string): string {
  const whole = ABSOLUTE.test(name) || folder === "" ? name : `${folder}/${name}`;
  const root = ABSOLUTE.exec(whole)?.[0] ?? "";
  const parts: string[] = [];
  for (const part of whole.slice(root.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (root === "") parts.push(part);
  }
  return root + parts.join("/");
}

/** Returns the folder that a path lies in; "" for a name alone. */
export function folderAround(path: string): string {
  const end = path.lastIndexOf("/");
  if (end === -1) return "";
  const root = ABSOLUTE.exec(path)?.[0] ?? "";
  return end < root.length ? root : path.slice(0, end);
}

/** Returns the last part of a path. */
export function nameInFolder(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

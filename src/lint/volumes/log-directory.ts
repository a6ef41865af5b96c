import { cleanPath, isWithin } from "./mount-path.ts";

/** Tells whether a path is one at which programs leave their logs: `/var/log` or in it, or a directory called `log` or `logs`. */
export function isLogDirectory(path: string): boolean {
  const clean = cleanPath(path);
  return isWithin(clean, "/var/log") || /\/logs?$/i.test(clean);
}

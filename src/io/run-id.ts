import { readlinkSync } from "node:fs";
import { shortHash } from "../text/short-hash.ts";

/** Tells one run from all others that go on at the same time, on this machine and on those that share its disks. */
export interface RunId {
  /** 8 hexadecimal digits that are the same where process ids mean the same processes. */
  readonly machine: string;
  readonly pid: number;
}

/** Returns the id of this process. */
export function thisRun(): RunId {
  const { hostname } = process.getBuiltinModule("node:os");
  return { machine: shortHash(`${hostname()} ${processNamespace()}`), pid: process.pid };
}

/** Tells whether there is a process of that id on this machine. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH"; // It is somebody else's.
  }
}

/** Containers can have the host's name, but not its processes. */
function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return ""; // Linux alone has them.
  }
}

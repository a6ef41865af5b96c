import { shortHash } from "../text/short-hash.ts";
import type { RunId } from "./run-id.ts";

/** Whose a temporary file is. */
export interface TemporaryOwner extends RunId {
  /** What stands for the file that it is to replace; equal for all temporaries of one file. */
  readonly stem: string;
}

const FORM = /^\.(.+)\.kube-sidecar-([0-9a-f]{8})-([1-9][0-9]{0,9})\.tmp$/s;

/** Names may have 255 bytes, and ours adds 38 at most. */
const LONGEST_STEM = 200;

/**
 * Returns the name of the file that a run writes beside the one it replaces. It begins with a dot and ends in no
 * extension of manifests, so that nobody reads it as one.
 */
export function temporaryName(file: string, { machine, pid }: RunId): string {
  return `.${stemOf(file)}.kube-sidecar-${machine}-${pid}.tmp`;
}

/** Returns whose temporary file has the name; undefined for every other name. */
export function ownerOfTemporary(name: string): TemporaryOwner | undefined {
  const [, stem, machine, pid] = FORM.exec(name) ?? [];
  if (stem === undefined || machine === undefined) return undefined;
  return { stem, machine, pid: Number(pid) };
}

/** Returns what stands for a file in the names of its temporaries. */
export function stemOf(file: string): string {
  return Buffer.byteLength(file) <= LONGEST_STEM ? file : shortHash(file);
}

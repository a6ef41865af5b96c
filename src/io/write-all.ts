import type { FileSystem } from "./io.ts";
import { pause } from "./pause.ts";
import { errorCode } from "./system-error.ts";

/** One huge write to a file is several times slower than pieces of this size. */
const PIECE = 1 << 18;

/** Writes all bytes to an open file or stream; throws the error of the system call that fails. */
export function writeAll(
  fs: Pick<FileSystem, "writeSync">,
  descriptor: number,
  bytes: Uint8Array,
): void {
  let offset = 0;
  while (offset < bytes.length) {
    const length = Math.min(PIECE, bytes.length - offset);
    try {
      offset += fs.writeSync(descriptor, bytes, offset, length);
    } catch (error) {
      if (errorCode(error) !== "EAGAIN") throw error;
      pause(); // The other side has made the pipe non-blocking, and it is full.
    }
  }
}

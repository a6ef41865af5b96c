import { UserError } from "../text/user-error.ts";
import type { FileSystem } from "./io.ts";
import { pause } from "./pause.ts";
import { errorCode, LARGEST_TEXT, tooLarge } from "./system-error.ts";

const PIECE = 1 << 20;

/**
 * Returns all bytes of an open file or stream, up to its end; throws a `UserError`, which calls it `name`, for more than
 * `largest` bytes.
 */
export function readAll(
  fs: Pick<FileSystem, "readSync">,
  descriptor: number,
  name = "standard input",
  largest: number = LARGEST_TEXT,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(PIECE);
    const count = readPiece(fs, descriptor, buffer);
    size += count;
    if (size > largest) throw new UserError(`${name} is ${tooLarge(largest)}`);
    if (count === 0) return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
    pieces.push(buffer.subarray(0, count));
  }
}

function readPiece(fs: Pick<FileSystem, "readSync">, descriptor: number, buffer: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = errorCode(error);
      if (code === "EOF") return 0; // Windows says so at the end of a pipe.
      if (code !== "EAGAIN") throw error;
      pause(); // The other side has made the pipe non-blocking.
    }
  }
}

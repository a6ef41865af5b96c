import { constants } from "node:buffer";

/** How long a text can be in Node.js, in characters; ours have one character per byte. */
export const LARGEST_TEXT: number = constants.MAX_STRING_LENGTH;

/** Returns what is said of a text that is longer than `largest`. */
export function tooLarge(largest: number): string {
  return `larger than ${Math.ceil(largest / 2 ** 20)} MiB, the most that kube-sidecar can hold in one text`;
}

/** Tells whether a text would have got longer than a text can be. */
export function isTextTooLong(error: unknown): boolean {
  if (errorCode(error) === "ERR_STRING_TOO_LONG") return true;
  return error instanceof RangeError && error.message === "Invalid string length";
}

/** The failures of system calls that a user meets, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBADF: "the stream is closed",
  EBUSY: "the file is in use, or mounted by itself",
  EDQUOT: "the disk quota is used up",
  EEXIST: "a file is in the way",
  EFBIG: "the file gets too large",
  EIO: "the device reports an error",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is not a folder",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
};

/** Returns the code of a failed system call, such as `ENOENT`, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (typeof error.code !== "string") return undefined;
  if (!error.code.startsWith("Unknown system error") || !("errno" in error)) return error.code;
  return nameOfNumber(error.errno) ?? error.code;
}

/** Node has no name for codes that other systems than Linux do not know, such as EDQUOT. */
function nameOfNumber(number: unknown): string | undefined {
  const { errno } = process.getBuiltinModule("node:os").constants;
  return Object.entries(errno).find(([, known]) => -known === number)?.[0];
}

/** Returns why a system call failed, in words; throws the error again where it is none. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined || !("syscall" in (error as Error))) throw error;
  return REASONS[code] ?? code;
}

/** Tells whether the reader of standard output or error has gone, as `head` does when it has enough. */
export function isClosedPipe(error: unknown): boolean {
  return errorCode(error) === "EPIPE";
}

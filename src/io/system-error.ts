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
  return typeof error.code === "string" ? error.code : undefined;
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

import { describe, expect, it } from "vitest";
import { reasonOf } from "../../src/io/system-error.ts";

const failure = (code: string) => Object.assign(new Error(code), { code, syscall: "write" });

describe("reasonOf", () => {
  it.each([
    ["EACCES", "permission denied"],
    ["EBADF", "the stream is closed"],
    ["EBUSY", "the file is in use, or mounted by itself"],
    ["EDQUOT", "the disk quota is used up"],
    ["EEXIST", "a file is in the way"],
    ["EFBIG", "the file gets too large"],
    ["EIO", "the device reports an error"],
    ["EISDIR", "it is a folder"],
    ["ELOOP", "too many symbolic links"],
    ["EMFILE", "too many open files"],
    ["ENAMETOOLONG", "the name is too long"],
    ["ENOENT", "no such file or folder"],
    ["ENOSPC", "no space left on the device"],
    ["ENOTDIR", "a part of the path is not a folder"],
    ["EPERM", "the operation is not permitted"],
    ["EROFS", "the file system is read-only"],
    ["EXDEV", "EXDEV"],
  ])("says of %s: %s", (code, reason) => {
    expect(reasonOf(failure(code))).toBe(reason);
  });

  it("throws what is no failure of a system call", () => {
    expect(() => reasonOf(new Error("a bug"))).toThrow("a bug");
  });
});

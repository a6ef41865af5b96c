import {
  chmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../src/io/io.ts";
import { writeFiles } from "../../src/io/write-files.ts";
import { encodeText, textOfBytes } from "../../src/text/source.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const change = (path: string) => ({
  path,
  before: encodeText("old\n"),
  text: encodeText("new\n"),
});

const contentOf = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

function failure(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "write" });
}

describe("writeFiles", () => {
  it("replaces files and leaves nothing else behind", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "k8s/b.yaml": "old\n" });
    writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("k8s/b.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
    expect(contentOf(cwd, "k8s/b.yaml")).toBe("new\n");
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(["a.yaml", "k8s", "k8s/b.yaml"]);
  });

  it("writes the bytes as they are", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const text = textOfBytes(Uint8Array.of(0x23, 0xff, 0xc3, 0xa9, 0x0d, 0x0a));
    writeFiles(fakeIo({ cwd }), [{ ...change("a.yaml"), text }]);
    expect([...readFileSync(join(cwd, "a.yaml"))]).toEqual([0x23, 0xff, 0xc3, 0xa9, 0x0d, 0x0a]);
  });

  it("keeps the mode", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    chmodSync(join(cwd, "a.yaml"), 0o640);
    writeFiles(fakeIo({ cwd }), [change("a.yaml")]);
    expect(statSync(join(cwd, "a.yaml")).mode & 0o777).toBe(0o640);
  });

  it("follows a symbolic link, which stays one", () => {
    const cwd = temporaryFolder({ "real/a.yaml": "old\n" });
    symlinkSync("real/a.yaml", join(cwd, "link.yaml"));
    writeFiles(fakeIo({ cwd }), [change("link.yaml")]);
    expect(lstatSync(join(cwd, "link.yaml")).isSymbolicLink()).toBe(true);
    expect(contentOf(cwd, "real/a.yaml")).toBe("new\n");
  });

  it("refuses a read-only file, for the superuser as well", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n" });
    chmodSync(join(cwd, "b.yaml"), 0o444);
    expect(() => writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")])).toThrow(
      "cannot write b.yaml: the file is read-only; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd).sort()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("refuses what is no regular file", () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "a.yaml"));
    expect(() => writeFiles(fakeIo({ cwd }), [change("a.yaml")])).toThrow(
      "cannot write a.yaml: it is not a regular file; no file was changed",
    );
  });

  let calls = 0;
  const half = ((descriptor: number, bytes: Uint8Array) => {
    if (calls++ === 0) return writeSync(descriptor, bytes, 0, 2);
    throw failure("ENOSPC");
  }) as FileSystem["writeSync"];
  const fails = (code: string) => () => {
    throw failure(code);
  };
  it.each<[name: string, fs: Partial<FileSystem>, reason: string]>([
    ["a full disk", { writeSync: half }, "no space left on the device"],
    [
      "a full disk that is noticed late",
      { fsyncSync: fails("ENOSPC") },
      "no space left on the device",
    ],
    ["a read-only folder", { openSync: fails("EACCES") }, "permission denied"],
    ["a read-only file system", { openSync: fails("EROFS") }, "the file system is read-only"],
    ["a rename that fails", { renameSync: fails("EPERM") }, "the operation is not permitted"],
  ])("leaves the original as it was: %s", (_name, fs, reason) => {
    calls = 0;
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    expect(() => writeFiles(fakeIo({ cwd, fs }), [change("a.yaml")])).toThrow(
      expect.objectContaining({
        name: "UserError",
        message: `cannot write a.yaml: ${reason}; no file was changed`,
      }),
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  it("names the files that were written before one that could not be replaced", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n", "c.yaml": "old\n" });
    const rename: FileSystem["renameSync"] = (from, to) => {
      if (`${to}`.endsWith("b.yaml")) throw failure("EBUSY");
      renameSync(from, to);
    };
    const io = fakeIo({ cwd, fs: { renameSync: rename } });
    expect(() => writeFiles(io, ["a.yaml", "b.yaml", "c.yaml"].map(change))).toThrow(
      "cannot write b.yaml: the file is in use, or mounted by itself; changed: a.yaml",
    );
    expect(contentOf(cwd, "b.yaml")).toBe("old\n");
    expect(readdirSync(cwd).sort()).toEqual(["a.yaml", "b.yaml", "c.yaml"]);
  });

  it("lets nobody else read the new text before it is in place", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const modes: number[] = [];
    const write = (descriptor: number, bytes: Uint8Array, offset: number, length: number) => {
      modes.push(fstatSync(descriptor).mode & 0o777);
      return writeSync(descriptor, bytes, offset, length);
    };
    const io = fakeIo({ cwd, fs: { writeSync: write as FileSystem["writeSync"] } });
    writeFiles(io, [change("a.yaml")]);
    expect(modes).toEqual([0o600]);
  });
});

import {
  chmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
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

  it("keeps the owner, where this user may set it", () => {
    const owners: (readonly number[])[] = [];
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const stranger = (path: string) => Object.assign(statSync(path), { uid: 12, gid: 34 });
    const fs = {
      statSync: stranger as unknown as FileSystem["statSync"],
      fchownSync: (_: number, uid: number, gid: number) => {
        owners.push([uid, gid]);
        throw failure("EPERM");
      },
    };
    writeFiles(fakeIo({ cwd, fs }), [change("a.yaml")]);
    expect(owners).toEqual([[12, 34]]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
    const fchownSync = () => {
      throw failure("EIO");
    };
    expect(() =>
      writeFiles(fakeIo({ cwd, fs: { ...fs, fchownSync } }), [change("a.yaml")]),
    ).toThrow();
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
    ["a file that this user may not write", { accessSync: fails("EACCES") }, "permission denied"],
    [
      "a file that is mounted by itself",
      { renameSync: fails("EBUSY") },
      "the file is in use, or mounted by itself",
    ],
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

  it("counts the files that were written before where they are many", () => {
    const names = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"];
    const cwd = temporaryFolder(Object.fromEntries(names.map((name) => [name, "old\n"])));
    const rename: FileSystem["renameSync"] = (from, to) => {
      if (`${to}`.endsWith("e.yaml")) throw failure("EIO");
      renameSync(from, to);
    };
    expect(() =>
      writeFiles(fakeIo({ cwd, fs: { renameSync: rename } }), names.map(change)),
    ).toThrow("cannot write e.yaml: the device reports an error; changed: 4 files");
  });

  it("leaves files alone that do not change", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const { ino } = statSync(join(cwd, "a.yaml"));
    writeFiles(fakeIo({ cwd }), [{ ...change("a.yaml"), text: encodeText("old\n") }]);
    expect(statSync(join(cwd, "a.yaml")).ino).toBe(ino);
  });

  it("makes the renames last: the folder is on the disk after them", () => {
    const cwd = temporaryFolder({ "k8s/a.yaml": "old\n", "k8s/b.yaml": "old\n" });
    const steps: string[] = [];
    const fs: Partial<FileSystem> = {
      fsyncSync: (descriptor) => {
        steps.push(fstatSync(descriptor).isDirectory() ? "sync folder" : "sync file");
        fsyncSync(descriptor);
      },
      renameSync: (from, to) => {
        steps.push("rename");
        renameSync(from, to);
      },
    };
    writeFiles(fakeIo({ cwd, fs }), [change("k8s/a.yaml"), change("k8s/b.yaml")]);
    expect(steps).toEqual(["sync file", "sync file", "rename", "rename", "sync folder"]);
  });

  it("does without that where folders cannot be opened", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const open = ((path: string, ...rest: [string, number]) => {
      if (path === cwd) throw failure("EISDIR");
      return openSync(path, ...rest);
    }) as FileSystem["openSync"];
    writeFiles(fakeIo({ cwd, fs: { openSync: open } }), [change("a.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });

  it("refuses a file that was changed since it was read, or is gone", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "mine\n" });
    expect(() => writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")])).toThrow(
      "b.yaml was changed by another program since it was read; no file was changed; run again",
    );
    expect(() => writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("c.yaml")])).toThrow(
      "cannot write c.yaml: no such file or folder; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml", "b.yaml"]);
  });

  it("refuses a link beside the file that it leads to", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    symlinkSync("a.yaml", join(cwd, "link.yaml"));
    expect(() => writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("link.yaml")])).toThrow(
      "cannot write link.yaml: a file is in the way; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml", "link.yaml"]);
  });

  it("replaces each of two hard links", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    linkSync(join(cwd, "a.yaml"), join(cwd, "b.yaml"));
    writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")]);
    expect([contentOf(cwd, "a.yaml"), contentOf(cwd, "b.yaml")]).toEqual(["new\n", "new\n"]);
  });

  it("writes a file of the longest name", () => {
    const name = `${"ä".repeat(125)}.yaml`;
    const cwd = temporaryFolder({ [name]: "old\n" });
    writeFiles(fakeIo({ cwd }), [change(name)]);
    expect(contentOf(cwd, name)).toBe("new\n");
  });

  it("tells how far it is", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n" });
    const counts: number[] = [];
    writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")], (count) => {
      counts.push(count);
    });
    expect(counts).toEqual([1, 2]);
  });
});

describe("what other runs have left", () => {
  const HOUR = 3_600_000;
  /** Of this run, of one on this machine, and of one on another. */
  const OWN = ".a.yaml.kube-sidecar-0123abcd-100.tmp";
  const HERE = ".a.yaml.kube-sidecar-0123abcd-99.tmp";
  const ELSEWHERE = ".a.yaml.kube-sidecar-fedc3210-99.tmp";
  const unchanged = { ...change("a.yaml"), text: encodeText("old\n") };

  it.each<[name: string, file: string, run: { isRunning: () => boolean; now?: () => number }]>([
    ["a process of the same id", OWN, { isRunning: () => true }],
    ["a process that is no more", HERE, { isRunning: () => false }],
    ["long ago", HERE, { isRunning: () => true, now: () => Date.now() + HOUR + 1000 }],
    [
      "long ago elsewhere",
      ELSEWHERE,
      { isRunning: () => true, now: () => Date.now() + HOUR + 1000 },
    ],
  ])("is cleared: by %s", (_name, file, run) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [file]: "half" });
    writeFiles(fakeIo({ cwd, run }), [unchanged]);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
    writeFileSync(join(cwd, file), "half");
    writeFiles(fakeIo({ cwd, run }), [change("a.yaml")]);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });

  it.each([
    ".a.yaml.kube-sidecar-0123abcd-99.tmp~",
    "a.yaml.kube-sidecar-0123abcd-99.tmp",
    ".a.yaml.kube-sidecar-0123ABCD-99.tmp",
    ".a.yaml.kube-sidecar-0123abcd-099.tmp",
    ".a.yaml.kube-sidecar-0123abcd-.tmp",
    ".a.yaml.99.tmp",
    ".kube-sidecar-0123abcd-99.tmp",
  ])("is not cleared where it is not ours: %s", (file) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [file]: "" });
    writeFiles(fakeIo({ cwd }), [change("a.yaml")]);
    expect(readdirSync(cwd).sort()).toEqual([file, "a.yaml"].sort());
  });

  it.each([
    ["on this machine", HERE, true],
    ["elsewhere", ELSEWHERE, false],
  ])("is not cleared where they may go on: %s", (_name, file, isAlive) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n", [file]: "half" });
    const run = { isRunning: () => isAlive, runId: () => ({ machine: "0123abcd", pid: 100 }) };
    writeFiles(fakeIo({ cwd, run }), [unchanged, change("b.yaml")]);
    expect(readdirSync(cwd).sort()).toEqual([file, "a.yaml", "b.yaml"]);
    expect(contentOf(cwd, "b.yaml")).toBe("new\n");
  });

  it("is no obstacle where it cannot be removed", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [HERE]: "half" });
    const unlinkSync = () => {
      throw failure("EACCES");
    };
    writeFiles(fakeIo({ cwd, fs: { unlinkSync } }), [change("a.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });
});

describe("another run that changes the same file", () => {
  const isRunning = () => true;
  const busy = (who: string, files: string) =>
    `another run of kube-sidecar (${who}) is about to change the same files; no file was changed; ` +
    `run again when it is over, or remove ${files} if there is none`;

  it("goes first if its id is smaller, and nothing is even begun", () => {
    const other = ".b.yaml.kube-sidecar-00000001-300.tmp";
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n", [other]: "half" });
    const openSync = () => expect.fail("it writes");
    const io = fakeIo({ cwd, fs: { openSync }, run: { isRunning } });
    expect(() => writeFiles(io, [change("a.yaml"), change("b.yaml")])).toThrow(
      busy("process 300 on another machine", join(cwd, ".*.kube-sidecar-00000001-300.tmp")),
    );
    expect(readdirSync(cwd).sort()).toEqual([other, "a.yaml", "b.yaml"]);
  });

  it("is waited for if its id is larger", () => {
    const other = ".a.yaml.kube-sidecar-0123abcd-300.tmp";
    const cwd = temporaryFolder({ "a.yaml": "old\n", [other]: "half" });
    let asked = 0;
    const isAlive = () => {
      asked++;
      if (asked === 5) unlinkSync(join(cwd, other)); // It sees this run, and gives up.
      return true;
    };
    writeFiles(fakeIo({ cwd, run: { isRunning: isAlive } }), [change("a.yaml")]);
    expect(asked).toBe(5);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  it("is waited for, and what it has written by then is kept", () => {
    const other = ".a.yaml.kube-sidecar-0123abcd-300.tmp";
    const cwd = temporaryFolder({ "a.yaml": "old\n", [other]: "theirs" });
    let asked = 0;
    const isAlive = () => {
      asked++;
      if (asked === 5) renameSync(join(cwd, other), join(cwd, "a.yaml"));
      return true;
    };
    const io = fakeIo({ cwd, run: { isRunning: isAlive } });
    expect(() => writeFiles(io, [change("a.yaml")])).toThrow("a.yaml was changed by another");
    expect(contentOf(cwd, "a.yaml")).toBe("theirs");
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  it("is waited for no longer than it dies", () => {
    const cwd = temporaryFolder({
      "a.yaml": "old\n",
      ".a.yaml.kube-sidecar-0123abcd-300.tmp": "half",
    });
    let asked = 0;
    const isAlive = () => {
      asked++;
      return asked < 5;
    };
    writeFiles(fakeIo({ cwd, run: { isRunning: isAlive } }), [change("a.yaml")]);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  it("is not waited for without end", () => {
    const other = ".a.yaml.kube-sidecar-0123abcd-300.tmp";
    const cwd = temporaryFolder({ "a.yaml": "old\n", [other]: "half" });
    let time = Date.now();
    const now = () => {
      time += 1000;
      return time;
    };
    const io = fakeIo({ cwd, run: { isRunning, now } });
    expect(() => writeFiles(io, [change("a.yaml")])).toThrow(
      busy("process 300", join(cwd, ".*.kube-sidecar-0123abcd-300.tmp")),
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd).sort()).toEqual([other, "a.yaml"]);
  });

  it("cannot be found in a folder that cannot be read, so that nothing is written", () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const list = () => {
      throw failure("EACCES");
    };
    expect(() =>
      writeFiles(fakeIo({ cwd, fs: { readdirSync: list } }), [change("a.yaml")]),
    ).toThrow(`cannot read the folder ${cwd}: permission denied; no file was changed`);
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });
});

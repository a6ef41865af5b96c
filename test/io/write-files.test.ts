import { spawnSync } from "node:child_process";
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
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../src/io/io.ts";
import { temporaryNames } from "../../src/io/temporaries.ts";
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

const fails = (code: string) => () => {
  throw failure(code);
};

/** Returns the names of the extended attributes of a file, after one was set or as they are. Node has no call for it. */
function attributesOf(path: string, mode: "set" | "keep"): string | undefined {
  const set = mode === "set" ? "os.setxattr(sys.argv[1], 'user.note', b'1');" : "";
  const program = `import os, sys; ${set} print(*os.listxattr(sys.argv[1]))`;
  return spawnSync("python3", ["-c", program, path], { encoding: "utf8" }).stdout?.trim();
}

describe("writeFiles", () => {
  it("replaces files and leaves nothing else behind", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "k8s/b.yaml": "old\n" });
    await writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("k8s/b.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
    expect(contentOf(cwd, "k8s/b.yaml")).toBe("new\n");
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(["a.yaml", "k8s", "k8s/b.yaml"]);
  });

  it("writes the bytes as they are", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const text = textOfBytes(Uint8Array.of(0x23, 0xff, 0xc3, 0xa9, 0x0d, 0x0a));
    await writeFiles(fakeIo({ cwd }), [{ ...change("a.yaml"), text }]);
    expect([...readFileSync(join(cwd, "a.yaml"))]).toEqual([0x23, 0xff, 0xc3, 0xa9, 0x0d, 0x0a]);
  });

  it("keeps the mode", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    chmodSync(join(cwd, "a.yaml"), 0o640);
    await writeFiles(fakeIo({ cwd }), [change("a.yaml")]);
    expect(statSync(join(cwd, "a.yaml")).mode & 0o777).toBe(0o640);
  });

  it("follows a symbolic link, which stays one", async () => {
    const cwd = temporaryFolder({ "real/a.yaml": "old\n" });
    symlinkSync("real/a.yaml", join(cwd, "link.yaml"));
    await writeFiles(fakeIo({ cwd }), [change("link.yaml")]);
    expect(lstatSync(join(cwd, "link.yaml")).isSymbolicLink()).toBe(true);
    expect(contentOf(cwd, "real/a.yaml")).toBe("new\n");
  });

  it("refuses a read-only file, for the superuser as well", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n" });
    chmodSync(join(cwd, "b.yaml"), 0o444);
    await expect(writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")])).rejects.toThrow(
      "cannot write b.yaml: the file is read-only; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd).sort()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("refuses what is no regular file", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "a.yaml"));
    await expect(writeFiles(fakeIo({ cwd }), [change("a.yaml")])).rejects.toThrow(
      "cannot write a.yaml: it is not a regular file; no file was changed",
    );
  });

  let calls = 0;
  const half = ((descriptor: number, bytes: Uint8Array) => {
    if (calls++ === 0) return writeSync(descriptor, bytes, 0, 2);
    throw failure("ENOSPC");
  }) as FileSystem["writeSync"];
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
  ])("leaves the original as it was: %s", async (_name, fs, reason) => {
    calls = 0;
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    await expect(writeFiles(fakeIo({ cwd, fs }), [change("a.yaml")])).rejects.toThrow(
      expect.objectContaining({
        name: "UserError",
        message: `cannot write a.yaml: ${reason}; no file was changed`,
      }),
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  it("goes on where one of several files cannot be replaced, and says which", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n", "c.yaml": "old\n" });
    const rename: FileSystem["renameSync"] = (from, to) => {
      if (`${to}`.endsWith("b.yaml")) throw failure("EBUSY");
      renameSync(from, to);
    };
    const io = fakeIo({ cwd, fs: { renameSync: rename } });
    const written = await writeFiles(io, ["a.yaml", "b.yaml", "c.yaml"].map(change));
    expect(written).toEqual({
      changed: ["a.yaml", "c.yaml"],
      failed: [{ path: "b.yaml", reason: "the file is in use, or mounted by itself" }],
      notes: [],
    });
    expect(contentOf(cwd, "b.yaml")).toBe("old\n");
    expect(contentOf(cwd, "c.yaml")).toBe("new\n");
    expect(readdirSync(cwd).sort()).toEqual(["a.yaml", "b.yaml", "c.yaml"]);
  });

  it("lets nobody else read the new text before it is in place", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const modes: number[] = [];
    const write = (descriptor: number, bytes: Uint8Array, offset: number, length: number) => {
      modes.push(fstatSync(descriptor).mode & 0o777);
      return writeSync(descriptor, bytes, offset, length);
    };
    const io = fakeIo({ cwd, fs: { writeSync: write as FileSystem["writeSync"] } });
    await writeFiles(io, [change("a.yaml")]);
    expect(modes).toEqual([0o600]);
  });

  it("leaves files alone that do not change", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const { ino } = statSync(join(cwd, "a.yaml"));
    await writeFiles(fakeIo({ cwd }), [{ ...change("a.yaml"), text: encodeText("old\n") }]);
    expect(statSync(join(cwd, "a.yaml")).ino).toBe(ino);
  });

  it("makes the renames last: the folder is on the disk after them", async () => {
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
    await writeFiles(fakeIo({ cwd, fs }), [change("k8s/a.yaml"), change("k8s/b.yaml")]);
    expect(steps).toEqual(["sync file", "sync file", "rename", "rename", "sync folder"]);
  });

  it("does without that where folders cannot be opened", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const open = ((path: string, ...rest: [string, number]) => {
      if (path === cwd) throw failure("EISDIR");
      return openSync(path, ...rest);
    }) as FileSystem["openSync"];
    await writeFiles(fakeIo({ cwd, fs: { openSync: open } }), [change("a.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });

  it("refuses a file that was changed since it was read, or is gone", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "mine\n" });
    await expect(writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")])).rejects.toThrow(
      "b.yaml was changed by another program since it was read; no file was changed; run again",
    );
    await expect(writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("c.yaml")])).rejects.toThrow(
      "cannot write c.yaml: no such file or folder; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml", "b.yaml"]);
  });

  it("refuses a link beside the file that it leads to", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    symlinkSync("a.yaml", join(cwd, "link.yaml"));
    await expect(
      writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("link.yaml")]),
    ).rejects.toThrow(
      "cannot write link.yaml: the same file goes by another name in this run; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd)).toEqual(["a.yaml", "link.yaml"]);
  });

  it("loses extended attributes, as docs/lifecycle.md says", async ({ skip }) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const path = join(cwd, "a.yaml");
    skip(attributesOf(path, "set") !== "user.note", "no Python, or a file system without them");
    await writeFiles(fakeIo({ cwd }), [change("a.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
    expect(attributesOf(path, "keep")).toBe("");
  });

  it("replaces each of two hard links", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    linkSync(join(cwd, "a.yaml"), join(cwd, "b.yaml"));
    await writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")]);
    expect([contentOf(cwd, "a.yaml"), contentOf(cwd, "b.yaml")]).toEqual(["new\n", "new\n"]);
  });

  it("writes a file of the longest name", async () => {
    const name = `${"ä".repeat(125)}.yaml`;
    const cwd = temporaryFolder({ [name]: "old\n" });
    await writeFiles(fakeIo({ cwd }), [change(name)]);
    expect(contentOf(cwd, name)).toBe("new\n");
  });

  it("tells how far it is", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n" });
    const counts: number[] = [];
    await writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("b.yaml")], (count) => {
      counts.push(count);
    });
    expect(counts).toEqual([1, 2]);
  });
});

describe("what stands where the new text would wait", () => {
  const NAMES = temporaryNames("a.yaml", fakeIo({ cwd: "." }).runId);
  const [FIRST = ""] = NAMES;
  const write = (cwd: string) =>
    // After the clearing of leftovers, as a stranger may be quick.
    writeFiles(fakeIo({ cwd, fs: { readdirSync: (() => []) as never } }), [change("a.yaml")]);

  it.each<[name: string, plant: (cwd: string) => void]>([
    ["a file", (cwd) => writeFileSync(join(cwd, FIRST), "other\n")],
    ["a link to a file", (cwd) => symlinkSync("other.yaml", join(cwd, FIRST))],
    ["a link to nothing", (cwd) => symlinkSync("none.yaml", join(cwd, FIRST))],
    ["a link to itself", (cwd) => symlinkSync(FIRST, join(cwd, FIRST))],
    ["a folder", (cwd) => mkdirSync(join(cwd, FIRST))],
    [
      "several of them",
      (cwd) => {
        for (const name of NAMES.slice(0, -1)) mkdirSync(join(cwd, name));
      },
    ],
  ])("is no obstacle, and neither followed nor overwritten: %s", async (_name, plant) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "other.yaml": "other\n" });
    plant(cwd);
    const before = readdirSync(cwd).map((name) => [name, lstatSync(join(cwd, name)).ino]);
    const { changed } = await write(cwd);
    expect([changed, contentOf(cwd, "a.yaml")]).toEqual([["a.yaml"], "new\n"]);
    const kept = before.filter(([name]) => name !== "a.yaml");
    const after = readdirSync(cwd).map((name) => [name, lstatSync(join(cwd, name)).ino]);
    expect(after.filter(([name]) => name !== "a.yaml")).toEqual(kept);
    expect(contentOf(cwd, "other.yaml")).toBe("other\n");
  });

  it("is an error where there is no end of it", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    for (const name of NAMES) mkdirSync(join(cwd, name));
    await expect(write(cwd)).rejects.toThrow(/^cannot write a\.yaml: .*; no file was changed$/);
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
  });
});

describe("a file that another program changes", () => {
  const NAMES = ["a.yaml", "b.yaml", "c.yaml"];
  const folder = () => temporaryFolder(Object.fromEntries(NAMES.map((name) => [name, "old\n"])));

  /** Every way in which a file can become another one. */
  const EDITS: readonly (readonly [string, (path: string) => void, string | undefined])[] = [
    ["written to", (path) => writeFileSync(path, "mine\n"), "mine\n"],
    ["written to, as long as before", (path) => writeFileSync(path, "nu!\n"), "nu!\n"],
    [
      "replaced",
      (path) => {
        writeFileSync(`${path}.new`, "new!\n");
        renameSync(`${path}.new`, path);
      },
      "new!\n",
    ],
    [
      "replaced, with the same time and length",
      (path) => {
        const { atime, mtime } = statSync(path);
        writeFileSync(`${path}.new`, "nu!\n");
        utimesSync(`${path}.new`, atime, mtime);
        renameSync(`${path}.new`, path);
      },
      "nu!\n",
    ],
    ["removed", (path) => unlinkSync(path), undefined],
    [
      "moved away, with a link in its place",
      (path) => {
        renameSync(path, `${path}.moved`);
        symlinkSync(`${path}.moved`, path);
      },
      "old\n",
    ],
    ["given other rights", (path) => chmodSync(path, 0o600), "old\n"],
  ];

  /** What is at the path now, and whether it is a link. */
  const stateOf = (cwd: string, path: string) => {
    const stats = lstatSync(join(cwd, path), { throwIfNoEntry: false });
    return stats && { content: contentOf(cwd, path), isLink: stats.isSymbolicLink() };
  };

  it.each(EDITS)("before the first is replaced keeps all as they are: %s", async (_name, edit) => {
    const cwd = folder();
    let edited: unknown;
    const open = ((path: string, ...rest: [string, number]) => {
      // The last temporary file: everything has been looked at once.
      if (path.includes(".c.yaml.")) {
        edit(join(cwd, "b.yaml"));
        edited = stateOf(cwd, "b.yaml");
      }
      return openSync(path, ...rest);
    }) as FileSystem["openSync"];
    await expect(
      writeFiles(fakeIo({ cwd, fs: { openSync: open } }), NAMES.map(change)),
    ).rejects.toThrow(/b\.yaml.*no file was changed/);
    expect(stateOf(cwd, "b.yaml")).toEqual(edited);
    expect(contentOf(cwd, "a.yaml")).toBe("old\n");
    expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each(EDITS)(
    "late is left out, and the others are written: %s",
    async (_name, edit, content) => {
      const cwd = folder();
      let edited: unknown;
      const rename: FileSystem["renameSync"] = (from, to) => {
        renameSync(from, to);
        if (!`${to}`.endsWith("a.yaml")) return;
        edit(join(cwd, "b.yaml"));
        edited = stateOf(cwd, "b.yaml");
      };
      const io = fakeIo({ cwd, fs: { renameSync: rename } });
      const written = await writeFiles(io, NAMES.map(change));
      expect(written.changed).toEqual(["a.yaml", "c.yaml"]);
      const reason =
        content === undefined
          ? "no such file or folder"
          : "it was changed by another program since it was read";
      expect(written.failed).toEqual([{ path: "b.yaml", reason }]);
      expect(stateOf(cwd, "b.yaml")).toEqual(edited);
      expect([contentOf(cwd, "a.yaml"), contentOf(cwd, "c.yaml")]).toEqual(["new\n", "new\n"]);
      expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    },
  );

  it("and is the only one, is an error", async () => {
    const cwd = folder();
    let looks = 0;
    const lstat = ((path: string, options: { bigint: true }) => {
      looks++;
      if (looks === 3) writeFileSync(path, "mine\n");
      return lstatSync(path, options);
    }) as FileSystem["lstatSync"];
    await expect(
      writeFiles(fakeIo({ cwd, fs: { lstatSync: lstat } }), [change("a.yaml")]),
    ).rejects.toThrow(
      "cannot write a.yaml: it was changed by another program since it was read; no file was changed",
    );
    expect(contentOf(cwd, "a.yaml")).toBe("mine\n");
  });

  it("right after it was replaced is said, as this may have been unseen by the other program", async () => {
    const cwd = folder();
    const rename: FileSystem["renameSync"] = (from, to) => {
      renameSync(from, to);
      if (`${to}`.endsWith("b.yaml")) writeFileSync(to, "theirs\n");
    };
    const io = fakeIo({ cwd, fs: { renameSync: rename } });
    const written = await writeFiles(io, NAMES.map(change));
    expect(written.changed).toEqual(["a.yaml", "c.yaml"]);
    expect(written.failed).toEqual([
      { path: "b.yaml", reason: "another program wrote to it at the same moment" },
    ]);
    expect(contentOf(cwd, "b.yaml")).toBe("theirs\n");
  });

  it("names all that were changed, or counts them", async () => {
    const cwd = temporaryFolder({ "a.yaml": "x", "b.yaml": "x", "c.yaml": "x", "d.yaml": "x" });
    const say = (names: readonly string[]) => writeFiles(fakeIo({ cwd }), names.map(change));
    await expect(say(["a.yaml", "b.yaml"])).rejects.toThrow(
      "a.yaml, b.yaml were changed by another program since they were read; no file was changed",
    );
    await expect(say([...NAMES, "d.yaml"])).rejects.toThrow("4 files were changed by another");
  });
});

describe("owner, group and links", () => {
  /** The calls that are made to give a file away, and how the system answers them. */
  async function write(answers: readonly (string | undefined)[], group: "kept" | "lost" = "kept") {
    const cwd = temporaryFolder({ "a.yaml": "old\n" });
    const { uid, gid } = statSync(join(cwd, "a.yaml"));
    const calls: (readonly [number, number])[] = [];
    const fs: Partial<FileSystem> = {
      fchownSync: (_descriptor, owner, itsGroup) => {
        const code = answers[calls.length];
        calls.push([owner, itsGroup]);
        if (code !== undefined) throw failure(code);
      },
      fstatSync: ((descriptor: number, options: { bigint: true }) => {
        const stats = fstatSync(descriptor, options);
        if (group === "lost") stats.gid += 1n;
        return stats;
      }) as FileSystem["fstatSync"],
    };
    const { notes, changed } = await writeFiles(fakeIo({ cwd, fs }), [change("a.yaml")]);
    expect([changed, contentOf(cwd, "a.yaml")]).toEqual([["a.yaml"], "new\n"]);
    return { calls, notes, uid, gid };
  }

  it("are kept", async () => {
    const { calls, notes, uid, gid } = await write([]);
    expect([calls, notes]).toEqual([[[uid, gid]], []]);
  });

  it.each([
    "EPERM", // another user's file
    "EINVAL", // in a user namespace, an owner that it does not map
    "ENOSYS",
    "ENOTSUP",
  ])("of another user: the group alone is kept where that ends in %s", async (code) => {
    const { calls, notes, uid, gid } = await write([code]);
    expect([calls, notes]).toEqual([
      [
        [uid, gid],
        [-1, gid],
      ],
      [],
    ]);
  });

  it("of another group: it is said that it could not be kept", async () => {
    const { notes } = await write(["EINVAL", "EINVAL"], "lost");
    expect(notes).toEqual(["could not keep the group of a.yaml: this user may not set it"]);
  });

  it("of another user, and the group is the same by itself", async () => {
    expect((await write(["EPERM", "EPERM"])).notes).toEqual([]);
  });

  it("says that a hard link is none any more", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "c.yaml": "old\n" });
    linkSync(join(cwd, "a.yaml"), join(cwd, "b.yaml"));
    const { notes } = await writeFiles(fakeIo({ cwd }), [change("a.yaml"), change("c.yaml")]);
    expect(notes).toEqual(["the other hard links of a.yaml still have the old content"]);
    expect([contentOf(cwd, "a.yaml"), contentOf(cwd, "b.yaml")]).toEqual(["new\n", "old\n"]);
  });
});

describe("a signal", () => {
  const NAMES = ["a.yaml", "b.yaml"];

  /** Lets a signal come at the moment when `asked` is asked for the nth time. */
  async function interrupted(moment: number) {
    const cwd = temporaryFolder({ "a.yaml": "old\n", "b.yaml": "old\n" });
    let asked = 0;
    const io = fakeIo({
      cwd,
      run: {
        holdingSignals: (work) => work(async () => (asked++ >= moment ? "SIGTERM" : undefined)),
      },
    });
    const result = await writeFiles(io, NAMES.map(change)).catch((error: unknown) => error);
    return { result, contents: NAMES.map((name) => contentOf(cwd, name)), names: readdirSync(cwd) };
  }

  it.each([0, 1, 2])("before the first file is replaced is obeyed (%i)", async (moment) => {
    const { result, contents, names } = await interrupted(moment);
    expect(result).toMatchObject({ message: "stopped by SIGTERM; no file was changed" });
    expect([contents, names]).toEqual([["old\n", "old\n"], NAMES]);
  });

  it("after that is reported, and all files are replaced", async () => {
    const { result, contents, names } = await interrupted(3);
    expect(result).toEqual({ changed: NAMES, failed: [], notes: [], signal: "SIGTERM" });
    expect([contents, names]).toEqual([["new\n", "new\n"], NAMES]);
  });
});

describe("what killed runs have left", () => {
  const MINUTES = 60_000;
  /** Of a process that had the id of this one, and of another. */
  const OWN = ".a.yaml.kube-sidecar-100-fedc3210.tmp";
  const OTHER = ".a.yaml.kube-sidecar-99-fedc3210.tmp";
  const unchanged = { ...change("a.yaml"), text: encodeText("old\n") };
  const later = () => Date.now() + 11 * MINUTES;

  it.each<[name: string, file: string, run: { isRunning: () => boolean; now?: () => number }]>([
    ["a process of the same id", OWN, { isRunning: () => true }],
    ["a process that is no more", OTHER, { isRunning: () => false }],
    ["long ago", OTHER, { isRunning: () => true, now: later }],
  ])("is cleared: by %s", async (_name, file, run) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [file]: "half" });
    await writeFiles(fakeIo({ cwd, run }), [unchanged]);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
    writeFileSync(join(cwd, file), "half");
    await writeFiles(fakeIo({ cwd, run }), [change("a.yaml")]);
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });

  it.each([
    ".a.yaml.kube-sidecar-99-fedc3210.tmp~",
    "a.yaml.kube-sidecar-99-fedc3210.tmp",
    ".a.yaml.kube-sidecar-99-FEDC3210.tmp",
    ".a.yaml.kube-sidecar-099-fedc3210.tmp",
    ".a.yaml.kube-sidecar--fedc3210.tmp",
    ".a.yaml.99.tmp",
    ".kube-sidecar-99-fedc3210.tmp",
  ])("is not cleared where it is not ours: %s", async (file) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [file]: "" });
    await writeFiles(fakeIo({ cwd }), [change("a.yaml")]);
    expect(readdirSync(cwd).sort()).toEqual([file, "a.yaml"].sort());
  });

  it("is not cleared where the run may go on, which is no obstacle", async () => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [OTHER]: "half" });
    await writeFiles(fakeIo({ cwd, run: { isRunning: () => true } }), [change("a.yaml")]);
    expect(readdirSync(cwd).sort()).toEqual([OTHER, "a.yaml"]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });

  it.each([
    ["a link to itself", (cwd: string) => symlinkSync(OTHER, join(cwd, OTHER))],
    ["a link to nothing", (cwd: string) => symlinkSync("none", join(cwd, OTHER))],
    ["a folder", (cwd: string) => mkdirSync(join(cwd, OTHER))],
    [
      "a file of no process",
      (cwd: string) => writeFileSync(join(cwd, OTHER.replace("99", "9999999999")), "x"),
    ],
  ])("is no obstacle, nor to clearing the rest: %s", async (_name, plant) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [OWN]: "half" });
    plant(cwd);
    await writeFiles(fakeIo({ cwd, run: { isRunning: () => true } }), [change("a.yaml")]);
    expect([contentOf(cwd, "a.yaml"), readdirSync(cwd)]).toEqual([
      "new\n",
      expect.not.arrayContaining([OWN]),
    ]);
  });

  it.each([
    ["cannot be removed", "unlinkSync"],
    ["cannot be listed", "readdirSync"],
  ])("is no obstacle where it %s", async (_name, call) => {
    const cwd = temporaryFolder({ "a.yaml": "old\n", [OTHER]: "half" });
    await writeFiles(fakeIo({ cwd, fs: { [call]: fails("EACCES") } }), [change("a.yaml")]);
    expect(contentOf(cwd, "a.yaml")).toBe("new\n");
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_REACH as reach } from "../../src/io/bound.ts";
import type { FileSystem } from "../../src/io/io.ts";
import { readSources } from "../../src/io/read-sources.ts";
import { temporaryNames } from "../../src/io/temporaries.ts";
import { ownObjectsIn } from "../../src/manifest/own-objects.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const TEMPLATE = "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\n";
const POD = "apiVersion: v1\nkind: Pod\n";

type Files = Readonly<Record<string, string | Uint8Array>>;

function read(files: Files, paths: readonly string[], depth: "flat" | "recursive" = "flat") {
  const io = fakeIo({ cwd: temporaryFolder(files), stdin: "kind: Stdin\n" });
  return readSources(io, { paths, depth, reach, ownObjectsIn });
}

const messagesOf = (problems: readonly { readonly message: string }[]) =>
  problems.map(({ message }) => message);

function pathsOf(...request: Parameters<typeof read>): readonly string[] {
  return read(...request).sources.map(({ path }) => path);
}

describe("readSources", () => {
  it("keeps the order of the arguments and sorts the files of a folder", () => {
    const files = { "k8s/b.yml": POD, "k8s/a.json": "{}", "k8s/C.yaml": POD, "z.yaml": POD };
    const expected = ["z.yaml", "k8s/C.yaml", "k8s/a.json", "k8s/b.yml"];
    expect(pathsOf(files, ["z.yaml", "./k8s/"])).toEqual(expected);
  });

  it("takes only manifests from a folder, and folders in it only with -R", () => {
    const files = {
      "k8s/a.yaml": POD,
      "k8s/README.md": "text",
      "k8s/values.schema.json": "{}",
      "k8s/deep/b.yaml": POD,
      "k8s/.github/workflow.yaml": "on: push\n",
      "k8s/node_modules/c.yaml": POD,
      // What a run that was killed leaves.
      [`k8s/${temporaryNames("a.yaml", { pid: 1, token: "0123abcd" })[0]}`]: POD,
    };
    // A schema is nothing to kubectl by what is in it, not by its name.
    const flat = ["k8s/a.yaml", "k8s/values.schema.json"];
    expect(pathsOf(files, ["k8s"])).toEqual(flat);
    const deep = ["k8s/a.yaml", "k8s/deep/b.yaml", "k8s/values.schema.json"];
    expect(pathsOf(files, ["k8s"], "recursive")).toEqual(deep);
  });

  it("reads each file once, however it is named", () => {
    const cwd = temporaryFolder({ "k8s/a.yaml": POD });
    symlinkSync("a.yaml", join(cwd, "k8s/link.yaml"));
    const { sources } = readSources(fakeIo({ cwd }), {
      paths: ["k8s/a.yaml", "./k8s/../k8s/a.yaml", "k8s", "k8s/link.yaml", "k8s"],
      depth: "flat",
      reach,
      ownObjectsIn,
    });
    expect(sources.map(({ path }) => path)).toEqual(["k8s/a.yaml"]);
  });

  it("reads standard input for -, once", () => {
    const { sources } = read({ "a.yaml": POD }, ["-", "a.yaml", "-"]);
    expect(sources.map(({ path }) => path)).toEqual(["-", "a.yaml"]);
    expect(sources[0]?.text).toBe("kind: Stdin\n");
  });

  it("keeps every byte", () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x20, 0xff, 0x0d, 0x0a);
    expect(read({ "a.yaml": bytes }, ["a.yaml"]).sources[0]?.text).toBe("\xef\xbb\xbfa: \xff\r\n");
  });

  it.each<[name: string, own: string]>([
    ["block style", TEMPLATE],
    ["quotes", "kind: 'SidecarInjector'\napiVersion: \"kube-sidecar.dev/v1alpha1\"\n"],
    ["CRLF and a comment first", `# ours\r\n---\r\n${TEMPLATE.replaceAll("\n", "\r\n")}`],
    ["JSON", '{"apiVersion": "kube-sidecar.dev/v1alpha1", "kind": "SidecarTemplate"}'],
  ])("leaves its own objects in a folder out, and names them: %s", (_name, own) => {
    const { sources, own: named } = read({ "k8s/own.yaml": own, "k8s/pod.yaml": POD }, ["k8s"]);
    expect(sources.map(({ path }) => path)).toEqual(["k8s/pod.yaml"]);
    expect(named).toEqual(["k8s/own.yaml"]);
  });

  it("takes a manifest that only mentions kube-sidecar.dev", () => {
    const pod = `${POD}metadata:\n  annotations:\n    kube-sidecar.dev/inject: envoy\n`;
    expect(pathsOf({ "k8s/pod.yaml": pod }, ["k8s"])).toEqual(["k8s/pod.yaml"]);
  });

  it.each<[name: string, files: Files, path: string, message: string]>([
    ["a missing file", {}, "a.yaml", "cannot read a.yaml: no such file or folder"],
    [
      "another ending",
      { "a.yml": POD },
      "a.yaml",
      "cannot read a.yaml: no such file or folder; did you mean a.yml?",
    ],
    [
      "a template by name",
      { "own.yaml": TEMPLATE },
      "own.yaml",
      "own.yaml holds a SidecarTemplate or SidecarInjector, not manifests; give it with --template-dir or --config",
    ],
    [
      "a template beside manifests",
      { "k8s/both.yaml": `${POD}---\n${TEMPLATE}` },
      "k8s/both.yaml",
      "k8s/both.yaml holds a SidecarTemplate or SidecarInjector beside manifests; put it in a file of its own",
    ],
    [
      "UTF-16 with a mark",
      { "a.yaml": Buffer.from("\ufeffkind: Pod\n", "utf16le") },
      "a.yaml",
      "a.yaml is UTF-16; Kubernetes manifests are UTF-8. Convert it first: iconv -f UTF-16 -t UTF-8 OLD > NEW",
    ],
    [
      "UTF-16 without",
      { "a.yaml": Buffer.from("kind: Pod\n", "utf16le").swap16() },
      "a.yaml",
      "a.yaml is UTF-16; Kubernetes manifests are UTF-8. Convert it first: iconv -f UTF-16 -t UTF-8 OLD > NEW",
    ],
    [
      "an archive",
      { "a.yaml": Uint8Array.of(0x1f, 0x8b, 8, 1) },
      "a.yaml",
      "a.yaml is a gzip archive, not a manifest",
    ],
    [
      "binary garbage",
      { "a.yaml": Uint8Array.of(0x41, 0x42, 0x43, 0, 0x44) },
      "a.yaml",
      "a.yaml is not text: it holds a NUL byte (at offset 3)",
    ],
  ])("reads what is beside %s", (_name, files, path, message) => {
    const { sources, problems } = read({ ...files, "good.yaml": POD }, [path, "good.yaml"]);
    expect(sources.map((source) => source.path)).toEqual(["good.yaml"]);
    expect(problems).toEqual([
      {
        severity: "error",
        message,
        place: { file: path, line: 1, column: 1, endColumn: 1, text: "", isWholeFile: true },
        help: "",
      },
    ]);
  });

  it.each<[name: string, files: Files, path: string, message: string]>([
    [
      "a folder without manifests",
      { "k8s/deep/a.yaml": POD },
      "k8s",
      "no manifests (.yaml, .yml, .json) in k8s; use -R to search the folders in it",
    ],
    [
      "a folder of templates",
      { "k8s/own.yaml": TEMPLATE },
      "k8s",
      "no manifests in k8s: it holds only templates or config of kube-sidecar",
    ],
    [
      "an address",
      {},
      "https://example.com/a.yaml",
      "https://example.com/a.yaml is no file; download it, and pipe it in: curl -fsSL https://example.com/a.yaml | kube-sidecar ...",
    ],
  ])("refuses %s", (_name, files, path, message) => {
    expect(() => read(files, [path])).toThrow(
      expect.objectContaining({ name: "UserError", message }),
    );
  });

  it("refuses no folder for one file in it", () => {
    const { sources, problems } = read(
      { "k8s/a.yaml": POD, "k8s/b.yaml": `${POD}---\n${TEMPLATE}`, "k8s/c.yaml": POD },
      ["k8s"],
    );
    expect(sources.map(({ path }) => path)).toEqual(["k8s/a.yaml", "k8s/c.yaml"]);
    expect(messagesOf(problems)).toEqual([
      "k8s/b.yaml holds a SidecarTemplate or SidecarInjector beside manifests; put it in a file of its own",
    ]);
  });

  it("says what of a folder it does not read, and reads the rest", () => {
    const cwd = temporaryFolder({ "k8s/a.yaml": POD, "k8s/deep/b.yaml": POD });
    symlinkSync("nowhere", join(cwd, "k8s/broken.yaml"));
    symlinkSync("deep", join(cwd, "k8s/folder.yaml"));
    const denied = Object.assign(new Error("denied"), { code: "EACCES", syscall: "scandir" });
    const list = ((path: string, options: { withFileTypes: true }) => {
      if (path.endsWith("deep")) throw denied;
      return readdirSync(path, options);
    }) as FileSystem["readdirSync"];
    const io = fakeIo({ cwd, fs: { readdirSync: list } });
    const { sources, problems, warnings } = readSources(io, {
      paths: ["k8s"],
      depth: "recursive",
      reach,
      ownObjectsIn,
    });
    expect(sources.map(({ path }) => path)).toEqual(["k8s/a.yaml"]);
    expect(messagesOf(problems)).toEqual([
      "cannot read the folder k8s/deep: permission denied",
      "cannot read k8s/broken.yaml: no such file or folder",
    ]);
    expect(warnings).toEqual([]);
  });

  it.runIf(process.platform === "linux")("leaves out what nobody can read, and says so", () => {
    const cwd = temporaryFolder({ "k8s/a.yaml": POD, "k8s/real-\ufffd.yaml": POD });
    const folder = Buffer.from(`${cwd}/k8s/`);
    writeFileSync(Buffer.concat([folder, Buffer.from("caf\xe9.yaml", "latin1")]), POD);
    writeFileSync(Buffer.concat([folder, Buffer.from("caf\xe9.txt", "latin1")]), POD);
    mkdirSync(Buffer.concat([folder, Buffer.from("d\xe9p", "latin1")]));
    execFileSync("mkfifo", [join(cwd, "k8s/pipe.yaml")]);
    const { sources, problems, warnings } = readSources(fakeIo({ cwd }), {
      paths: ["k8s"],
      depth: "recursive",
      reach,
      ownObjectsIn,
    });
    expect(sources.map(({ path }) => path)).toEqual(["k8s/a.yaml", "k8s/real-\ufffd.yaml"]);
    expect(problems).toEqual([]);
    expect(messagesOf(warnings)).toEqual([
      "k8s/caf\ufffd.yaml is skipped: its name is not UTF-8; rename it",
      "k8s/d\ufffdp is skipped: its name is not UTF-8; rename it",
      "k8s/pipe.yaml is skipped: it is not a regular file",
    ]);
  });

  it("names the limit of a file that is too large", () => {
    const cwd = temporaryFolder({ "big.yaml": "", "huge.yaml": "" });
    truncateSync(join(cwd, "big.yaml"), 513 * 2 ** 20);
    truncateSync(join(cwd, "huge.yaml"), 3 * 2 ** 30);
    const { problems } = readSources(fakeIo({ cwd }), {
      paths: ["big.yaml", "huge.yaml"],
      depth: "flat",
      reach,
      ownObjectsIn,
    });
    expect(messagesOf(problems)).toEqual([
      "big.yaml is larger than 512 MiB, the most that kube-sidecar can hold in one text",
      "huge.yaml is larger than 512 MiB, the most that kube-sidecar can hold in one text",
    ]);
  });

  it("says that it waits for a terminal", () => {
    const io = fakeIo({ cwd: temporaryFolder(), stdin: POD, terminals: ["stdin"] });
    readSources(io, { paths: ["-"], depth: "flat", reach, ownObjectsIn });
    expect(io.stderr()).toBe(
      "reading manifests from the terminal; Ctrl-D at the start of a line ends them\n",
    );
  });

  it("says why a file is unreadable", () => {
    const denied = Object.assign(new Error("denied"), { code: "EACCES", syscall: "open" });
    const io = fakeIo({
      cwd: temporaryFolder({ "a.yaml": POD }),
      fs: {
        readFileSync: () => {
          throw denied;
        },
      },
    });
    const { problems } = readSources(io, { paths: ["a.yaml"], depth: "flat", reach, ownObjectsIn });
    expect(messagesOf(problems)).toEqual(["cannot read a.yaml: permission denied"]);
  });
});

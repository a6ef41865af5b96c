// Prints the krew manifest of a packed release: `node scripts/krew-manifest.mjs kube-sidecar-0.1.0.tgz > sidecar.yaml`.
// krew unpacks what npm serves as it is: the command is one bundle, and needs no node_modules. A second argument is
// where krew gets the package, if that is not npm's registry.
// https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { stringify } from "yaml";

const [, , tarball, address] = process.argv;
if (tarball === undefined) {
  process.stderr.write("usage: node scripts/krew-manifest.mjs TARBALL [ADDRESS]\n");
  process.exit(2);
}
// What is packed counts, not what the working directory has become since.
const packed = execFileSync("tar", ["-xzOf", tarball, "package/package.json"], {
  encoding: "utf8",
});
const { name, version, description, engines } = JSON.parse(packed);

/** Only a .exe can be a plugin on Windows. */
const SYSTEMS = ["linux", "darwin"];

const manifest = {
  apiVersion: "krew.googlecontainertools.github.com/v1alpha2",
  kind: "Plugin",
  metadata: { name: "sidecar" },
  spec: {
    version: `v${version}`,
    homepage: `https://www.npmjs.com/package/${name}`,
    shortDescription: "Inject sidecars into manifests, and check pods",
    description: `${description}\n`,
    caveats: `This plugin needs Node.js (${engines.node}) on PATH.

kubectl completes its commands if this is on PATH as kubectl_complete-sidecar, executable:

  #!/bin/sh
  exec kubectl sidecar __complete "$@"
`,
    platforms: [
      {
        selector: { matchExpressions: [{ key: "os", operator: "In", values: SYSTEMS }] },
        uri: address ?? `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`,
        sha256: createHash("sha256").update(readFileSync(tarball)).digest("hex"),
        files: [{ from: "package/*", to: "." }],
        bin: "bin/kube-sidecar.cjs",
      },
    ],
  },
};
process.stdout.write(stringify(manifest, { lineWidth: 0 }));

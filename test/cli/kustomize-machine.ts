import { chmodSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Where the links stand below a plugin home. */
export const LINKS = ["sidecarinjector/SidecarInjector", "sidecarlint/SidecarLint"].map(
  (link) => `kube-sidecar.dev/v1alpha1/${link}`,
);
/** The plugin home of a user who has named none. */
export const DEFAULT_HOME = "home/.config/kustomize/plugin";

/** Returns a folder with a home and the program, and what runs commands in it; `FOLDER` stands for it in what they print. */
export function kustomizeMachine(files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder({
    "bin/kube-sidecar.cjs": "",
    "bin/node": "",
    "home/.profile": "",
    ...files,
  });
  for (const name of ["kube-sidecar.cjs", "node"]) chmodSync(join(folder, "bin", name), 0o755);
  const run = async (line: string, env: Readonly<Record<string, string>> = {}) => {
    const io = fakeIo({
      cwd: folder,
      program: join(folder, "bin/kube-sidecar.cjs"),
      env: { HOME: join(folder, "home"), PATH: join(folder, "bin"), ...env },
    });
    const code = await main(["kustomize", ...line.split(" ")], io);
    return { code, output: (io.stdout() + io.stderr()).replaceAll(folder, "FOLDER") };
  };
  return { folder, run };
}

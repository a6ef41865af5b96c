// The real kubectl and kustomize build kustomizations with the plugin.

import { rmSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { findClient } from "./clients.ts";
import { expectSection } from "./expect-section.ts";
import { installCommand } from "./install-command.ts";
import { realShell } from "./real-shell.ts";

const hasBoth = findClient("kubectl") !== undefined && findClient("kustomize") !== undefined;
const tools = mkdtempSync(join(tmpdir(), "kube-sidecar-kustomize-"));
let path: string;

beforeAll(() => {
  path = installCommand(tools);
});
afterAll(() => rmSync(tools, { recursive: true }));

/** kustomize takes an empty variable for none. */
const NO_HOMES = { KUSTOMIZE_PLUGIN_HOME: "", XDG_CONFIG_HOME: "", KUBE_SIDECAR_REPORT: "" };

describe.skipIf(!hasBoth)("docs/hosts.md", () => {
  it("shows what kustomize makes of the plugin", async () => {
    await expectSection("kustomize", temporaryFolder(), realShell({ path: [path], env: NO_HOMES }));
  });
});

// What the Tab key makes of a line, in the real shells.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { installCommand } from "./install-command.ts";
import { canTypeInto, type ShellName, typeIntoShell } from "./type-into-shell.ts";

const SHELLS: readonly ShellName[] = ["bash", "zsh", "fish"];

const CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
metadata: {name: shop}
spec:
  environments: {"two words": {}, "odd$(date)": {}}
`;

/** A line with tabs in it, and the words that come of it. */
const LINES: readonly (readonly [typed: string, words: string])[] = [
  ["inj\t-t fluent-bi\t", "<inject><-t><fluent-bit>"],
  ["inject -t fluent-bit,stats\t", "<inject><-t><fluent-bit,statsd-exporter>"],
  ["inject --set fluent-bit.logD\t/logs", "<inject><--set><fluent-bit.logDir=/logs>"],
  ["inject --set fluent-bit.auth=t\t", "<inject><--set><fluent-bit.auth=true>"],
  ["lint --rule port-conflict=w\t", "<lint><--rule><port-conflict=warning>"],
  ["lint --format=sa\tmy.yaml", "<lint><--format=sarif><my.yaml>"],
  ['inject -t "fluent-bi\t', "<inject><-t><fluent-bit>"],
  ["inject -f k8s/dep\t", "<inject><-f><k8s/deploy.yaml>"],
  ["inject -f my\t", "<inject><-f><my pod.yaml>"],
  ["inject --filename=k8s/dep\t", "<inject><--filename=k8s/deploy.yaml>"],
  ["inject --template-dir ot\tx", "<inject><--template-dir><other/x>"],
  ["inject --env two\t", "<inject><--env><two words>"],
  ['inject --env "two\t', "<inject><--env><two words>"],
  ["inject --env odd\t", "<inject><--env><odd$(date)>"],
  ["lint --pss nonsense\t", "<lint><--pss><nonsense>"],
];

const installed = mkdtempSync(join(tmpdir(), "kube-sidecar-"));
let path: string;

beforeAll(() => {
  path = installCommand(installed);
});
afterAll(() => rmSync(installed, { recursive: true }));

function folderOfFiles(): string {
  const folder = temporaryFolder({
    "kube-sidecar.yaml": CONFIG,
    "my pod.yaml": "",
    "other.yaml": "",
  });
  for (const name of ["k8s", "other"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "k8s/deploy.yaml"), "");
  return folder;
}

describe.each(SHELLS)("completion in %s", (shell) => {
  it.skipIf(!canTypeInto(shell))("completes what is typed", () => {
    const lines = LINES.map(([typed]) => `kube-sidecar ${typed}`);
    const run = typeIntoShell(shell, lines, { folder: folderOfFiles(), path });
    expect(run).toEqual(LINES.map(([, words]) => words));
  });
});

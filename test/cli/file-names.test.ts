// Names of files come from strangers: none starts a line of what is said, and none reaches a terminal as a command.

import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web}]}\n";
const NAMES = ["a\n::error::b.yaml", "a\u001b[2Jb.yaml", "a\u202eb.yaml", "a\r::error::b.yaml"];
const INJECT = ["inject", "-t", "statsd-exporter"];

describe.each(NAMES)("a file with the name %j", (name) => {
  it.each([
    ["is injected", [...INJECT, name], POD],
    ["is told with its reasons", [...INJECT, "--explain", "--check", name], POD],
    ["is changed in place", [...INJECT, "-w", name], POD],
    ["is shown as a diff", [...INJECT, "--diff", name], POD],
    ["is found in a folder", [...INJECT, "--diff", "."], POD],
    ["is no YAML", [...INJECT, name], "a: 'b\n"],
    ["is no text", [...INJECT, name], "a\0"],
    ["is no manifest", [...INJECT, name], "a: 1\n"],
    [
      "is a template",
      [...INJECT, name],
      "kind: SidecarTemplate\napiVersion: kube-sidecar.dev/v1alpha1\n",
    ],
    ["is not there", [...INJECT, `no ${name}`], POD],
    ["would be overwritten", [...INJECT, "--report", name, name], POD],
    ["is a folder that is not there", [...INJECT, "--report", `${name}/x`, name], POD],
    ["is a config", ["lint", "--config", name, name], POD],
    ["is a file of values", [...INJECT, "--values", name, name], "a\n"],
    ["has no marker", ["eject", name], POD],
    ["is checked", ["lint", name], POD],
    ["has its status looked at", ["status", name], POD],
    ["is drawn", ["show", name], POD],
  ])("is shown on one line, and without control characters, where it %s", async (_, args, text) => {
    const io = fakeIo({ cwd: temporaryFolder({ [name]: text }) });
    await main(args, io);
    const said = io.stderr() + io.stdoutBytes().toString();
    expect(said).not.toMatch(/^::/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(said).not.toMatch(/[\u001b\u202e\r]/);
  });
});

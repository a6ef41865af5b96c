import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readKustomization } from "../../src/cli/kustomize/kustomization.ts";
import { placementOf } from "../../src/cli/kustomize/placement.ts";
import { readPluginConfig } from "../../src/cli/kustomize/plugin-config.ts";
import { pluginLinkAt } from "../../src/cli/kustomize/plugin-link.ts";
import { encodeText } from "../../src/text/source.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const object = (kind: string) =>
  `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: prod}\n`;

function folderWith(kustomization: string, name = "kustomization.yaml") {
  return fakeIo({
    cwd: temporaryFolder({
      [name]: kustomization,
      "inject.yaml": object("SidecarInjector"),
      "lint.yaml": object("SidecarLint"),
    }),
  });
}

describe("placementOf", () => {
  it.each(["transformers", "validators"] as const)("finds an object of ours in %s", (field) => {
    const io = folderWith(`${field}: [inject.yaml, lint.yaml]\n`);
    expect(placementOf(io, "SidecarInjector")).toBe(field);
    expect(placementOf(io, "SidecarLint")).toBe(field);
  });

  it("finds none where the kustomization lists none", () => {
    expect(placementOf(folderWith("resources: [lint.yaml]\n"), "SidecarLint")).toBe("unknown");
  });

  it.each([
    ["SidecarInjector", "transformers"],
    ["SidecarLint", "validators"],
  ] as const)("says where to move a %s that stands under generators: to %s", (kind, field) => {
    const io = folderWith("generators: [inject.yaml, lint.yaml]\n");
    expect(() => placementOf(io, kind)).toThrow(
      `lists a ${kind} under "generators", which see no manifests: move it to "${field}"`,
    );
  });

  it("takes SidecarLints in one list alone", () => {
    const io = folderWith("transformers: [lint.yaml]\nvalidators: [lint.yaml, inject.yaml]\n");
    expect(() => placementOf(io, "SidecarLint")).toThrow(
      'lists SidecarLints under "transformers" and "validators"',
    );
    const both = folderWith("transformers: [inject.yaml]\nvalidators: [inject.yaml]\n");
    expect(placementOf(both, "SidecarInjector")).toBe("transformers");
  });
});

describe("readKustomization", () => {
  it.each(["kustomization.yaml", "kustomization.yml", "Kustomization"])("reads %s", (name) => {
    const { lists } = readKustomization(folderWith("resources: [a.yaml]\n", name), ".") ?? {};
    expect(lists?.resources).toEqual(["a.yaml"]);
  });
});

describe("readPluginConfig", () => {
  it.each(["SidecarInjector", "SidecarLint"])("takes a %s", (kind) => {
    expect(readPluginConfig(encodeText(object(kind))).label).toBe(`${kind}/prod`);
  });

  it("takes nothing else", () => {
    expect(() => readPluginConfig(encodeText(object("SidecarLit")))).toThrow(
      'not a SidecarLit; did you mean "SidecarLint"?',
    );
  });
});

describe("pluginLinkAt", () => {
  it.each([
    ["kube-sidecar.cjs", "former"],
    ["kube-sidecar", "former"],
    ["kubectl-sidecar", "former"],
    ["another", "foreign"],
  ])("takes a link to a %s of another place for %s", (program, state) => {
    const cwd = temporaryFolder();
    symlinkSync(join(cwd, program), join(cwd, "plugin"));
    expect(pluginLinkAt(fakeIo({ cwd }), join(cwd, "plugin")).state).toBe(state);
  });
});

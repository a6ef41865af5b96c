import { describe, expect, it } from "vitest";
import { holdsTemplates, ownObjectsIn } from "../../src/manifest/own-objects.ts";
import { encodeText } from "../../src/text/source.ts";

const KINDS = ["SidecarTemplate", "SidecarInjector", "SidecarLint"];
const own = (kind: string) => `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\n`;
const pod = "apiVersion: v1\nkind: Pod\nmetadata: {annotations: {kube-sidecar.dev/inject: x}}\n";

const sourceOf = (text: string) => ({ path: "in.yaml", text: encodeText(text) });
const ownIn = (text: string) => ownObjectsIn(sourceOf(text));

describe("ownObjectsIn", () => {
  it.each(KINDS)("knows a %s in YAML and in JSON", (kind) => {
    expect(ownIn(own(kind))).toBe("only");
    const json = JSON.stringify({ apiVersion: "kube-sidecar.dev/v1alpha1", kind });
    expect(ownIn(json)).toBe("only");
  });

  it.each([
    ["", "none"],
    [pod, "none"],
    [own("SidecarOther"), "none"],
    [`---\n${own("SidecarLint")}---`, "only"],
    [`---\t\n${own("SidecarLint")}---\r\n${pod}`, "mixed"],
    [`${own("SidecarLint")}--- \n${pod}`, "mixed"],
    [`${own("SidecarLint")}---\n${pod}`, "mixed"],
    [`${own("SidecarLint")}----\n`, "only"],
    ['{"apiVersion": "kube-sidecar.dev/v1alpha1", "kind": "SidecarLint"}\n---', "only"],
    // To kubectl what has items is a list, whatever its kind is.
    [`${own("SidecarLint")}items: []\n`, "none"],
    [`${own("SidecarLint")}items: {}\n`, "only"],
    // However the root is written.
    ["{apiVersion: kube-sidecar.dev/v1alpha1, kind: SidecarLint}", "only"],
    ["'kind' : SidecarLint\n!!str apiVersion: &v kube-sidecar.dev/v1alpha1\n", "only"],
    ['apiVersion: kube-sidecar.dev/v1alpha1\nkind: "Sidecar\\x4cint"\n', "only"],
    ['"apiVersion": "kube-sidecar\\u002edev/v1alpha1"\nkind: SidecarLint\n', "only"],
    ['{"apiVersion": "kube-sidecar.dev\\/v1alpha1", "kind": "SidecarLint"}', "only"],
    // What cannot be read is for the stage that reads manifests.
    ["{apiVersion: kube-sidecar.dev/v1alpha1, kind: SidecarLint", "none"],
  ])("of %j finds %s", (text, expected) => {
    expect(ownIn(text)).toBe(expected);
  });
});

describe("holdsTemplates", () => {
  it.each([
    [own("SidecarTemplate"), true],
    [`${pod}---\n"kind": "Sidecar\\x54emplate"\n`, true],
    [`${pod}# SidecarTemplate\n`, false],
    // What is meant for one may be broken.
    ["'kind': SidecarTemplate\nspec: [\n", true],
    ["'kind': Pod\nspec: [\n", false],
  ])("of %j is %j", (text, expected) => {
    expect(holdsTemplates(sourceOf(text))).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { ownObjectsIn } from "../../src/io/own-object.ts";
import { encodeText } from "../../src/text/source.ts";

const KINDS = ["SidecarTemplate", "SidecarInjector", "SidecarLint"];
const own = (kind: string) => `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\n`;
const pod = "apiVersion: v1\nkind: Pod\nmetadata: {annotations: {kube-sidecar.dev/inject: x}}\n";

describe("ownObjectsIn", () => {
  it.each(KINDS)("knows a %s in YAML and in JSON", (kind) => {
    expect(ownObjectsIn(encodeText(own(kind)))).toBe("only");
    const json = JSON.stringify({ apiVersion: "kube-sidecar.dev/v1alpha1", kind });
    expect(ownObjectsIn(encodeText(json))).toBe("only");
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
  ])("of %j finds %s", (text, expected) => {
    expect(ownObjectsIn(encodeText(text))).toBe(expected);
  });
});

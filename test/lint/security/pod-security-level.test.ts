import { describe, expect, it } from "vitest";
import { inputContext } from "../../../src/lint/input-context.ts";
import type { PodSecurityLevel } from "../../../src/lint/rule.ts";
import { enforcedPodSecurity } from "../../../src/lint/security/pod-security-level.ts";
import { NO_KUSTOMIZATIONS } from "../../../src/manifest/kustomizations.ts";
import { encodeText } from "../../../src/text/source.ts";
import { podWith } from "../pod-with.ts";

const KEY = "pod-security.kubernetes.io/enforce";

function enforced(labels: Readonly<Record<string, string>>, podSecurity?: PodSecurityLevel) {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels } };
  const context = inputContext({
    kubeMinor: 34,
    ...(podSecurity === undefined ? {} : { podSecurity }),
    kustomizations: NO_KUSTOMIZATIONS,
    sources: [{ path: "a.yaml", text: encodeText(JSON.stringify(namespace)) }],
    pods: () => [],
  });
  const result = enforcedPodSecurity({ ...podWith({}), namespace: "shop" }, context);
  return result && [result.level, result.minor, result.namespace?.object.name];
}

describe("enforcedPodSecurity", () => {
  it.each<[Readonly<Record<string, string>>, unknown]>([
    [{}, undefined],
    [{ [KEY]: "strict" }, undefined],
    [{ [`${KEY}-version`]: "v1.30" }, undefined],
    [{ [KEY]: "privileged" }, ["privileged", 34, "shop"]],
    [{ [KEY]: "baseline" }, ["baseline", 34, "shop"]],
    [{ [KEY]: "restricted", [`${KEY}-version`]: "latest" }, ["restricted", 34, "shop"]],
    [{ [KEY]: "restricted", [`${KEY}-version`]: "v1.24" }, ["restricted", 24, "shop"]],
    [{ [KEY]: "restricted", [`${KEY}-version`]: "v1.99" }, ["restricted", 34, "shop"]],
    [{ "pod-security.kubernetes.io/warn": "baseline" }, undefined],
  ])("reads the labels %j", (labels, expected) => {
    expect(enforced(labels)).toEqual(expected);
  });

  it("takes the level of the run before that of the namespace", () => {
    expect(enforced({ [KEY]: "restricted" }, "baseline")).toEqual(["baseline", 34, undefined]);
  });
});

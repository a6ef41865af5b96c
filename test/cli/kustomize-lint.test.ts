import { describe, expect, it } from "vitest";
import { functionConfig, HEAD, ITEM, runFunction } from "./resource-lists.ts";

describe("a SidecarLint as a KRM function", () => {
  const lint = (spec: string) => `${HEAD}items:${ITEM}${functionConfig(spec, "SidecarLint")}`;
  const VALIDATORS = {
    "kustomization.yaml": "validators: [lint.yaml]\n",
    "lint.yaml":
      "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarLint\nmetadata: {name: prod}\n",
  };

  it("passes the items on for all but a build of kustomize, whatever lies about", async () => {
    const input = lint("{}");
    expect(await runFunction(input)).toEqual({ code: 0, stdout: input, stderr: "" });
    expect(await runFunction(input, VALIDATORS)).toEqual({ code: 0, stdout: input, stderr: "" });
  });

  it("gives no items back as a validator of kustomize", async () => {
    const input = lint("{}").replace(
      "    annotations:",
      "    annotations:\n      kustomize.config.k8s.io/id: x",
    );
    const { code, stdout } = await runFunction(input, VALIDATORS);
    expect([code, stdout]).toEqual([0, `${HEAD}items: []\n`]);
  });

  it("holds its findings against its own policy", async () => {
    const { code, stderr, stdout } = await runFunction(
      lint("{maxWarnings: 0, rules: {container-image-missing: off}, kubeVersion: '1.30'}"),
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      lint("{maxWarnings: 0, rules: {container-image-missing: off}, kubeVersion: '1.30'}"),
    );
  });

  it("can forbid suppressions", async () => {
    const silenced = (spec: string) =>
      lint(spec).replace(
        /^( +)(spec:\n +containers:)/m,
        "$1metadata: {annotations: {kube-sidecar.dev/ignore: 'port-conflict: why'}}\n$1$2",
      );
    expect(silenced("{}")).toContain("kube-sidecar.dev/ignore");
    const { code, stderr } = await runFunction(silenced("{suppressions: forbid}"));
    expect(code).toBe(1);
    expect(stderr).toContain("the config forbids suppressions of port-conflict");
    const other = await runFunction(silenced("{suppressions: {forbid: [env-duplicate]}}"));
    expect(other.code).toBe(0);
  });

  it.each([
    [
      "{rules: {port-conflit: off}}",
      'there is no check "port-conflit"; did you mean "port-conflict"?',
    ],
    ["{maxOverhead: {cpu: lots}}", '"lots" is no quantity of a resource'],
    [
      "{podSecurity: strict}",
      'spec.podSecurity must be "privileged", "baseline" or "restricted", not "strict"',
    ],
    ["{failOn: warnings}", 'did you mean "warning"?'],
    ["{kubeVersion: 1.30}", 'must be a version of Kubernetes in quotes, such as "1.30"'],
    ["{templateDirs: [a]}", 'unknown field "spec.templateDirs"'],
  ])("is checked itself: %s", async (spec, message) => {
    const { code, stderr } = await runFunction(lint(spec));
    expect(code).toBe(1);
    expect(stderr.split("\n")[0]).toContain(message);
  });
});

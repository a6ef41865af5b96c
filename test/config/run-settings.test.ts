import { describe, expect, it } from "vitest";
import { readInjector } from "../../src/config/read-injector.ts";
import { runSettings } from "../../src/config/run-settings.ts";
import { encodeText } from "../../src/text/source.ts";
import { injectorWith } from "./injectors.ts";

const injector = injectorWith(`  kubeVersion: "1.28"
  onPortConflict: reassign
  imageRegistry: harbor.example.com
  environments: {prod: {envoy: {port: 1}}, test: {}}
  environment: prod
  strict: true
  lint:
    podSecurity: baseline
    maxOverhead: {cpu: 1, memory: 64Mi, ephemeral-storage: null}
    failOn: warning
    maxWarnings: 3
`);

describe("runSettings", () => {
  it("takes what the config says", () => {
    expect(runSettings({}, injector)).toEqual({
      kubeMinor: 28,
      onPortConflict: "reassign",
      imageRegistry: "harbor.example.com",
      environment: "prod",
    });
  });

  it("takes flags rather than the config", () => {
    const flags = {
      kubeVersion: "1.30",
      onPortConflict: "fail",
      imageRegistry: "quay.example.com",
      environment: "test",
    } as const;
    expect(runSettings(flags, injector)).toEqual({
      kubeMinor: 30,
      onPortConflict: "fail",
      imageRegistry: "quay.example.com",
      environment: "test",
    });
  });

  it("has defaults for the rest", () => {
    const defaults = { kubeMinor: 36, onPortConflict: "fail", imageRegistry: undefined };
    expect(runSettings({}, undefined)).toEqual(defaults);
    expect(runSettings({}, injectorWith("  kubeVersion:\n  onPortConflict:\n"))).toEqual(defaults);
  });
});

describe("readInjector", () => {
  it("reads what flags say elsewhere", () => {
    expect(injector.strict).toBe(true);
    expect(injector.lintLimits).toEqual({
      podSecurity: "baseline",
      maxOverhead: { cpu: "1", memory: "64Mi" },
      failOn: "warning",
      maxWarnings: 3,
    });
    expect(injectorWith("  strict: false\n").strict).toBeUndefined();
  });

  it.each([
    [
      "environment: prd\n  environments: {prod: {}}",
      'there is no environment "prd"; did you mean "prod"?',
    ],
    [
      "kubeVersion: 1.30",
      'spec.kubeVersion must be a version of Kubernetes in quotes, such as "1.30"',
    ],
    [
      "onPortConflict: reasign",
      'must be "fail" or "reassign", not "reasign"; did you mean "reassign"?',
    ],
    ["strict: yes please", 'spec.strict must be true or false, not "yes please"'],
    ["lint: {maxOverhead: {cpu: -1}}", "-1 is no quantity of a resource"],
    ["lint: {maxWarnings: -1}", "spec.lint.maxWarnings must be at least 0"],
  ])("finds what is wrong with %s", (spec, message) => {
    const text = `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec:\n  ${spec}\n`;
    const { injector: none, problems } = readInjector({ path: "a", text: encodeText(text) }, []);
    expect(none).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
  });
});

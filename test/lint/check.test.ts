import { describe, expect, it } from "vitest";
import { checkPod, introducedProblems, remainingProblems } from "../../src/lint/check.ts";
import type { InjectedSidecar } from "../../src/manifest/pod.ts";
import { rules } from "../../src/rules/index.ts";
import { NO_CONTEXT } from "./no-context.ts";
import { podWith } from "./pod-with.ts";

const context = NO_CONTEXT;
const web = { name: "web", ports: [{ name: "http", containerPort: 8080 }] };
const admin = {
  name: "admin",
  ports: [{ containerPort: 8080 }, { name: "http", containerPort: 8081 }],
};
const pod = podWith({ containers: [web, admin] });

function summary(settings: Parameters<typeof checkPod>[3]) {
  return checkPod(pod, rules, context, settings).map(({ rule, severity }) => `${rule} ${severity}`);
}

describe("checkPod", () => {
  it("gives each problem its rule, severity and remedy", () => {
    const [first, second] = checkPod(pod, rules, context, {});
    expect(first).toMatchObject({ rule: "port-conflict", severity: "error" });
    expect(first?.help).toContain("8082 is free in this pod");
    expect(second).toMatchObject({ rule: "port-name-duplicate", help: "Rename one of the ports." });
  });

  it("lets settings change or silence a rule", () => {
    expect(summary({})).toEqual(["port-conflict error", "port-name-duplicate info"]);
    expect(summary({ "port-conflict": "off", "port-name-duplicate": "error" })).toEqual([
      "port-name-duplicate error",
    ]);
    expect(summary({ "port-conflict": "warning", "port-name-duplicate": "off" })).toEqual([
      "port-conflict warning",
    ]);
  });

  it("lets a setting count more than the severity of one problem", () => {
    const twice = podWith({ containers: [{ name: "dns", ports: [...web.ports, ...web.ports] }] });
    const settings = { "port-name-duplicate": "warning", "port-duplicate": "off" } as const;
    const [problem] = checkPod(twice, rules, context, settings);
    expect(problem).toMatchObject({ rule: "port-name-duplicate", severity: "warning" });
  });

  it("finds nothing wrong with an empty pod", () => {
    expect(checkPod(podWith({}), rules, context, {})).toEqual([]);
    expect(checkPod(podWith({ containers: null, volumes: "x" }), rules, context, {})).toEqual([]);
  });
});

describe("introducedProblems", () => {
  const envoy: InjectedSidecar = {
    template: "envoy",
    role: "proxy",
    lifecycle: "native",
    containers: ["envoy"],
    shared: [],
  };
  const before = checkPod(pod, rules, context, {});
  const resources = { requests: { cpu: "100m", memory: "64Mi" } };
  const ports = [{ containerPort: 8080 }];
  const sidecar = { name: "envoy", restartPolicy: "Always", ports, resources };

  it("are those that were not there before, wherever their containers have moved", () => {
    const injected = podWith(
      { initContainers: [{ name: "setup" }, sidecar], containers: [web, admin] },
      [envoy],
    );
    const introduced = introducedProblems(before, checkPod(injected, rules, context, {}));
    expect(introduced.map(({ message, at }) => `${at.join(".")}: ${message}`)).toEqual([
      'spec.containers.0.ports.0.containerPort: containers "web" and "envoy" both declare port 8080/TCP',
      'spec.containers.1.ports.0.containerPort: containers "admin" and "envoy" both declare port 8080/TCP',
    ]);
  });

  it("are none where a sidecar in front of the app only moves it in its list", () => {
    const harmless = { name: "envoy", ports: [{ containerPort: 15001 }], resources };
    const injected = podWith({ containers: [harmless, web, admin] }, [
      { ...envoy, lifecycle: "classic" },
    ]);
    // Without the annotation that an injection adds, it does change where kubectl goes.
    const settings = { "default-container-is-sidecar": "off" } as const;
    expect(introducedProblems(before, checkPod(injected, rules, context, settings))).toEqual([]);
  });

  it("tells two rules with one message apart", () => {
    const [problem] = before;
    if (problem === undefined) throw new Error("the pod has a problem");
    const other = { ...problem, rule: "other" };
    expect(introducedProblems([problem], [problem, other])).toEqual([other]);
  });
});

describe("remainingProblems", () => {
  it("are those of before that are still there, as they were", () => {
    const before = checkPod(pod, rules, context, {});
    const [conflict, name] = before;
    if (conflict === undefined || name === undefined) throw new Error("the pod has two problems");
    const moved = { ...conflict, at: ["spec"] };
    expect(remainingProblems(before, [moved])).toEqual([conflict]);
    expect(remainingProblems(before, [])).toEqual([]);
  });
});

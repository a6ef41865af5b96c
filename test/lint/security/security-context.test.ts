import { describe, expect, it } from "vitest";
import {
  containerField,
  effectiveField,
  inheriting,
  podField,
} from "../../../src/lint/security/security-context.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function podOf(pod: Value, container: Value) {
  const view = podWith({
    securityContext: pod,
    initContainers: [{ name: "init" }],
    containers: [{ name: "web", securityContext: container }],
  });
  const web = view.containers.find(({ name }) => name === "web");
  if (web === undefined) throw new Error("the pod has a container");
  return { view, web };
}

describe("effectiveField", () => {
  it.each<[string, Value, Value, unknown]>([
    ["nothing", null, null, undefined],
    ["the pod's", { runAsUser: 0 }, {}, ["spec.securityContext.runAsUser", 0, "pod"]],
    [
      "the container's before the pod's",
      { runAsUser: 1000 },
      { runAsUser: 0 },
      ["spec.containers.0.securityContext.runAsUser", 0, "container"],
    ],
    [
      "the pod's where the container's is null",
      { runAsUser: 1000 },
      { runAsUser: null },
      ["spec.securityContext.runAsUser", 1000, "pod"],
    ],
    ["nothing in what is no security context", "root", [1], undefined],
  ])("returns %s", (_, pod, container, expected) => {
    const { view, web } = podOf(pod, container);
    const field = effectiveField(view, web, "runAsUser");
    expect(field && [field.at.join("."), field.value, field.of]).toEqual(expected);
  });

  it("takes nested fields one by one", () => {
    const { view, web } = podOf(
      { windowsOptions: { hostProcess: true } },
      { windowsOptions: { runAsUserName: "ContainerUser" } },
    );
    const field = effectiveField(view, web, "windowsOptions", "hostProcess");
    expect(field).toMatchObject({ value: true, of: "pod" });
  });
});

it("looks in one of the two security contexts alone", () => {
  const { view, web } = podOf({ runAsGroup: 1 }, { privileged: true });
  expect(podField(view, "privileged")).toBeUndefined();
  expect(containerField(web, "runAsGroup")).toBeUndefined();
  expect(containerField(web, "privileged")?.value).toBe(true);
});

it("knows which containers take a field of the pod over", () => {
  const { view } = podOf({ runAsUser: 0 }, { runAsUser: 1 });
  expect(inheriting(view, "runAsUser").map(({ name }) => name)).toEqual(["init"]);
});

import { describe, expect, it } from "vitest";
import { rivalsIn } from "../../../src/lint/ports/rivals.ts";
import type { InjectedSidecar, Pod } from "../../../src/manifest/pod.ts";
import { podWith } from "../pod-with.ts";

const EVERYBODY = { keyOf: () => "same", clash: () => true };

function namesOf(pod: Pod, rivalry: Parameters<typeof rivalsIn>[2]): readonly string[] {
  const held = pod.containers.map((container) => ({ container }));
  return rivalsIn(pod, held, rivalry).map(
    ([{ container: shown }, { container: rival }]) => `${shown.name} ${rival.name}`,
  );
}

describe("rivalsIn", () => {
  const pod = podWith({
    initContainers: [
      { name: "setup" },
      { name: "proxy", restartPolicy: "Always" },
      { name: "migrate" },
      { name: "logs", restartPolicy: "Always" },
      { name: "last" },
    ],
    containers: [{ name: "web" }, { name: "admin" }],
  });

  it("gives each its first rival among those that run at the same time", () => {
    expect(namesOf(pod, EVERYBODY)).toEqual([
      "migrate proxy",
      "logs proxy",
      "last proxy",
      "web proxy",
      "admin proxy",
    ]);
  });

  it("asks for more than the same key", () => {
    const clash = (own: unknown, other: unknown) =>
      [own, other].every((one) => JSON.stringify(one).includes('"app"'));
    expect(namesOf(pod, { ...EVERYBODY, clash })).toEqual(["admin web"]);
  });

  it("asks for no more than one of each side, and nothing of what is on its own", () => {
    const sideOf = ({ container }: { readonly container: { readonly name: string } }) =>
      ["web", "proxy"].includes(container.name) ? "left" : container.name;
    const sides = namesOf(pod, { ...EVERYBODY, sideOf } as typeof EVERYBODY);
    expect(sides).toEqual(["migrate proxy", "logs proxy", "last proxy", "admin proxy", "web logs"]);
  });

  it("leaves alone what has no key, or a key of its own", () => {
    expect(namesOf(pod, { ...EVERYBODY, keyOf: () => undefined })).toEqual([]);
    let key = 0;
    expect(namesOf(pod, { ...EVERYBODY, keyOf: () => `${key++}` })).toEqual([]);
  });

  it("points at the manifest's own container before an injected one", () => {
    const injected: InjectedSidecar = {
      template: "proxy",
      role: "proxy",
      lifecycle: "classic",
      containers: ["proxy"],
      shared: [],
    };
    const two = podWith({ containers: [{ name: "web" }, { name: "proxy" }] }, [injected]);
    expect(namesOf(two, EVERYBODY)).toEqual(["web proxy"]);
  });
});

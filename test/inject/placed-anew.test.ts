import { describe, expect, it } from "vitest";
import { inject } from "../../src/index.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - {name: setup, image: "setup:1"}
  containers:
  - {name: web, image: "web:1"}
`;

const side = (position: string, args: string) => ({
  path: "side.yaml",
  content: `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: side}
spec:
  role: monitoring
  description: Watches.
  position: ${position}
  containers:
  - {name: side, image: "side:1", args: [${args}]}
`,
});

describe("the order of containers after an update", () => {
  it.each([
    ["containers", "1.28"],
    ["initContainers", "1.34"],
  ])("is that of a new injection: %s", (_, kubeVersion) => {
    const injected = (text: string, position: string, args: string) => {
      const options = { templates: ["side"], templateFiles: [side(position, args)] };
      return inject(text, { ...options, kubeVersion }).manifest;
    };
    const before = injected(POD, "last", "a");
    expect(before).not.toBe(POD);
    const names = (text: string) => [...text.matchAll(/- {?name: (\w+)/g)].map(([, name]) => name);
    const anew = names(injected(POD, "first", "b"));
    expect(anew).not.toEqual(names(before));
    expect(names(injected(before, "first", "b"))).toEqual(anew);
  });
});

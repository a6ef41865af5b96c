// What a base lacks by itself, patches of the kustomizations that build it may bring.

import { describe, expect, it } from "vitest";
import { deployment, port, saidOf, service, type Tree } from "./trees.ts";

const MERGE = (name: string, deploymentName = "web") =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${deploymentName}}, spec: {template: {spec: {containers: [{name: proxy, image: "proxy:1", ports: [{name: ${name}, containerPort: 8443}]}]}}}}`;
const STEP = (name: string) =>
  `[{op: add, path: /spec/template/spec/containers/-, value: {name: proxy, image: "proxy:1", ports: [{name: ${name}, containerPort: 8443}]}}]`;

/** A base whose Service goes to a port that only an overlay may add, and a workload that other patches are for. */
function withOverlay(kustomization: string, files: Tree = {}): Tree {
  return {
    "manager/kustomization.yaml": "resources: [web.yaml, other.yaml]\n",
    "manager/web.yaml": deployment(port("http")),
    "manager/other.yaml": deployment(port("http"), { name: "other", labels: "app: other" }),
    "rbac/kustomization.yaml": "resources: [service.yaml]\n",
    "rbac/service.yaml": service("https"),
    "default/kustomization.yaml": `resources: [../manager, ../rbac]\n${kustomization}`,
    ...files,
  };
}

describe("a port that the build adds", () => {
  it.each<[string, Tree]>([
    [
      "a strategic merge",
      withOverlay("patchesStrategicMerge: [patch.yaml]\n", {
        "default/patch.yaml": MERGE("https"),
      }),
    ],
    [
      "a patch by path",
      withOverlay("patches: [{path: patch.yaml}]\n", { "default/patch.yaml": MERGE("https") }),
    ],
    [
      "a patch with a target, whatever name it gives",
      withOverlay("patches: [{path: patch.yaml, target: {kind: Deployment}}]\n", {
        "default/patch.yaml": MERGE("https", "any"),
      }),
    ],
    ["an inline patch", withOverlay(`patches:\n- patch: |-\n    ${MERGE("https")}\n`)],
    [
      "an inline strategic merge",
      withOverlay(`patchesStrategicMerge:\n- |\n  ${MERGE("https")}\n`),
    ],
    [
      "an inline list of steps",
      withOverlay(
        `patchesJson6902:\n- target: {kind: Deployment, name: web}\n  patch: |-\n    ${STEP("https")}\n`,
      ),
    ],
    [
      "a list of steps in a file",
      withOverlay("patches: [{path: patch.json, target: {kind: Deployment, name: web}}]\n", {
        "default/patch.json": STEP("https"),
      }),
    ],
    [
      "a step that renames the port",
      withOverlay(
        "patches:\n- target: {kind: Deployment, name: web}\n  patch: |-\n    [{op: replace, path: /spec/template/spec/containers/0/ports/0/name, value: https}]\n",
      ),
    ],
    [
      "a component",
      withOverlay("components: [../proxy]\n", {
        "proxy/kustomization.yaml": "kind: Component\npatches: [{path: patch.yaml}]\n",
        "proxy/patch.yaml": MERGE("https"),
      }),
    ],
    [
      "a transformer",
      withOverlay("transformers: [add.yaml]\n", {
        "default/add.yaml":
          "{apiVersion: builtin, kind: PatchTransformer, metadata: {name: add}, path: patch.yaml}\n",
        "default/patch.yaml": MERGE("https"),
      }),
    ],
    [
      "an overlay of the overlay",
      withOverlay("", {
        "prod/kustomization.yaml": "resources: [../default]\npatches: [{path: patch.yaml}]\n",
        "prod/patch.yaml": MERGE("https"),
      }),
    ],
  ])("is not missing: %s", (_, tree) => {
    expect(saidOf(tree).filter((said) => !said.includes("object-incomplete"))).toEqual([]);
  });

  it.each<[string, Tree]>([
    [
      "another name",
      withOverlay("patches: [{path: patch.yaml}]\n", { "default/patch.yaml": MERGE("metrics") }),
    ],
    [
      "another workload",
      withOverlay("patches: [{path: patch.yaml}]\n", {
        "default/patch.yaml": MERGE("https", "other"),
      }),
    ],
    [
      "another kind",
      withOverlay("patches: [{path: patch.yaml}]\n", {
        "default/patch.yaml": MERGE("https").replace("Deployment", "StatefulSet"),
      }),
    ],
    [
      "a container of the name of the port",
      withOverlay("patches: [{path: patch.yaml}]\n", {
        "default/patch.yaml": MERGE("web").replace("name: proxy", "name: https"),
      }),
    ],
    [
      "a patch that no build of the base applies",
      withOverlay("", {
        "else/kustomization.yaml": "patches: [{path: patch.yaml}]\n",
        "else/patch.yaml": MERGE("https"),
      }),
    ],
  ])("is missing: %s", (_, tree) => {
    expect(saidOf(tree).filter((said) => !said.includes("object-incomplete"))).toEqual([
      expect.stringMatching(/^error rbac\/service.yaml service-target-port-missing: /),
    ]);
  });
});

describe("a volume and a container that the build adds", () => {
  const MOUNT = "volumeMounts: [{name: data, mountPath: /data}]";
  const patch = (spec: string) =>
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {${spec}}}}}`;
  const overlay = (base: string, spec: string): Tree => ({
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": base,
    "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
    "prod/patch.yaml": patch(spec),
  });
  const SCALED = `${deployment(`${port("http")}, resources: {requests: {cpu: 1}}`)}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  metrics:
  - type: ContainerResource
    containerResource: {name: cpu, container: worker, target: {type: AverageValue, averageValue: 1}}
`;

  it.each([
    ["volume-mount-undeclared", deployment(MOUNT), "volumes: [{name: data, emptyDir: {}}]"],
    ["autoscaler-container-missing", SCALED, 'containers: [{name: worker, image: "worker:1"}]'],
  ])("are not missing to %s, but what it does not add is", (rule, base, spec) => {
    const found = (tree: Tree) => saidOf(tree).filter((said) => said.includes(rule));
    expect(found(overlay(base, spec))).toEqual([]);
    expect(found(overlay(base, spec.replaceAll(/data|worker/g, "else")))).toHaveLength(1);
  });
});

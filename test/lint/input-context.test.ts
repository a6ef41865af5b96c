import { describe, expect, it } from "vitest";
import { inputContext } from "../../src/lint/input-context.ts";
import { NO_KUSTOMIZATIONS } from "../../src/manifest/kustomizations.ts";
import type { Pod } from "../../src/manifest/pod.ts";
import { encodeText } from "../../src/text/source.ts";
import { podWith } from "./pod-with.ts";

const text = `
{apiVersion: v1, kind: Namespace, metadata: {name: prod}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}}}
---
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: prod}, spec: {selector: {app: web}}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: prod}}
---
{apiVersion: v1, kind: LimitRange, metadata: {name: defaults, namespace: prod}}
---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}
---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: api}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}}}
---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: set}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}}}
---
{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: other}, spec: {selector: {app: web}}}
`;

const here = podWith({ containers: [{ name: "web" }] }, [], { labels: { app: "web" } });
const there: Pod = { ...here, namespace: "prod", origin: { ...here.origin, offset: 1 } };
const api: Pod = { ...here, name: "api", labels: {}, origin: { ...here.origin, offset: 2 } };

const context = inputContext({
  kubeMinor: 34,
  kustomizations: NO_KUSTOMIZATIONS,
  sources: [{ path: "manifest.yaml", text: encodeText(text) }],
  pods: () => [here, there, api],
});

describe("inputContext", () => {
  it.each<[string, Pod, Readonly<Record<string, unknown>>]>([
    ["web", here, { services: ["/web"], scalers: ["web"], claim: "", ranges: [], neighbours: 2 }],
    [
      "web in prod",
      there,
      { services: ["prod/web"], scalers: [], claim: "prod", ranges: ["defaults"], neighbours: 1 },
    ],
    ["api", api, { services: [], scalers: ["api"], claim: "", ranges: [], neighbours: 2 }],
  ])("knows what belongs to %s", (_, pod, expected) => {
    expect({
      services: context.servicesOf(pod).map(({ namespace, name }) => `${namespace}/${name}`),
      scalers: context.autoscalersOf(pod).map(({ object }) => object.name),
      claim: context
        .claimsOf(pod, "data")
        .map(({ object }) => object.namespace)
        .join(),
      ranges: context.limitRangesOf(pod).map(({ object }) => object.name),
      neighbours: [...context.podsAround(pod)].at(-1)?.length,
    }).toEqual(expected);
  });

  it("knows which pods a Service selects", () => {
    const targets = [here, there].map((pod) => context.servicesOf(pod).map(context.targetsOf));
    expect(targets).toEqual([[[here]], [[there]]]);
  });

  it("knows no claim of another name, and the Namespace of a pod that has one", () => {
    expect(context.claimsOf(here, "other")).toEqual([]);
    expect(context.namespacesOf(here)).toEqual([]);
    expect(context.namespacesOf(there).map(({ object }) => object.name)).toEqual(["prod"]);
  });
});

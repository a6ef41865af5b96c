import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inject } from "../../src/index.ts";
import { MARKER_KEY } from "../../src/manifest/marker.ts";

const podWith = (annotations: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {${annotations}}
spec:
  containers:
  - {name: web, image: "web:1"}
`;

/** Whether the annotations of a pod count as put in, and so go with the sidecar. */
function isCreated(annotations: string): boolean {
  const { manifest } = inject(podWith(annotations), { templates: ["statsd-exporter"] });
  const { metadata } = parse(manifest);
  const { created } = JSON.parse(metadata.annotations[MARKER_KEY]);
  return created.includes("metadata.annotations");
}

describe("annotations that are there during a build of kustomize alone", () => {
  it.each([
    "internal.config.kubernetes.io/previousNames",
    "kustomize.config.k8s.io/id",
    "config.k8s.io/id",
    "config.kubernetes.io/index",
    "config.kubernetes.io/path",
    "config.kubernetes.io/id",
  ])("are as good as none: %s", (key) => {
    expect(isCreated(`${key}: "1"`)).toBe(true);
    expect(isCreated(`${key}: "1", own: "2"`)).toBe(false);
  });

  it.each(["config.k8s.io/ids", "config.kubernetes.io/local-config", "example.com/path"])(
    "are others than %s",
    (key) => {
      expect(isCreated(`${key}: "1"`)).toBe(false);
    },
  );
});

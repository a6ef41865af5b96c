import { describe, expect, it } from "vitest";
import { inject, lint, UserError } from "../../src/index.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: docker.io/example/web:1}
`;
const templates = ["statsd-exporter"];
const config = {
  path: "kube-sidecar.yaml",
  content:
    "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec: {imageRegistry: registry.example.com}\n",
};

function imagesOf(manifest: string): readonly string[] {
  return [...manifest.matchAll(/image: ([^\s,}]+)/g)].map(([, image = ""]) => image);
}

describe("imageRegistry of the library", () => {
  it.each([
    [{}, "docker.io/prom/statsd-exporter"],
    [
      { imageRegistry: "harbor.example.com:5000/mirror" },
      "harbor.example.com:5000/mirror/prom/statsd-exporter",
    ],
    [{ config }, "registry.example.com/prom/statsd-exporter"],
    [{ config, imageRegistry: "harbor.example.com" }, "harbor.example.com/prom/statsd-exporter"],
  ])("%j", (options, repository) => {
    const { ok, manifest } = inject(POD, { templates, ...options });
    expect(ok).toBe(true);
    const [app, sidecar = ""] = imagesOf(manifest);
    expect(app).toBe("docker.io/example/web:1");
    expect(sidecar.replace(/:[^:/]*$/, "")).toBe(repository);
    expect(lint(POD, { templates, ...options }).ok).toBe(true);
  });

  it("refuses what is no registry", () => {
    const options = { templates, imageRegistry: "https://harbor.example.com" };
    expect(() => inject(POD, options)).toThrow(UserError);
    expect(() => lint(POD, options)).toThrow('leave out "https://"');
  });
});

import { describe, expect, it } from "vitest";
import { partsOf } from "../../../src/lint/programs/sidecars.ts";
import { MARKER_KEY } from "../../../src/manifest/marker.ts";
import { readPod } from "../../../src/manifest/read-pod.ts";
import type { Value } from "../../../src/manifest/value.ts";

const web = { name: "web", image: "example.com/web:1" };
const shipper = { name: "shipper", image: "fluent/fluent-bit:4.0.0" };
const proxy = { name: "proxy", image: "envoyproxy/envoy:v1.30" };

interface Workload {
  readonly kind?: string;
  readonly name?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

function parts(spec: Readonly<Record<string, Value>>, workload: Workload = {}) {
  const { kind = "Deployment", name = "shop", annotations = {} } = workload;
  const origin = { file: "manifest.yaml", offset: 0 };
  const owner = {
    group: "apps",
    kind,
    name,
    namespace: "",
    workload: {},
    templatePath: ["spec", "template"],
    claimTemplates: [],
    origin,
  };
  const template = { metadata: { annotations }, spec };
  const { sidecars, app, main } = partsOf(readPod(template, { ...owner, injected: [] }));
  return {
    sidecars: sidecars.map(({ container, role }) => `${container.name} ${role}`),
    app: app.map((container) => container.name),
    main: main?.name,
  };
}

describe("partsOf", () => {
  it.each(["kube-sidecar.dev/app-container", "kubectl.kubernetes.io/default-container"])(
    "takes the container that %s names for the app",
    (annotation) => {
      const annotations = { [annotation]: "other" };
      const other = { name: "other", image: "example.com/other:1" };
      expect(parts({ containers: [web, other] }, { annotations }).main).toBe("other");
    },
  );

  it("takes native sidecars for sidecars, whatever they run", () => {
    const helper = { name: "helper", image: "example.com/helper:1", restartPolicy: "Always" };
    const setup = { name: "setup", image: "example.com/setup:1" };
    expect(parts({ initContainers: [setup, helper], containers: [web] })).toEqual({
      sidecars: ["helper undefined"],
      app: ["web"],
      main: "web",
    });
  });

  it("takes known programs beside an app for sidecars", () => {
    expect(parts({ containers: [shipper, web, proxy] })).toEqual({
      sidecars: ["shipper logging", "proxy proxy"],
      app: ["web"],
      main: "web",
    });
  });

  it("takes them for the app where there is nothing else", () => {
    expect(parts({ containers: [proxy, shipper] })).toMatchObject({
      sidecars: [],
      app: ["proxy", "shipper"],
    });
  });

  it("takes the one that the workload is called by for the app", () => {
    expect(parts({ containers: [proxy, shipper] }, { name: "edge-proxy" })).toMatchObject({
      sidecars: ["shipper logging"],
      app: ["proxy"],
    });
  });

  it("takes the first of a DaemonSet for the app", () => {
    const containers = [shipper, { name: "exporter", image: "example.com/exporter:1" }, proxy];
    expect(parts({ containers }, { kind: "DaemonSet" })).toMatchObject({
      sidecars: ["proxy proxy"],
      app: ["shipper", "exporter"],
    });
  });

  it("knows what an earlier run has injected, with the role of the template", () => {
    const marker = JSON.stringify({
      version: 1,
      templates: {
        "statsd-exporter": { hash: "1", added: { "spec.containers[metrics]": "2" } },
        mine: { hash: "1", added: { "spec.initContainers[other]": "2" } },
      },
    });
    const containers = [
      { name: "metrics", image: "example.com/metrics:1" },
      { name: "other", image: "example.com/other:1" },
    ];
    expect(parts({ containers }, { annotations: { [MARKER_KEY]: marker } })).toEqual({
      sidecars: ["metrics monitoring"],
      app: ["other"],
      main: "other",
    });
  });

  it("takes the container that kubectl is told for the main one", () => {
    const annotations = { "kubectl.kubernetes.io/default-container": "admin" };
    const admin = { name: "admin", image: "example.com/admin:1" };
    expect(parts({ containers: [web, admin] }, { annotations }).main).toBe("admin");
  });
});

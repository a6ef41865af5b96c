import { describe, expect, it } from "vitest";
import { nextFreePort, usedPorts } from "../../../src/lint/ports/free-port.ts";
import { podWith } from "../pod-with.ts";

describe("usedPorts", () => {
  it("counts the declared, mapped, probed and otherwise named ports of all containers", () => {
    const pod = podWith({
      initContainers: [{ name: "setup", ports: [{ containerPort: 1000, protocol: "UDP" }] }],
      containers: [
        {
          name: "web",
          ports: [{ containerPort: 8080, hostPort: 80 }],
          args: ["--metrics-addr=:8085", "--upstream=http://127.0.0.1:8084"],
          livenessProbe: { httpGet: { port: 8081 } },
          readinessProbe: { tcpSocket: { port: "http" } },
          startupProbe: { grpc: { port: 8082 } },
        },
      ],
    });
    expect([...usedPorts(pod)].sort((a, b) => a - b)).toEqual([
      80, 1000, 8080, 8081, 8082, 8084, 8085,
    ]);
  });

  it.each([
    ["docker.io/istio/proxyv2:1.22.0", 15021],
    ["gcr.io/istio-release/proxyv2@sha256:0123", 15021],
    ["registry.example.com:5000/mirror/kiwigrid/k8s-sidecar:1.28.0", 8080],
    ["kiwigrid/k8s-sidecar", 8080],
    ["cr.l5d.io/linkerd/proxy:edge-24.5.1", 4143],
    ["otel/opentelemetry-collector-contrib:0.100.0", 4317],
    ["gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0", 9091],
  ])("knows what %s listens on", (image, port) => {
    expect(usedPorts(podWith({ containers: [{ name: "sidecar", image }] }))).toContain(port);
  });

  it.each(["example.com/my-k8s-sidecar:1", "example.com/notkiwigrid/k8s-sidecar", "", ":5000"])(
    "knows nothing of %j",
    (image) => {
      expect(usedPorts(podWith({ containers: [{ name: "app", image }] })).size).toBe(0);
    },
  );

  it.each([
    ["istio-proxy", 15090],
    ["queue-proxy", 8012],
    ["daprd", 3500],
    ["vault-agent", 8200],
  ])("knows a container by the name %s, which its injector gives", (name, port) => {
    expect(usedPorts(podWith({ containers: [{ name, image: "auto" }] }))).toContain(port);
  });

  it("counts the ports of what an admission webhook is asked to add", () => {
    const containers = [{ name: "web" }];
    const annotations = { "linkerd.io/inject": "enabled", "dapr.io/enabled": "false" };
    const labels = { "sidecar.istio.io/inject": "true" };
    const used = usedPorts(podWith({ containers }, [], { labels, annotations }));
    expect(used).toContain(4143);
    expect(used).toContain(15006);
    expect(used).not.toContain(3500);
  });

  it("counts the port that a proxy has in front of the app", () => {
    const envoy = {
      template: "envoy",
      role: "proxy",
      lifecycle: "native",
      containers: [],
      shared: [],
      front: { port: 15555, of: 8080 },
    } as const;
    expect(usedPorts(podWith({ containers: [] }, [envoy]))).toEqual(new Set([15555]));
  });
});

describe("nextFreePort", () => {
  it.each([
    [8080, [], 8080],
    [8080, [8080, 8081, 8083], 8082],
    [40000, [40000], 40001],
    [65535, [65535], 1024],
    [65536, [1024], 1025],
  ])("from %i without %j is %i", (from, used, expected) => {
    expect(nextFreePort(from, new Set(used))).toBe(expected);
  });

  it("throws where nothing is left", () => {
    const all = new Set(Array.from({ length: 65536 }, (_, port) => port));
    expect(() => nextFreePort(8080, all)).toThrow(RangeError);
  });
});

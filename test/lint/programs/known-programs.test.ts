import { describe, expect, it } from "vitest";
import { isInjectedPort } from "../../../src/lint/programs/awaits-injection.ts";
import { programOf, requestedPrograms } from "../../../src/lint/programs/find-program.ts";
import { isInitOfInjector } from "../../../src/lint/programs/init-of-injector.ts";
import { knownPorts, openByDefault, openOnRequest } from "../../../src/lint/programs/known-port.ts";
import type { Container } from "../../../src/manifest/pod.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function container(fields: Readonly<Record<string, Value>>): Container {
  const [one] = podWith({ containers: [{ name: "web", ...fields }] }).containers;
  if (one === undefined) throw new Error("the pod has a container");
  return one;
}

describe("programOf", () => {
  it.each([
    ["istio/proxyv2", "Istio's proxy", "mesh"],
    ["istio-release/proxyv2", "Istio's proxy", "mesh"],
    ["linkerd/proxy", "Linkerd's proxy", "mesh"],
    ["daprio/daprd", "Dapr", "mesh"],
    ["dapr/daprd", "Dapr", "mesh"],
    ["knative-releases/knative.dev/serving/cmd/queue", "Knative's queue proxy", "proxy"],
    ["hashicorp/consul-dataplane", "Consul's data plane", "mesh"],
    ["kumahq/kuma-dp", "Kuma's proxy", "mesh"],
    ["opentelemetry-collector", "the OpenTelemetry Collector", "monitoring"],
    ["opentelemetry-collector-contrib", "the OpenTelemetry Collector", "monitoring"],
    ["opentelemetry-collector-k8s", "the OpenTelemetry Collector", "monitoring"],
    ["gcs-fuse-csi-driver-sidecar-mounter", "Cloud Storage FUSE", "adapter"],
    ["kiwigrid/k8s-sidecar", "k8s-sidecar", "config"],
    ["cloud-sql-connectors/cloud-sql-proxy", "the Cloud SQL Auth Proxy", "ambassador"],
    ["cloudsql-docker/gce-proxy", "the Cloud SQL Auth Proxy", "ambassador"],
    ["alloydb-connectors/alloydb-auth-proxy", "the AlloyDB Auth Proxy", "ambassador"],
    ["fluent/fluent-bit", "Fluent Bit", "logging"],
    ["aws-for-fluent-bit", "Fluent Bit", "logging"],
    ["fluent/fluentd", "Fluentd", "logging"],
    ["fluent/fluentd-kubernetes-daemonset", "Fluentd", "logging"],
    ["fluentd-gcp", "Fluentd", "logging"],
    ["fluentd-elasticsearch", "Fluentd", "logging"],
    ["logging-operator/fluentd", "Fluentd", "logging"],
    ["timberio/vector", "Vector", "logging"],
    ["beats/filebeat", "Filebeat", "logging"],
    ["grafana/promtail", "Promtail", "logging"],
    ["prom/statsd-exporter", "statsd_exporter", "monitoring"],
    ["prometheus/statsd-exporter", "statsd_exporter", "monitoring"],
    ["nginx/nginx-prometheus-exporter", "the NGINX exporter", "monitoring"],
    ["oliver006/redis_exporter", "the Redis exporter", "monitoring"],
    ["prometheuscommunity/postgres-exporter", "the PostgreSQL exporter", "monitoring"],
    ["prom/mysqld-exporter", "the MySQL exporter", "monitoring"],
    ["bitnami/jmx-exporter", "the JMX exporter", "monitoring"],
    ["envoyproxy/envoy", "Envoy", "proxy"],
    ["envoyproxy/envoy-distroless", "Envoy", "proxy"],
    ["oauth2-proxy/oauth2-proxy", "oauth2-proxy", "security"],
    ["brancz/kube-rbac-proxy", "kube-rbac-proxy", "security"],
    ["kube-rbac-proxy", "kube-rbac-proxy", "security"],
    ["openpolicyagent/opa", "Open Policy Agent", "security"],
    ["prometheuscommunity/json-exporter", "json_exporter", "adapter"],
    ["jimmidyson/configmap-reload", "configmap-reload", "config"],
    ["prometheus-operator/prometheus-config-reloader", "the Prometheus config reloader", "config"],
    ["git-sync/git-sync", "git-sync", "config"],
    ["edoburu/pgbouncer", "PgBouncer", "ambassador"],
    ["bitnami/pgbouncer", "PgBouncer", "ambassador"],
    ["cloudnative-pg/pgbouncer", "PgBouncer", "ambassador"],
  ])("knows the image %s as %s", (image, name, role) => {
    const program = programOf({ name: "web", image: `registry.example.com/${image}:1` });
    expect(program).toMatchObject({ name, role });
  });

  it.each([
    ["istio-proxy", "Istio's proxy", "mesh"],
    ["linkerd-proxy", "Linkerd's proxy", "mesh"],
    ["envoy-mesh", "envoy-mesh", "mesh"],
    ["daprd", "Dapr", "mesh"],
    ["queue-proxy", "Knative's queue proxy", "proxy"],
    ["vault-agent", "Vault Agent", "security"],
    ["consul-dataplane", "Consul's data plane", "mesh"],
    ["kuma-sidecar", "Kuma's proxy", "mesh"],
    ["gke-gcsfuse-sidecar", "Cloud Storage FUSE", "adapter"],
  ])("knows the container name %s as %s", (name, program, role) => {
    expect(programOf({ name, image: "example.com/mirror:1" })).toMatchObject({
      name: program,
      role,
    });
  });

  it.each([
    ["istio/proxyv2", { bypassUser: 1337, isLinuxOnly: true }],
    ["linkerd/proxy", { bypassUser: 2102, isLinuxOnly: true }],
    ["hashicorp/consul-dataplane", { bypassUser: 5995 }],
    ["kumahq/kuma-dp", { bypassUser: 5678 }],
    ["kiwigrid/k8s-sidecar", { callsApi: true, isLinuxOnly: true }],
    ["fluent/fluent-bit", { isRoot: true }],
    ["timberio/vector", { isRoot: true }],
    ["grafana/promtail", { isRoot: true }],
    ["envoyproxy/envoy", { isLinuxOnly: true }],
    ["kube-rbac-proxy", { callsApi: true }],
  ])("knows of %s that it is %j", (image, facts) => {
    expect(programOf({ name: "web", image })).toMatchObject(facts);
  });

  it("knows the user of our own mesh", () => {
    expect(programOf({ name: "envoy-mesh", image: "" })).toMatchObject({
      bypassUser: 15001,
      isLinuxOnly: true,
    });
  });
});

describe("requestedPrograms", () => {
  it.each([
    ["sidecar.istio.io/inject", "true", "Istio's proxy"],
    ["linkerd.io/inject", "enabled", "Linkerd's proxy"],
    ["linkerd.io/inject", "ingress", "Linkerd's proxy"],
    ["dapr.io/enabled", "true", "Dapr"],
    ["vault.hashicorp.com/agent-inject", "true", "Vault Agent"],
    ["consul.hashicorp.com/connect-inject", "true", "Consul's data plane"],
    ["kuma.io/sidecar-injection", "enabled", "Kuma's proxy"],
    ["kuma.io/sidecar-injection", "true", "Kuma's proxy"],
  ])("finds by %s=%s %s", (key, value, name) => {
    const pod = podWith({ containers: [] }, [], { annotations: { [key]: value } });
    expect(requestedPrograms(pod).map((program) => program.name)).toEqual([name]);
  });
});

describe("knownPorts", () => {
  it.each([
    ["istio/proxyv2", [15000, 15001, 15004, 15006, 15090, 15020, 15021, 15002, 15008, 15053]],
    ["linkerd/proxy", [4140, 4143, 4190, 4191]],
    ["dapr/daprd", [3500, 3501, 7777, 9090, 50001]],
    ["knative-releases/knative.dev/serving/cmd/queue", [8012, 8013, 8022, 9090, 9091]],
    ["hashicorp/consul-dataplane", [20000, 19000, 20200, 20300, 20400, 20500, 20600]],
    ["kumahq/kuma-dp", [9901, 9902]],
    ["opentelemetry-collector", [4317, 4318, 8888, 13133]],
    ["gcs-fuse-csi-driver-sidecar-mounter", [62990]],
    ["kiwigrid/k8s-sidecar", [8080]],
    ["cloudsql-docker/gce-proxy", [9090, 9090, 9091]],
    ["alloydb-connectors/alloydb-auth-proxy", [9090, 9090, 9091]],
    ["prom/statsd-exporter", [9102, 9125, 9125]],
    ["nginx/nginx-prometheus-exporter", [9113]],
    ["oliver006/redis_exporter", [9121]],
    ["prometheuscommunity/postgres-exporter", [9187]],
    ["prom/mysqld-exporter", [9104]],
    ["oauth2-proxy/oauth2-proxy", [4180]],
    ["openpolicyagent/opa", [8181]],
    ["prometheuscommunity/json-exporter", [7979]],
    ["prometheus-operator/prometheus-config-reloader", [8080]],
  ])("of %s are %j", (image, ports) => {
    expect(knownPorts(container({ image }))).toEqual(ports);
  });

  it("of a container that Vault Agent's injector has named are its own", () => {
    expect(knownPorts(container({ name: "vault-agent" }))).toEqual([8200]);
  });

  it.each([
    ["linkerd/proxy", 4143, "LINKERD2_PROXY_INBOUND_LISTEN_ADDR"],
    ["linkerd/proxy", 4190, "LINKERD2_PROXY_CONTROL_LISTEN_ADDR"],
    ["linkerd/proxy", 4191, "LINKERD2_PROXY_ADMIN_LISTEN_ADDR"],
    ["dapr/daprd", 3500, "--dapr-http-port"],
    ["dapr/daprd", 3501, "--dapr-public-port"],
    ["dapr/daprd", 9090, "--metrics-port"],
    ["dapr/daprd", 9090, "--enable-metrics"],
    ["dapr/daprd", 9090, "--config"],
    ["dapr/daprd", 50001, "--dapr-grpc-port"],
    ["opentelemetry-collector", 4317, "--config"],
    ["opentelemetry-collector", 4317, "--set"],
    ["opentelemetry-collector", 4318, "--feature-gates"],
    ["prom/statsd-exporter", 9102, "--web.listen-address"],
    ["oauth2-proxy/oauth2-proxy", 4180, "--http-address"],
    ["oauth2-proxy/oauth2-proxy", 4180, "--config"],
    ["oauth2-proxy/oauth2-proxy", 4180, "--alpha-config"],
    ["oauth2-proxy/oauth2-proxy", 4180, "OAUTH2_PROXY_HTTP_ADDRESS"],
    ["oauth2-proxy/oauth2-proxy", 4180, "OAUTH2_PROXY_CONFIG"],
    ["oauth2-proxy/oauth2-proxy", 4180, "OAUTH2_PROXY_ALPHA_CONFIG"],
    ["cloudsql-docker/gce-proxy", 9090, "--http-port"],
    ["cloudsql-docker/gce-proxy", 9090, "CSQL_PROXY_CONFIG_FILE"],
    ["cloudsql-docker/gce-proxy", 9091, "--admin-port"],
    ["cloudsql-docker/gce-proxy", 9091, "CSQL_PROXY_CONFIG_FILE"],
    ["alloydb-connectors/alloydb-auth-proxy", 9090, "ALLOYDB_PROXY_HTTP_PORT"],
    ["openpolicyagent/opa", 8181, "--addr"],
    ["openpolicyagent/opa", 8181, "-a"],
    ["kiwigrid/k8s-sidecar", 8080, "HEALTH_PORT"],
    ["nginx/nginx-prometheus-exporter", 9113, "--web.listen-address"],
    ["nginx/nginx-prometheus-exporter", 9113, "LISTEN_ADDRESS"],
    ["oliver006/redis_exporter", 9121, "--web.listen-address"],
    ["oliver006/redis_exporter", 9121, "REDIS_EXPORTER_WEB_LISTEN_ADDRESS"],
    ["prometheuscommunity/postgres-exporter", 9187, "--web.listen-address"],
    ["prometheuscommunity/postgres-exporter", 9187, "PG_EXPORTER_WEB_LISTEN_ADDRESS"],
    ["prom/mysqld-exporter", 9104, "--web.listen-address"],
    ["prometheuscommunity/json-exporter", 7979, "--web.listen-address"],
  ])("of %s are without %i where %s is given", (image, port, name) => {
    expect(knownPorts(container({ image }))).toContain(port);
    const given = name.startsWith("-") ? { args: [`${name}=x`] } : { env: [{ name, value: "x" }] };
    expect(knownPorts(container({ image, ...given }))).not.toContain(port);
  });
});

describe("openByDefault", () => {
  function open(fields: Readonly<Record<string, Value>>): readonly string[] {
    return openByDefault(container(fields)).map(({ port, host = "any" }) => `${host} ${port}`);
  }

  it.each([
    ["dapr/daprd", ["--enable-profiling"], "any 7777"],
    ["openpolicyagent/opa", ["run", "--server"], "any 8181"],
    ["openpolicyagent/opa", ["run", "-s"], "any 8181"],
    ["cloudsql-docker/gce-proxy", ["--health-check"], "loopback 9090"],
    ["cloudsql-docker/gce-proxy", ["--prometheus"], "loopback 9090"],
    ["cloudsql-docker/gce-proxy", ["--http-address=0.0.0.0"], "any 9090"],
    ["cloudsql-docker/gce-proxy", ["--quitquitquit"], "loopback 9091"],
    ["cloudsql-docker/gce-proxy", ["--debug"], "loopback 9091"],
  ])("of %s has with %j %s", (image, args, port) => {
    expect(open({ image, args })).toContain(port);
    expect(open({ image })).not.toContain(port);
  });

  it.each([
    ["--http-port=1", ["--health-check"]],
    ["--http-address=0.0.0.0", ["--health-check"]],
    ["--config-file=x", ["--health-check"]],
    ["--admin-port=1", ["--debug"]],
    ["--config-file=x", ["--debug"]],
  ])("of the Cloud SQL Auth Proxy has none of loopback with %s", (flag, args) => {
    const found = open({ image: "cloudsql-docker/gce-proxy", args: [flag, ...args] });
    expect(found.filter((port) => port.startsWith("loopback"))).toEqual([]);
  });

  it.each(["--http-port=1", "--config-file=x"])(
    "of the Cloud SQL Auth Proxy has none for all with %s",
    (flag) => {
      const args = [flag, "--http-address=0.0.0.0"];
      expect(open({ image: "cloudsql-docker/gce-proxy", args })).toEqual([]);
    },
  );

  it("is sure of the protocol and of what is always open", () => {
    expect(open({ image: "istio/proxyv2" })).toEqual(
      [15000, 15001, 15004, 15006, 15090, 15020, 15021].map((port) => `any ${port}`),
    );
    expect(open({ image: "hashicorp/consul-dataplane" })).toEqual(["any 20000"]);
    expect(open({ image: "kiwigrid/k8s-sidecar:1.31.0" })).toEqual(["any 8080"]);
    expect(open({ image: "kiwigrid/k8s-sidecar:1.30.0" })).toEqual([]);
  });
});

describe("openOnRequest", () => {
  it.each([
    ["sidecar.istio.io/inject", "true", "status.sidecar.istio.io/port", [15020, 15021]],
    ["linkerd.io/inject", "enabled", "config.linkerd.io/outbound-port", [4140]],
    ["linkerd.io/inject", "enabled", "config.linkerd.io/inbound-port", [4143]],
    ["linkerd.io/inject", "enabled", "config.linkerd.io/control-port", [4190]],
    ["linkerd.io/inject", "enabled", "config.linkerd.io/admin-port", [4191]],
    ["dapr.io/enabled", "true", "dapr.io/metrics-port", [9090]],
    ["dapr.io/enabled", "true", "dapr.io/enable-metrics", [9090]],
    ["dapr.io/enabled", "true", "dapr.io/config", [9090]],
    ["dapr.io/enabled", "true", "dapr.io/grpc-port", [50001]],
  ])("of %s=%s has with %s no %j", (key, value, moved, ports) => {
    const open = (annotations: Readonly<Record<string, string>>) => {
      const pod = podWith({ containers: [] }, [], {
        annotations: { [key]: value, ...annotations },
      });
      return requestedPrograms(pod).flatMap((one) =>
        openOnRequest(pod, one).map(({ port }) => port),
      );
    };
    expect(open({}).filter((port) => !open({ [moved]: "1" }).includes(port))).toEqual(ports);
  });
});

describe("what injectors add", () => {
  it.each([
    "http-envoy-prom",
    "linkerd-proxy",
    "linkerd-admin",
    "dapr-http",
    "dapr-grpc",
    "dapr-internal",
    "dapr-metrics",
  ])("has a port named %s", (name) => {
    expect(isInjectedPort(name)).toBe(true);
  });

  it.each([
    "istio-init",
    "istio-validation",
    "linkerd-init",
    "linkerd-network-validator",
    "vault-agent-init",
    "consul-connect-inject-init",
    "kuma-init",
    "kuma-validation",
  ])("has an init container named %s", (name) => {
    expect(isInitOfInjector(name)).toBe(true);
  });

  it("has nothing named as what apps have", () => {
    expect(isInjectedPort("http")).toBe(false);
    expect(isInitOfInjector("migrate")).toBe(false);
  });
});

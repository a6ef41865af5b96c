import { fixed, unsure } from "./default-port.ts";
import type { KnownProgram } from "./known-program.ts";
import { PROGRAM_PORTS } from "./program-ports.ts";

/** Programs that are used as sidecars; one entry per program. */
export const KNOWN_PROGRAMS: readonly KnownProgram[] = [
  {
    // https://istio.io/latest/docs/ops/deployment/application-requirements/
    name: "Istio's proxy",
    role: "mesh",
    images: ["istio/proxyv2", "istio-release/proxyv2"],
    containers: ["istio-proxy"],
    requestedBy: { "sidecar.istio.io/inject": ["true"] },
    ports: PROGRAM_PORTS.istio,
    bypassUser: 1337,
    isLinuxOnly: true,
  },
  {
    // https://linkerd.io/2/reference/proxy-configuration/
    name: "Linkerd's proxy",
    role: "mesh",
    images: ["linkerd/proxy"],
    containers: ["linkerd-proxy"],
    requestedBy: { "linkerd.io/inject": ["enabled", "ingress"] },
    ports: PROGRAM_PORTS.linkerd,
    bypassUser: 2102,
    isLinuxOnly: true,
  },
  {
    // templates/envoy-mesh.yaml; its ports are declared.
    name: "envoy-mesh",
    role: "mesh",
    images: [],
    containers: ["envoy-mesh"],
    ports: [],
    bypassUser: 15001,
    isLinuxOnly: true,
  },
  {
    // https://docs.dapr.io/reference/arguments-annotations-overview/
    name: "Dapr",
    role: "mesh",
    images: ["daprio/daprd", "dapr/daprd"],
    containers: ["daprd"],
    requestedBy: { "dapr.io/enabled": ["true"] },
    ports: PROGRAM_PORTS.dapr,
  },
  {
    // https://github.com/knative/serving/blob/main/pkg/networking/constants.go
    name: "Knative's queue proxy",
    role: "proxy",
    images: ["knative-releases/knative.dev/serving/cmd/queue"],
    containers: ["queue-proxy"],
    ports: unsure(8012, 8013, 8022, 9090, 9091),
  },
  {
    // https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
    name: "Vault Agent",
    role: "security",
    images: [],
    containers: ["vault-agent"],
    requestedBy: { "vault.hashicorp.com/agent-inject": ["true"] },
    ports: unsure(8200),
  },
  {
    // https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels
    name: "Consul's data plane",
    role: "mesh",
    images: ["hashicorp/consul-dataplane"],
    containers: ["consul-dataplane"],
    requestedBy: { "consul.hashicorp.com/connect-inject": ["true"] },
    ports: [...fixed(20000), ...unsure(19000, 20200, 20300, 20400, 20500, 20600)],
    // https://github.com/hashicorp/consul-k8s/blob/main/control-plane/connect-inject/webhook/container_init.go
    bypassUser: 5995,
  },
  {
    // https://kuma.io/docs/latest/production/use-mesh/
    name: "Kuma's proxy",
    role: "mesh",
    images: ["kumahq/kuma-dp"],
    containers: ["kuma-sidecar"],
    requestedBy: { "kuma.io/sidecar-injection": ["enabled", "true"] },
    ports: unsure(9901, 9902),
    // The default of https://kuma.io/docs/latest/reference/kuma-cp/, sidecarContainer.uid
    bypassUser: 5678,
  },
  {
    // https://opentelemetry.io/docs/collector/configuration/
    name: "the OpenTelemetry Collector",
    role: "monitoring",
    images: [
      "opentelemetry-collector",
      "opentelemetry-collector-contrib",
      "opentelemetry-collector-k8s",
    ],
    ports: PROGRAM_PORTS.otel,
  },
  {
    // https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-perf
    name: "Cloud Storage FUSE",
    role: "adapter",
    images: ["gcs-fuse-csi-driver-sidecar-mounter"],
    containers: ["gke-gcsfuse-sidecar"],
    ports: unsure(62990),
  },
  {
    // https://github.com/kiwigrid/k8s-sidecar
    name: "k8s-sidecar",
    role: "config",
    images: ["kiwigrid/k8s-sidecar"],
    ports: [{ port: 8080, movedBy: ["HEALTH_PORT"], since: [1, 31] }],
    callsApi: true,
    isLinuxOnly: true,
  },
  {
    // https://github.com/GoogleCloudPlatform/cloud-sql-proxy
    name: "the Cloud SQL Auth Proxy",
    role: "ambassador",
    images: ["cloud-sql-connectors/cloud-sql-proxy", "cloudsql-docker/gce-proxy"],
    ports: PROGRAM_PORTS.cloudSqlProxy,
  },
  {
    // https://github.com/GoogleCloudPlatform/alloydb-auth-proxy
    name: "the AlloyDB Auth Proxy",
    role: "ambassador",
    images: ["alloydb-connectors/alloydb-auth-proxy"],
    ports: PROGRAM_PORTS.alloyDbProxy,
  },
  // Their HTTP servers are off, or on a port of the configuration.
  {
    name: "Fluent Bit",
    role: "logging",
    images: ["fluent/fluent-bit", "aws-for-fluent-bit"],
    ports: [],
    isRoot: true,
  },
  {
    name: "Fluentd",
    role: "logging",
    images: [
      "fluent/fluentd",
      "fluent/fluentd-kubernetes-daemonset",
      "fluentd-gcp",
      "fluentd-elasticsearch",
      "logging-operator/fluentd",
    ],
    ports: [],
  },
  { name: "Vector", role: "logging", images: ["timberio/vector"], ports: [], isRoot: true },
  { name: "Filebeat", role: "logging", images: ["beats/filebeat"], ports: [] },
  { name: "Promtail", role: "logging", images: ["grafana/promtail"], ports: [], isRoot: true },
  {
    // https://github.com/prometheus/statsd_exporter
    name: "statsd_exporter",
    role: "monitoring",
    images: ["prom/statsd-exporter", "prometheus/statsd-exporter"],
    ports: PROGRAM_PORTS.statsd,
  },
  {
    // https://github.com/nginx/nginx-prometheus-exporter
    name: "the NGINX exporter",
    role: "monitoring",
    images: ["nginx/nginx-prometheus-exporter"],
    ports: [{ port: 9113, movedBy: ["--web.listen-address", "LISTEN_ADDRESS"] }],
  },
  {
    // https://github.com/oliver006/redis_exporter
    name: "the Redis exporter",
    role: "monitoring",
    images: ["oliver006/redis_exporter"],
    ports: [{ port: 9121, movedBy: ["--web.listen-address", "REDIS_EXPORTER_WEB_LISTEN_ADDRESS"] }],
  },
  {
    // https://github.com/prometheus-community/postgres_exporter
    name: "the PostgreSQL exporter",
    role: "monitoring",
    images: ["prometheuscommunity/postgres-exporter"],
    ports: [{ port: 9187, movedBy: ["--web.listen-address", "PG_EXPORTER_WEB_LISTEN_ADDRESS"] }],
  },
  {
    // https://github.com/prometheus/mysqld_exporter
    name: "the MySQL exporter",
    role: "monitoring",
    images: ["prom/mysqld-exporter"],
    ports: [{ port: 9104, movedBy: ["--web.listen-address"] }],
  },
  { name: "the JMX exporter", role: "monitoring", images: ["bitnami/jmx-exporter"], ports: [] },
  {
    name: "Envoy",
    role: "proxy",
    images: ["envoyproxy/envoy", "envoyproxy/envoy-distroless"],
    ports: [],
    isLinuxOnly: true,
  },
  {
    // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
    name: "oauth2-proxy",
    role: "security",
    images: ["oauth2-proxy/oauth2-proxy"],
    ports: PROGRAM_PORTS.oauth2Proxy,
  },
  {
    name: "kube-rbac-proxy",
    role: "security",
    images: ["kube-rbac-proxy"],
    ports: [],
    callsApi: true,
  },
  {
    // https://www.openpolicyagent.org/docs/cli#run
    name: "Open Policy Agent",
    role: "security",
    images: ["openpolicyagent/opa"],
    ports: PROGRAM_PORTS.opa,
  },
  {
    name: "json_exporter",
    role: "adapter",
    images: ["prometheuscommunity/json-exporter"],
    ports: PROGRAM_PORTS.jsonExporter,
  },
  { name: "configmap-reload", role: "config", images: ["jimmidyson/configmap-reload"], ports: [] },
  {
    name: "the Prometheus config reloader",
    role: "config",
    images: ["prometheus-operator/prometheus-config-reloader"],
    // Old releases listen there without a flag.
    ports: unsure(8080),
  },
  { name: "git-sync", role: "config", images: ["git-sync/git-sync"], ports: [] },
  {
    name: "PgBouncer",
    role: "ambassador",
    images: ["edoburu/pgbouncer", "bitnami/pgbouncer", "cloudnative-pg/pgbouncer"],
    ports: [],
  },
];

import type { Container, Pod } from "../manifest/pod.ts";

interface KnownProgram {
  /** Ends of image repositories, e.g. `istio/proxyv2`. */
  readonly images: readonly string[];
  /** Names that the program's injector gives to its container. */
  readonly containers?: readonly string[];
  /** A label or annotation that makes an admission webhook add the program to the pod later. */
  readonly requestedBy?: Readonly<Record<string, readonly string[]>>;
  readonly ports: readonly number[];
}

/** Programs that listen on ports which their containers do not have to declare; one entry per program. */
const KNOWN_PROGRAMS: readonly KnownProgram[] = [
  {
    // https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
    images: ["istio/proxyv2", "istio-release/proxyv2"],
    containers: ["istio-proxy"],
    requestedBy: { "sidecar.istio.io/inject": ["true"] },
    ports: [15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090],
  },
  {
    // https://linkerd.io/2/reference/proxy-configuration/
    images: ["linkerd/proxy"],
    containers: ["linkerd-proxy"],
    requestedBy: { "linkerd.io/inject": ["enabled", "ingress"] },
    ports: [4140, 4143, 4190, 4191],
  },
  {
    // https://docs.dapr.io/reference/arguments-annotations-overview/
    images: ["daprio/daprd", "dapr/daprd"],
    containers: ["daprd"],
    requestedBy: { "dapr.io/enabled": ["true"] },
    ports: [3500, 3501, 7777, 9090, 50001],
  },
  {
    // https://github.com/knative/serving/blob/main/pkg/networking/constants.go
    images: ["knative-releases/knative.dev/serving/cmd/queue"],
    containers: ["queue-proxy"],
    ports: [8012, 8013, 8022, 9090, 9091],
  },
  {
    // https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
    images: [],
    containers: ["vault-agent"],
    requestedBy: { "vault.hashicorp.com/agent-inject": ["true"] },
    ports: [8200],
  },
  {
    // https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels
    images: ["hashicorp/consul-dataplane"],
    containers: ["consul-dataplane"],
    requestedBy: { "consul.hashicorp.com/connect-inject": ["true"] },
    ports: [19000, 20000, 20200, 20300, 20400, 20500, 20600],
  },
  {
    // https://kuma.io/docs/latest/production/use-mesh/
    images: ["kumahq/kuma-dp"],
    containers: ["kuma-sidecar"],
    requestedBy: { "kuma.io/sidecar-injection": ["enabled", "true"] },
    ports: [9901, 9902],
  },
  {
    // https://opentelemetry.io/docs/collector/configuration/
    images: ["opentelemetry-collector", "opentelemetry-collector-contrib"],
    ports: [4317, 4318, 8888, 13133],
  },
  {
    // https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-perf
    images: ["gcs-fuse-csi-driver-sidecar-mounter"],
    containers: ["gke-gcsfuse-sidecar"],
    ports: [62990],
  },
  {
    // https://github.com/kiwigrid/k8s-sidecar
    images: ["kiwigrid/k8s-sidecar"],
    ports: [8080],
  },
  {
    // https://github.com/GoogleCloudPlatform/cloud-sql-proxy
    images: ["cloud-sql-connectors/cloud-sql-proxy"],
    ports: [9090, 9091],
  },
];

/** Returns the ports that a container is known to use by its image or name, declared or not. */
export function knownPorts(container: Container): readonly number[] {
  const repository = repositoryOf(container.image);
  return KNOWN_PROGRAMS.filter(
    ({ images, containers }) =>
      containers?.includes(container.name) === true ||
      images.some((image) => repository === image || repository.endsWith(`/${image}`)),
  ).flatMap(({ ports }) => ports);
}

/** Returns the ports of programs that the pod's labels or annotations ask an admission webhook for. */
export function requestedPorts(pod: Pod): readonly number[] {
  return KNOWN_PROGRAMS.filter(({ requestedBy = {} }) =>
    Object.entries(requestedBy).some(
      ([key, values]) =>
        values.includes(pod.labels[key] ?? "") || values.includes(pod.annotations[key] ?? ""),
    ),
  ).flatMap(({ ports }) => ports);
}

// `registry:5000/group/name:tag@digest` is in the repository `registry:5000/group/name`.
function repositoryOf(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
}

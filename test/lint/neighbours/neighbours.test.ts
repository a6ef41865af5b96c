import { describe, expect, it } from "vitest";
import { autoscaler, CPU, deployment, port, saidOf, service, type Tree } from "./trees.ts";

const missing = (name: string, of = "web") =>
  `service-target-port-missing: Service "web" sends port 80 to the port name "${name}", which no container of Deployment "${of}" declares`;
const unrequested =
  'autoscaler-request-missing: container "web" requests no cpu, by whose utilization HorizontalPodAutoscaler "web" scales Deployment "web"';

const CLUSTERS: Tree = {
  "aws/all.yaml": deployment(port("aws")) + service("aws"),
  "gcp/all.yaml": deployment(port("gcp")) + service("gcp"),
};

describe("a Service belongs to the nearest workload", () => {
  it.each<[string, Tree, readonly string[]]>([
    ["of its stream", CLUSTERS, []],
    [
      "of its folder",
      {
        "aws/web.yaml": deployment(port("aws")),
        "aws/service.yaml": service("aws"),
        "gcp/web.yaml": deployment(port("gcp")),
        "gcp/service.yaml": service("gcp"),
      },
      [],
    ],
    [
      "below its folder",
      {
        "aws/service.yaml": service("aws"),
        "aws/web/web.yaml": deployment(port("aws")),
        "gcp/service.yaml": service("gcp"),
        "gcp/web/web.yaml": deployment(port("gcp")),
      },
      [],
    ],
    [
      "below the nearest common folder",
      {
        "aws/services/web.yaml": service("aws"),
        "aws/apps/web.yaml": deployment(port("aws")),
        "gcp/services/web.yaml": service("gcp"),
        "gcp/apps/web.yaml": deployment(port("gcp")),
      },
      [],
    ],
    [
      "that one kustomization gathers with it",
      {
        "kustomize/aws/kustomization.yaml":
          "resources: [../../apps/aws.yaml, ../../services/aws.yaml]",
        "kustomize/gcp/kustomization.yaml":
          "resources: [../../apps/gcp.yaml, ../../services/gcp.yaml]",
        "apps/aws.yaml": deployment(port("aws")),
        "apps/gcp.yaml": deployment(port("gcp")),
        "services/aws.yaml": service("aws"),
        "services/gcp.yaml": service("gcp"),
      },
      [],
    ],
    [
      "and a mismatch of two in one stream is an error",
      {
        "aws/all.yaml": deployment(port("http")) + service("aws"),
        "gcp/all.yaml": CLUSTERS["gcp/all.yaml"] ?? "",
      },
      [`error aws/all.yaml ${missing("aws")}`],
    ],
    [
      "and what fits another cluster excuses nothing, as that has a Service of its own",
      {
        "aws/all.yaml": deployment(port("aws")) + service("gcp"),
        "gcp/all.yaml": CLUSTERS["gcp/all.yaml"] ?? "",
      },
      [`error aws/all.yaml ${missing("gcp")}`],
    ],
    [
      "and a mismatch in one folder names the file of the workload",
      {
        "aws/web.yaml": deployment(port("http")),
        "aws/service.yaml": service("aws"),
        ...CLUSTERS,
        "aws/all.yaml": "",
      },
      [`error aws/service.yaml ${missing("aws")} (Deployment "web" is in aws/web.yaml)`],
    ],
    [
      "and one in two folders is an error where the selector matches nothing else",
      { "apps/web.yaml": deployment(port("http")), "services/web.yaml": service("web") },
      [`error services/web.yaml ${missing("web")} (Deployment "web" is in apps/web.yaml)`],
    ],
    [
      "and a warning where it does",
      {
        "aws/web.yaml": deployment(port("aws")),
        "gcp/web.yaml": deployment(port("gcp")),
        "services/web.yaml": service("web"),
      },
      [
        `warning services/web.yaml ${missing("web")} (Deployment "web" is in aws/web.yaml)`,
        `warning services/web.yaml ${missing("web")} (Deployment "web" is in gcp/web.yaml)`,
      ],
    ],
    [
      "unless one that is as near fits",
      {
        "aws/web.yaml": deployment(port("aws")),
        "gcp/web.yaml": deployment(port("gcp")),
        "services/web.yaml": service("gcp"),
      },
      [],
    ],
    [
      "unless a farther one fits",
      {
        "blog/service.yaml": service("http"),
        "blog/cron.yaml": deployment(port("metrics"), { name: "cron" }),
        "shop/web.yaml": deployment(port("http")),
      },
      [],
    ],
    [
      "unless nobody knows which of several Services belongs to which of several workloads",
      {
        "services/aws/web.yaml": service("aws"),
        "services/gcp/web.yaml": service("gcp"),
        "apps/aws/web.yaml": deployment(port("http")),
        "apps/gcp/web.yaml": deployment(port("http")),
      },
      [],
    ],
    [
      "and what is farther gives no mismatch while the nearest fits",
      {
        "blog/all.yaml": deployment(port("http")) + service("http"),
        "blog/canary.yaml": deployment(port("other"), { name: "canary" }),
        "shop/web.yaml": deployment(port("other"), { name: "shop" }),
      },
      [],
    ],
    [
      "and all that are as near have it",
      {
        "all.yaml":
          deployment(port("http")) +
          deployment(port("other"), { name: "canary" }) +
          service("http"),
      },
      [`warning all.yaml ${missing("http", "canary")}`],
    ],
    [
      "in its namespace",
      {
        "a/web.yaml": deployment(port("http"), { namespace: "shop" }),
        "a/service.yaml": service("other"),
      },
      [],
    ],
    [
      "and of two streams that were joined, the one that fits",
      { "-": Object.values(CLUSTERS).join("") },
      [],
    ],
    [
      "and nothing is certain in a stream that has an object twice",
      { "-": deployment(port("aws")) + service("web") + deployment(port("gcp")) },
      [`warning - ${missing("web")}`],
    ],
    [
      "and is found from standard input",
      { "-": service("web"), "apps/web.yaml": deployment(port("http")) },
      [`error - ${missing("web")} (Deployment "web" is in apps/web.yaml)`],
    ],
  ])("%s", (_, tree, said) => {
    expect(saidOf(tree)).toEqual(said);
  });
});

describe("an autoscaler belongs to the nearest workload", () => {
  it.each<[string, Tree, readonly string[]]>([
    [
      "of its stream",
      { "blog/web.yaml": deployment(CPU) + autoscaler(), "shop/web.yaml": deployment() },
      [],
    ],
    [
      "of its folder",
      {
        "blog/web.yaml": deployment(CPU),
        "blog/hpa.yaml": autoscaler(),
        "shop/web.yaml": deployment(),
      },
      [],
    ],
    [
      "and one that has a nearer autoscaler of the same name belongs to that",
      {
        "common/hpa.yaml": autoscaler(),
        "blog/web.yaml": deployment(),
        "shop/all.yaml": deployment(CPU) + autoscaler(),
      },
      [
        `warning blog/web.yaml ${unrequested} (HorizontalPodAutoscaler "web" is in common/hpa.yaml)`,
      ],
    ],
    [
      "unless a farther one fits",
      {
        "blog/web.yaml": deployment(),
        "blog/hpa.yaml": autoscaler(),
        "shop/web.yaml": deployment(CPU),
      },
      [],
    ],
    [
      "of a build by the name that a kustomization gives it",
      {
        "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: my-",
        "base/web.yaml": deployment(),
        "prod/kustomization.yaml": "resources: [../base, hpa.yaml]",
        "prod/hpa.yaml": autoscaler("my-web"),
      },
      [`error base/web.yaml ${unrequested} (HorizontalPodAutoscaler "web" is in prod/hpa.yaml)`],
    ],
    [
      "and a patch of an autoscaler is none",
      {
        "base/kustomization.yaml": "resources: [web.yaml]",
        "base/web.yaml": deployment(),
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: hpa.yaml}]",
        "prod/hpa.yaml": autoscaler(),
      },
      [],
    ],
  ])("%s", (_, tree, said) => {
    expect(saidOf(tree)).toEqual(said);
  });
});

const claim = (mode: string) => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [${mode}]}
`;
const mounts = deployment("volumeMounts: [{name: data, mountPath: /data}]", {
  spec: "replicas: 3",
  pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
});
const shared =
  'claim-single-node: Deployment "web" has 3 replicas, but only one node at a time can mount its claim "data" (ReadWriteOnce)';

describe("a claim is the nearest of its name", () => {
  it.each<[string, Tree, readonly string[]]>([
    [
      "of the folder",
      {
        "a/web.yaml": mounts,
        "a/data.yaml": claim("ReadWriteMany"),
        "b/data.yaml": claim("ReadWriteOnce"),
      },
      [],
    ],
    [
      "and one that does not fit is named with its file",
      {
        "a/web.yaml": mounts,
        "a/data.yaml": claim("ReadWriteOnce"),
        "b/data.yaml": claim("ReadWriteMany"),
      },
      [`warning a/web.yaml ${shared} (PersistentVolumeClaim "data" is in a/data.yaml)`],
    ],
    [
      "and of several that are as near one that fits is enough",
      {
        "a/web.yaml": mounts,
        "b/data.yaml": claim("ReadWriteOnce"),
        "c/data.yaml": claim("ReadWriteMany"),
      },
      [],
    ],
  ])("%s", (_, tree, said) => {
    expect(saidOf(tree)).toEqual(said);
  });
});

const namespace = (level: string) => `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: ${level}}}
`;
const privileged = deployment("", {
  namespace: "shop",
  pod: "initContainers: [{name: envoy, image: 'envoyproxy/envoy:v1', restartPolicy: Always, securityContext: {privileged: true}}]",
});
const breaks = (file: string) => `(Namespace "shop" is in ${file})`;

describe("a Namespace is the nearest of its name", () => {
  const rulesOf = (tree: Tree) =>
    saidOf(tree)
      .filter((line) => line.includes(" pod-security: "))
      .map((line) => line.replace(/^(\S+ \S+) .* \(/, "$1 ("));

  it.each<[string, Tree, readonly string[]]>([
    [
      "of the folder",
      {
        "dev/namespace.yaml": namespace("privileged"),
        "dev/web.yaml": privileged,
        "prod/namespace.yaml": namespace("baseline"),
        "prod/web.yaml": privileged,
      },
      [`error prod/web.yaml ${breaks("prod/namespace.yaml")}`],
    ],
    [
      "of the folder, whichever name comes first",
      {
        "dev/namespace.yaml": namespace("baseline"),
        "dev/web.yaml": privileged,
        "prod/namespace.yaml": namespace("privileged"),
        "prod/web.yaml": privileged,
      },
      [`error dev/web.yaml ${breaks("dev/namespace.yaml")}`],
    ],
    [
      "and where several are as near that disagree, none counts",
      {
        "dev/namespace.yaml": namespace("baseline"),
        "prod/namespace.yaml": namespace("privileged"),
        "web/web.yaml": privileged,
      },
      [],
    ],
    [
      "and where they agree, it is no more than a warning",
      {
        "dev/namespace.yaml": namespace("baseline"),
        "prod/namespace.yaml": namespace("baseline"),
        "web/web.yaml": privileged,
      },
      [`warning web/web.yaml ${breaks("dev/namespace.yaml")}`],
    ],
    [
      "that a kustomization puts the base into",
      {
        "base/kustomization.yaml": "resources: [web.yaml]",
        "base/web.yaml": privileged.replace(", namespace: shop", ""),
        "prod/kustomization.yaml": "namespace: shop\nresources: [../base, namespace.yaml]",
        "prod/namespace.yaml": namespace("baseline"),
      },
      [`error base/web.yaml ${breaks("prod/namespace.yaml")}`],
    ],
  ])("%s", (_, tree, said) => {
    expect(rulesOf(tree)).toEqual(said);
  });
});

import { describe, expect, it } from "vitest";
import { autoscaler, CPU, deployment, port, saidOf, service, type Tree } from "./trees.ts";

const UNREQUESTED =
  'autoscaler-request-missing: container "web" requests no cpu, by whose utilization HorizontalPodAutoscaler "web" scales Deployment "web"';

/** Two clusters, each with an overlay of one base, and a component that one of them includes. */
const CLUSTERS: Tree = {
  "base/kustomization.yaml": "resources: [web.yaml, service.yaml]\ncommonLabels: {app: web}\n",
  "base/web.yaml": deployment(`${port("http")}, ${CPU}`, { labels: "tier: front" }),
  "base/service.yaml": service("http", "tier: front"),
  "components/scaling/kustomization.yaml": "kind: Component\nresources: [hpa.yaml]\n",
  "components/scaling/hpa.yaml": autoscaler(),
  "eu/kustomization.yaml":
    "resources: [../base, admin.yaml, namespace.yaml]\nnamespace: shop\ncomponents: [../components/scaling]\npatches: [{path: replicas.yaml}]\n",
  "eu/namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n",
  "eu/admin.yaml":
    deployment(port("admin"), { name: "admin", labels: "app: admin" }) +
    service("admin", "app: admin", "name: admin"),
  "us/kustomization.yaml": "resources: [../base, admin.yaml]\nnamePrefix: us-\n",
  "us/admin.yaml":
    deployment(port("metrics"), { name: "admin", labels: "app: admin" }) +
    service("metrics", "app: admin", "name: admin"),
};

/** Returns the tree with other files. */
function withFiles(changes: Readonly<Record<string, string>>): Tree {
  return { ...CLUSTERS, ...changes };
}

describe("a tree of two clusters, overlays and a component", () => {
  it.each<[string, Tree, readonly string[]]>([
    ["is clean", CLUSTERS, []],
    [
      "is clean where a kustomization supplies selectors",
      withFiles({
        "base/web.yaml": deployment(`${port("http")}, ${CPU}`, { labels: "tier: front" }).replace(
          / {2}selector: .*\n/,
          "",
        ),
      }),
      [],
    ],
    [
      "is clean where a kustomization supplies the labels that a selector asks for",
      withFiles({
        "base/web.yaml": deployment(`${port("http")}, ${CPU}`).replace(/ {4}metadata: .*\n/, ""),
        "base/service.yaml": service("http"),
      }),
      [],
    ],
    [
      "has an error where no kustomization supplies them",
      withFiles({
        "us/admin.yaml": deployment(port("metrics"), {
          name: "admin",
          labels: "app: admin",
        }).replace(/ {4}metadata: .*\n/, "    metadata: {labels: {a: b}}\n"),
      }),
      [
        'error us/admin.yaml selector-label-mismatch: the selector of Deployment "admin" asks for app = "admin", but its pods do not have that label',
      ],
    ],
    [
      "has an error where it supplies labels alone",
      withFiles({
        "base/kustomization.yaml":
          "resources: [web.yaml]\nlabels: [{pairs: {app: web}, includeTemplates: true}]\n",
        "base/web.yaml": deployment(`${port("http")}, ${CPU}`, { labels: "tier: front" }).replace(
          / {2}selector: .*\n/,
          "",
        ),
      }),
      ["error base/web.yaml object-incomplete: it has no selector"],
    ],
    [
      "has an error where an overlay scales the base by what that does not request",
      withFiles({ "base/web.yaml": deployment(port("http"), { labels: "tier: front" }) }),
      [
        `error base/web.yaml ${UNREQUESTED} (HorizontalPodAutoscaler "web" is in components/scaling/hpa.yaml)`,
      ],
    ],
    [
      "has an error where a Service selects the base by a label that its kustomization supplies",
      withFiles({ "eu/admin.yaml": service("grpc", "app: web", "name: grpc") }),
      [
        'error eu/admin.yaml service-target-port-missing: Service "grpc" sends port 80 to the port name "grpc", which no container of Deployment "web" declares (Deployment "web" is in base/web.yaml)',
      ],
    ],
    [
      "and none where it selects a label that no kustomization on the way supplies",
      withFiles({
        "eu/admin.yaml": service("grpc", "app: web, cluster: us", "name: grpc"),
        "us/kustomization.yaml": "resources: [../base]\ncommonLabels: {cluster: us}\n",
      }),
      [],
    ],
    [
      "has an error in the one cluster where an object has what the other one lacks",
      withFiles({
        "us/admin.yaml":
          deployment(port("metrics"), { name: "admin", labels: "app: admin" }) +
          service("admin", "app: admin", "name: admin"),
      }),
      [
        'error us/admin.yaml service-target-port-missing: Service "admin" sends port 80 to the port name "admin", which no container of Deployment "admin" declares',
      ],
    ],
    [
      "keeps apart what kustomizations put into different namespaces",
      {
        "kustomization.yaml": "resources: [a, b]",
        "a/kustomization.yaml": "namespace: a\nresources: [../apps/web.yaml]",
        "apps/web.yaml": deployment(port("http")),
        "b/kustomization.yaml": "namespace: b\nresources: [service.yaml]",
        "b/service.yaml": service("grpc"),
      },
      [],
    ],
  ])("%s", (_, tree, said) => {
    expect(saidOf(tree)).toEqual(said);
  });
});

describe("the layout that kubebuilder scaffolds", () => {
  const manager = (container: string) => `apiVersion: v1
kind: Namespace
metadata: {name: system, labels: {control-plane: controller-manager}}
${deployment(container, {
  name: "controller-manager",
  namespace: "system",
  labels: "control-plane: controller-manager",
})}`;
  const metrics = (target: string) =>
    service(target, "control-plane: controller-manager", "name: metrics, namespace: system");
  const config = (container: string, target: string): Tree => ({
    "config/default/kustomization.yaml":
      "namespace: shop-system\nnamePrefix: shop-\nresources: [../manager, ../rbac, metrics_service.yaml]\npatches: [{path: manager_metrics_patch.yaml, target: {kind: Deployment}}]\n",
    "config/default/manager_metrics_patch.yaml":
      "- {op: add, path: /spec/template/spec/containers/0/args/0, value: --metrics-bind-address=:8443}\n",
    "config/default/metrics_service.yaml": metrics(target),
    "config/manager/kustomization.yaml":
      "resources: [manager.yaml]\nimages: [{name: web, newTag: v1}]\n",
    "config/manager/manager.yaml": manager(container),
    "config/rbac/kustomization.yaml": "resources: [service_account.yaml]\n",
    "config/rbac/service_account.yaml":
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: manager, namespace: system}\n",
  });

  it("is clean", () => {
    expect(saidOf(config("", "8443"))).toEqual([]);
    expect(saidOf(config(port("https"), "https"))).toEqual([]);
  });

  it("has an error where the Service of the metrics names a port that the manager does not have", () => {
    expect(saidOf(config(port("metrics"), "https"))).toEqual([
      'error config/default/metrics_service.yaml service-target-port-missing: Service "metrics" sends port 80 to the port name "https", which no container of Deployment "controller-manager" declares (Deployment "controller-manager" is in config/manager/manager.yaml)',
    ]);
  });
});

describe("what Helm renders into folders", () => {
  const release = (chart: string, name: string, target: string): Tree => ({
    [`${chart}/templates/deployment.yaml`]: deployment(port(name)),
    [`${chart}/templates/service.yaml`]: service(target),
    [`${chart}/templates/hpa.yaml`]: autoscaler(),
  });

  it("is looked at chart by chart", () => {
    const said = saidOf({
      ...release("out/a", "http", "http"),
      ...release("out/b", "grpc", "http"),
    });
    expect(said.map((line) => line.replace(/:.*/, ""))).toEqual([
      "error out/a/templates/deployment.yaml autoscaler-request-missing",
      "error out/b/templates/deployment.yaml autoscaler-request-missing",
      "error out/b/templates/service.yaml service-target-port-missing",
    ]);
  });
});

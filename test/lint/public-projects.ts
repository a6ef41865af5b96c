// A tree as public repositories are: clusters that have the same names, bases with overlays, what kubebuilder scaffolds,
// assertions of kuttl, charts, Windows beside Linux, environments. It has the faults that the test lists, and no other.

import { deployment, service } from "./neighbours/trees.ts";

const SAFE = `securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}`;
const REQUESTS = "resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}";
const MESH =
  '{name: istio-proxy, image: "docker.io/istio/proxyv2:1.27.0", restartPolicy: Always, resources: {requests: {cpu: 100m, memory: 64Mi}}, startupProbe: {tcpSocket: {port: 15021}}}';
const REDIRECT =
  '{name: redirect, image: "redirect:1", restartPolicy: Always, resources: {requests: {cpu: 10m, memory: 16Mi}}, securityContext: {capabilities: {add: [NET_ADMIN]}}}';
const http = (port: number, name = "http") => `ports: [{name: ${name}, containerPort: ${port}}]`;

function namespace(name: string, level: string): string {
  return `---
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: {pod-security.kubernetes.io/enforce: ${level}}
`;
}

function autoscaler(name: string): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
  minReplicas: 2
  maxReplicas: 5
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
`;
}

/** Two clusters that run the same shop, each in its way. */
const CLUSTERS = {
  "clusters/eu/shop/namespace.yaml": namespace("shop", "baseline"),
  "clusters/eu/shop/web.yaml": deployment(`${http(8080)}, ${REQUESTS}`, { namespace: "shop" }),
  "clusters/eu/shop/service.yaml": service("http", "app: web", "name: web, namespace: shop"),
  "clusters/eu/shop/hpa.yaml": autoscaler("web"),
  "clusters/eu/shop/claim.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  "clusters/eu/shop/db.yaml": deployment(
    `ports: [{name: sql, containerPort: 5432}], volumeMounts: [{name: data, mountPath: /data}]`,
    {
      name: "db",
      namespace: "shop",
      labels: "app: db",
      spec: "strategy: {type: Recreate}",
      pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
    },
  ),
  "clusters/us/shop/namespace.yaml": namespace("shop", "privileged"),
  // Here the port has another name, and the Service knows it.
  "clusters/us/shop/web.yaml": deployment(`${http(9090, "web")}, ${REQUESTS}`, {
    namespace: "shop",
    pod: "hostNetwork: true",
  }),
  "clusters/us/shop/service.yaml": service("web", "app: web", "name: web, namespace: shop"),
  "clusters/us/shop/hpa.yaml": autoscaler("web"),
  // FAULT: the Service sends to a port name that no container of this cluster declares.
  "clusters/us/shop/api.yaml":
    deployment(http(8080), { name: "api", namespace: "shop", labels: "app: api" }) +
    service("grpc", "app: api", "name: api, namespace: shop"),
  // FAULT: three pods on as many nodes want a volume that one node can have; in the other cluster it is one pod.
  "clusters/us/shop/claim.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  "clusters/us/shop/db.yaml": deployment(
    `ports: [{name: sql, containerPort: 5432}], volumeMounts: [{name: data, mountPath: /data}]`,
    {
      name: "db",
      namespace: "shop",
      labels: "app: db",
      spec: "replicas: 3",
      pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
    },
  ),
  // FAULT: scaled by what no container requests.
  "clusters/us/shop/worker.yaml":
    deployment("", { name: "worker", namespace: "shop", labels: "app: worker" }) +
    autoscaler("worker"),
};

/** A base that gets its labels from its kustomization, with two overlays. */
const PODINFO = {
  "apps/podinfo/base/kustomization.yaml": `resources: [web.yaml, service.yaml]
commonLabels: {app: podinfo}
`,
  "apps/podinfo/base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: podinfo}
spec:
  template:
    spec:
      containers:
      - {name: podinfo, image: "podinfo:1", ports: [{name: http, containerPort: 9898}]}
`,
  "apps/podinfo/base/service.yaml": `apiVersion: v1
kind: Service
metadata: {name: podinfo}
spec:
  selector: {}
  ports: [{port: 80, targetPort: http}]
`,
  "apps/podinfo/overlays/dev/kustomization.yaml": `namespace: dev
resources: [../../base]
patches: [{path: replicas.yaml}, {path: debug.yaml}]
`,
  "apps/podinfo/overlays/dev/replicas.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: podinfo}
spec: {replicas: 1}
`,
  "apps/podinfo/overlays/dev/debug.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: podinfo}
spec:
  template:
    spec:
      containers:
      - {name: debug, image: "debug:1", ports: [{containerPort: 9898}]}
`,
  "apps/podinfo/overlays/prod/kustomization.yaml": `namespace: prod
namePrefix: prod-
resources: [../../base, hpa.yaml, metrics.yaml]
patchesStrategicMerge: [no-debug.yaml]
`,
  "apps/podinfo/overlays/prod/no-debug.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: podinfo}
spec:
  template:
    spec:
      containers:
      - {name: podinfo, $patch: delete}
`,
  "apps/podinfo/overlays/prod/hpa.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: podinfo}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
  maxReplicas: 5
  metrics:
  - {type: Pods, pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: "10"}}}
`,
  // FAULT: the base declares no such port.
  "apps/podinfo/overlays/prod/metrics.yaml": service(
    "metrics",
    "app: podinfo",
    "name: podinfo-metrics",
  ),
  // FAULT: gathered, and it lacks an image.
  "apps/job/kustomization.yaml": "resources: [job.yaml]\n",
  "apps/job/job.yaml": `apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: migrate, command: [migrate]}
`,
};

/** What `kubebuilder init` and `create webhook` scaffold. */
const OPERATOR = {
  "operator/config/default/kustomization.yaml": `namespace: operator-system
namePrefix: operator-
resources: [../crd, ../rbac, ../manager, ../webhook, metrics_service.yaml]
patches:
- path: manager_metrics_patch.yaml
  target: {kind: Deployment}
- path: manager_webhook_patch.yaml
  target: {kind: Deployment}
`,
  "operator/config/default/manager_metrics_patch.yaml": `- op: add
  path: /spec/template/spec/containers/0/args/0
  value: --metrics-bind-address=:8443
`,
  "operator/config/default/manager_webhook_patch.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
spec:
  template:
    spec:
      containers:
      - name: manager
        ports:
        - containerPort: 9443
          name: webhook-server
          protocol: TCP
        volumeMounts:
        - mountPath: /tmp/k8s-webhook-server/serving-certs
          name: cert
          readOnly: true
      volumes:
      - name: cert
        secret:
          defaultMode: 420
          secretName: webhook-server-cert
`,
  "operator/config/default/metrics_service.yaml": `apiVersion: v1
kind: Service
metadata:
  labels: {control-plane: controller-manager}
  name: controller-manager-metrics-service
  namespace: system
spec:
  ports: [{name: https, port: 8443, protocol: TCP, targetPort: 8443}]
  selector: {control-plane: controller-manager, app.kubernetes.io/name: operator}
`,
  "operator/config/webhook/kustomization.yaml": "resources: [service.yaml]\n",
  "operator/config/webhook/service.yaml": `apiVersion: v1
kind: Service
metadata: {name: webhook-service, namespace: system}
spec:
  ports: [{port: 443, protocol: TCP, targetPort: 9443}]
  selector: {control-plane: controller-manager, app.kubernetes.io/name: operator}
`,
  "operator/config/rbac/kustomization.yaml": "resources: [service_account.yaml]\n",
  "operator/config/rbac/service_account.yaml":
    "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: controller-manager, namespace: system}\n",
  "operator/config/crd/kustomization.yaml": "resources: [bases/shops.yaml]\n",
  "operator/config/crd/bases/shops.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: shops.example.com}\nspec: {group: example.com, scope: Namespaced}\n",
  "operator/config/samples/shop.yaml":
    "apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: shop}\nspec: {size: 3}\n",
  "operator/config/manager/kustomization.yaml": `resources: [manager.yaml]
images: [{name: controller, newName: example.com/operator, newTag: v1}]
`,
  "operator/config/manager/manager.yaml": `apiVersion: v1
kind: Namespace
metadata: {labels: {control-plane: controller-manager}, name: system}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
  labels: {control-plane: controller-manager, app.kubernetes.io/name: operator}
spec:
  selector:
    matchLabels: {control-plane: controller-manager, app.kubernetes.io/name: operator}
  replicas: 1
  template:
    metadata:
      annotations: {kubectl.kubernetes.io/default-container: manager}
      labels: {control-plane: controller-manager, app.kubernetes.io/name: operator}
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - command: [/manager]
        args: [--leader-elect, --health-probe-bind-address=:8081]
        image: controller:latest
        name: manager
        ports: []
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: {drop: [ALL]}
        livenessProbe: {httpGet: {path: /healthz, port: 8081}, initialDelaySeconds: 15, periodSeconds: 20}
        readinessProbe: {httpGet: {path: /readyz, port: 8081}, initialDelaySeconds: 5, periodSeconds: 10}
        resources:
          limits: {cpu: 500m, memory: 128Mi}
          requests: {cpu: 10m, memory: 64Mi}
        volumeMounts: []
      volumes: []
      serviceAccountName: controller-manager
      terminationGracePeriodSeconds: 10
`,
  "operator/tests/e2e/install/00-install.yaml":
    "apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: shop}\nspec: {size: 3}\n",
  "operator/tests/e2e/install/00-assert.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
      - name: shop
        ports: [{containerPort: 80}]
status: {readyReplicas: 3}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  ports: [{port: 80, targetPort: shop}]
`,
  "operator/tests/e2e/install/01-assert.yaml": `apiVersion: v1
kind: Pod
metadata: {labels: {app: shop}}
spec:
  containers:
  - name: shop
  - name: agent
    volumeMounts: [{name: agent, mountPath: /agent}]
status: {phase: Running}
`,
};

/** One app for both kinds of nodes, told apart by labels. */
const AGENT = {
  "agent/linux.yaml": deployment(
    `${http(8080)}, ${SAFE}, volumeMounts: [{name: tmp, mountPath: /tmp}]`,
    {
      name: "agent",
      labels: "app: agent, os: linux",
      pod: "nodeSelector: {kubernetes.io/os: linux}\n      volumes: [{name: tmp, emptyDir: {}}]",
    },
  ),
  "agent/windows.yaml": deployment(
    `${http(8080)}, volumeMounts: [{name: tmp, mountPath: 'C:\\tmp'}]`,
    {
      name: "agent-windows",
      labels: "app: agent, os: windows",
      pod: "nodeSelector: {kubernetes.io/os: windows}\n      volumes: [{name: tmp, emptyDir: {}}]",
    },
  ),
  "agent/service.yaml": service("http", "app: agent", "name: agent"),
  // FAULT: a sidecar for Linux on Windows; beside it the same on Linux.
  "agent/mesh.yaml":
    deployment("", {
      name: "mesh-linux",
      labels: "app: mesh, os: linux",
      pod: `nodeSelector: {kubernetes.io/os: linux}\n      initContainers: [${MESH}]`,
    }) +
    deployment("", {
      name: "mesh-windows",
      labels: "app: mesh, os: windows",
      pod: `nodeSelector: {kubernetes.io/os: windows}\n      initContainers: [${MESH}]`,
    }),
  // FAULT: beside a whole object one without a selector.
  "agent/lost.yaml": `${service("http", "app: lost", "name: lost")}---
apiVersion: v1
kind: Pod
metadata: {name: whole}
spec: {containers: [{name: whole, image: "whole:1"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: lost}
spec:
  template:
    metadata: {labels: {app: lost}}
    spec: {containers: [{name: lost, image: "lost:1", ports: [{name: http, containerPort: 80}]}]}
`,
  // FAULT: two containers of one pod listen on one port.
  "agent/pair.yaml": `apiVersion: v1
kind: Pod
metadata: {name: pair}
spec:
  containers:
  - {name: one, image: "one:1", ports: [{containerPort: 8080}]}
  - {name: two, image: "two:1", ports: [{containerPort: 8080}]}
`,
};

/** Two environments whose Namespaces have one name, and different rules. */
const ENVIRONMENTS = {
  "env/dev/namespace.yaml": namespace("team", "privileged"),
  "env/dev/debug.yaml": deployment("", {
    name: "debug",
    namespace: "team",
    labels: "app: debug",
    pod: `initContainers: [${REDIRECT}]`,
  }),
  "env/prod/namespace.yaml": namespace("team", "baseline"),
  "env/prod/web.yaml": deployment(http(8080), { namespace: "team" }),
  // FAULT: the Namespace of this environment does not let it in.
  "env/prod/debug.yaml": deployment("", {
    name: "debug",
    namespace: "team",
    labels: "app: debug",
    pod: `initContainers: [${REDIRECT}]`,
  }),
};

const CHART = {
  "charts/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "charts/shop/values.yaml": "replicas: 1\n",
  "charts/shop/templates/web.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}}\n",
};

/** What stands beside them. */
const OTHERS = {
  ".git/HEAD": "ref: refs/heads/main\n",
  "docs/mkdocs.yml": "site_name: shop\n",
  "rollout/web.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
`,
};

/** The files by their paths. */
export const PUBLIC_PROJECTS: Readonly<Record<string, string>> = {
  ...CLUSTERS,
  ...PODINFO,
  ...OPERATOR,
  ...AGENT,
  ...ENVIRONMENTS,
  ...CHART,
  ...OTHERS,
};

// A repository as teams have it: a base with two overlays that patch it in all ways, a component, a chart, CRDs, what
// kubebuilder scaffolds, assertions of kuttl, and what an API server has printed.

/** What stands on each line that a patch may add to. */
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # the shop
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
        ports:
        - {name: http, containerPort: 8080}
        volumeMounts:
        - {name: audit, mountPath: /var/log/app}
      - name: old-agent
        image: registry.example.com/agent:1
      volumes:
      - name: audit
        persistentVolumeClaim: {claimName: audit}
`;

const BASE = {
  "base/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [web.yaml, worker.yaml, report.yaml, later.yaml, service.yaml, audit.yaml]
labels:
- pairs: {team: shop}
  includeSelectors: true
configMapGenerator:
- name: settings
  literals: [a=b]
`,
  "base/web.yaml": WEB,
  "base/worker.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: worker}
spec:
  serviceName: worker
  selector: {matchLabels: {app: worker}}
  template:
    metadata: {labels: {app: worker}}
    spec:
      containers:
      - name: worker
        image: registry.example.com/worker:1
        ports: [{containerPort: 8080}]
        envFrom: [{configMapRef: {name: settings}}]
        volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  "base/report.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
          - name: report
            image: registry.example.com/report:1
            ports: [{containerPort: 8080}]
`,
  // Its selector and its labels come from the kustomization.
  "base/later.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: later}
spec:
  template:
    spec:
      containers:
      - {name: later, image: "registry.example.com/later:1", ports: [{containerPort: 8080}]}
`,
  "base/service.yaml": `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`,
  "base/audit.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: audit}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`,
};

const DEV = {
  "overlays/dev/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: dev
namePrefix: dev-
resources: [../../base]
patches:
- path: memory.yaml
- path: patches/debug.yaml
- path: replicas.json
  target: {kind: Deployment, name: web}
- patch: |-
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: worker
    spec:
      template:
        spec:
          containers:
          - name: worker
            env: [{name: LEVEL, value: debug}]
- target: {kind: CronJob}
  patch: |-
    - {op: replace, path: /spec/schedule, value: "0 4 * * *"}
`,
  "overlays/dev/memory.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: web
        resources: {limits: {memory: 1Gi}}
`,
  // It adds a whole container, and labels of the pods beside it.
  "overlays/dev/patches/debug.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {debug: "true"}}
    spec:
      containers:
      - name: debug
        image: registry.example.com/debug:1
        command: [sleep, infinity]
`,
  "overlays/dev/replicas.json": '[{"op": "replace", "path": "/spec/replicas", "value": 1}]\n',
};

const PROD = {
  "overlays/prod/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: prod
nameSuffix: -v2
resources: [../../base]
components: [../../components/metrics]
patchesStrategicMerge:
- no-agent.yaml
- no-report.yaml
patches:
- path: green.yaml
- path: nodes.yaml
  target: {kind: StatefulSet}
transformers: [labels.yaml]
images:
- {name: registry.example.com/web, newTag: "2"}
`,
  "overlays/prod/no-agent.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: old-agent
        $patch: delete
`,
  "overlays/prod/no-report.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
$patch: delete
`,
  // A whole object that takes the place of the one in the base.
  "overlays/prod/green.yaml": WEB.replace("web:1", "web-green:1")
    .replace(/\n {6}- name: old-agent\n.*/, "")
    .replace("replicas: 2", "replicas: 4"),
  "overlays/prod/nodes.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: worker}
spec:
  template:
    spec:
      nodeSelector: {disk: ssd}
`,
  "overlays/prod/labels.yaml": `apiVersion: builtin
kind: PatchTransformer
metadata: {name: labels}
path: tier.yaml
`,
  "overlays/prod/tier.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: later}
spec:
  template:
    metadata: {labels: {tier: back}}
`,
  "components/metrics/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [collector.yaml]
patches:
- path: scrape.yaml
`,
  "components/metrics/collector.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: collector}
spec:
  selector: {matchLabels: {app: collector}}
  template:
    metadata: {labels: {app: collector}}
    spec:
      containers:
      - {name: collector, image: "registry.example.com/collector:1", ports: [{containerPort: 8080}]}
`,
  "components/metrics/scrape.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: worker}
spec:
  template:
    metadata: {annotations: {prometheus.io/scrape: "true"}}
`,
};

const KUBEBUILDER = {
  "config/default/kustomization.yaml": `namespace: shop-system
namePrefix: shop-
resources: [../crd, ../manager]
patches:
- path: manager_metrics_patch.yaml
  target: {kind: Deployment}
- path: manager_webhook_patch.yaml
`,
  "config/default/manager_metrics_patch.yaml": `- op: add
  path: /spec/template/spec/containers/0/args/0
  value: --metrics-bind-address=:8443
`,
  "config/default/manager_webhook_patch.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: controller-manager, namespace: system}
spec:
  template:
    spec:
      containers:
      - name: manager
        ports: [{name: webhook-server, containerPort: 9443, protocol: TCP}]
        volumeMounts: [{name: cert, mountPath: /tmp/k8s-webhook-server/serving-certs, readOnly: true}]
      volumes:
      - name: cert
        secret: {secretName: webhook-server-cert}
`,
  "config/manager/kustomization.yaml": `resources: [manager.yaml]
images:
- {name: controller, newName: registry.example.com/shop-controller, newTag: "1"}
`,
  "config/manager/manager.yaml": `apiVersion: v1
kind: Namespace
metadata: {name: system}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller-manager, namespace: system}
spec:
  selector: {matchLabels: {control-plane: controller-manager}}
  template:
    metadata: {labels: {control-plane: controller-manager}}
    spec:
      containers:
      - name: manager
        image: controller:latest
        command: [/manager]
        args: [--leader-elect]
        ports: [{containerPort: 8080}]
`,
  "config/crd/kustomization.yaml": "resources: [shops.yaml]\n",
  "config/crd/shops.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.com}
spec:
  group: example.com
  names: {kind: Shop, plural: shops}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}
`,
  "config/samples/kustomization.yaml": "resources: [shop.yaml]\n",
  "config/samples/shop.yaml": `apiVersion: example.com/v1
kind: Shop
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
      - {name: shop, image: "registry.example.com/shop:1"}
`,
};

const OTHERS = {
  ".git/HEAD": "ref: refs/heads/main\n",
  "tests/e2e/00-install.yaml": `apiVersion: example.com/v1
kind: Shop
metadata: {name: shop}
spec: {size: 1}
`,
  "tests/e2e/00-assert.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
status: {readyReplicas: 1}
---
apiVersion: v1
kind: Pod
metadata: {labels: {app: web}}
spec:
  containers:
  - name: web
status: {phase: Running}
`,
  "snapshots/replicaset.yaml": `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web-5d4f
  ownerReferences:
  - {apiVersion: apps/v1, kind: Deployment, name: web, uid: "1", controller: true}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "registry.example.com/web:1"}
`,
};

const CHART = {
  "charts/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "charts/shop/values.yaml": "image: registry.example.com/shop:1\n",
  "charts/shop/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - name: shop
        image: {{ .Values.image }}
`,
};

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** The repository without its chart, whose templates no reader of YAML takes. */
export const KUSTOMIZE_REPOSITORY: Files = { ...BASE, ...DEV, ...PROD, ...KUBEBUILDER, ...OTHERS };

/** The chart that stands beside that. */
export const REPOSITORY_CHART: Files = CHART;

/** The folders that kustomize builds. */
export const BUILDS = ["base", "overlays/dev", "overlays/prod", "config/default"] as const;

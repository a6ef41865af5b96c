// The same job for both programs: one container more in the Deployment of every app.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes the manifests of `count` apps, one file each, with what both programs need to add the container. */
export function writeApps(folder, count) {
  const apps = join(folder, "apps");
  mkdirSync(apps, { recursive: true });
  const names = Array.from({ length: count }, (_, index) => `app-${index}`);
  for (const name of names) writeFileSync(join(apps, `${name}.yaml`), manifestOf(name));
  const resources = names.map((name) => `- apps/${name}.yaml\n`).join("");
  writeFileSync(join(folder, "kustomization.yaml"), kustomizationWith(resources));
  mkdirSync(join(folder, "sidecars"), { recursive: true });
  writeFileSync(join(folder, "sidecars/cache.yaml"), TEMPLATE);
}

const CONTAINER = `name: cache
image: example.com/cache:7.4
args: ["--port", "6379"]
ports:
- name: cache
  containerPort: 6379
resources:
  requests: {cpu: 50m, memory: 64Mi}
  limits: {memory: 128Mi}
`;

const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: cache}
spec:
  description: A cache for one pod.
  role: adapter
  containers:
  - ${indent(CONTAINER, 4)}`;

const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: any}
spec:
  template:
    spec:
      initContainers:
      - ${indent(CONTAINER, 8)}        restartPolicy: Always
`;

function kustomizationWith(resources) {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
${resources}patches:
- target: {kind: Deployment}
  patch: |-
    ${indent(PATCH, 4)}`;
}

function manifestOf(name) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: {app: ${name}}
spec:
  replicas: 2
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      # Rolled by the release pipeline.
      containers:
      - name: app
        image: example.com/${name}:1.8.2
        args: ["--config", "/etc/app/application.yaml"]
        ports:
        - name: http
          containerPort: 8080
        env:
        - name: LOG_LEVEL
          value: "info"
        readinessProbe:
          httpGet: {path: /ready, port: http}
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits: {memory: 256Mi}
        volumeMounts:
        - {name: config, mountPath: /etc/app, readOnly: true}
      volumes:
      - name: config
        configMap: {name: ${name}}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: {app: ${name}}
  ports:
  - name: http
    port: 80
    targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  application.yaml: |
    server:
      port: 8080
    greeting: "Hello from ${name}"
`;
}

function indent(text, columns) {
  return text.replaceAll(/\n(?=.)/g, `\n${" ".repeat(columns)}`);
}

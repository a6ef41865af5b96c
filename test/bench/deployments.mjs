/** Returns a stream of `count` documents: Deployments with a sidecar, and the Service of each. */
export function deployments(count) {
  return Array.from({ length: count / 2 }, (_, index) => deployment(`app-${index}`)).join("---\n");
}

function deployment(name) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      initContainers:
      - name: fluent-bit
        image: fluent/fluent-bit:4.0.0
        restartPolicy: Always
        resources:
          requests: {cpu: 50m, memory: 64Mi}
          limits: {memory: 128Mi}
        volumeMounts:
        - {name: logs, mountPath: /var/log/app, readOnly: true}
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
        - {name: logs, mountPath: /var/log/app}
      volumes:
      - name: logs
        emptyDir: {sizeLimit: 1Gi}
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
`;
}

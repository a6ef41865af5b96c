import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "volume-mount-undeclared",
  severity: "error",
  category: "volumes",
  summary: "Every mount and device names a volume of the pod.",
  why:
    "The API server rejects a pod that mounts a volume it does not have. A StatefulSet is accepted all the same, and then none of its " +
    "pods can be created. The `volumeClaimTemplates` of a StatefulSet are volumes of its pods.",
  fix: "Add the volume to `volumes`, or correct the name.",
  links: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: log
      mountPath: /var/log/web
  volumes:
  - name: logs
    emptyDir: {}
`,
    passes: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
      - name: db
        image: example.com/db:1
        volumeMounts:
        - name: data
          mountPath: /var/lib/db
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`,
  },
  *check(pod, context) {
    // Who adds a container adds its volumes.
    if (pod.mainContainer !== undefined) return;
    const known = new Set([...pod.volumes.map(({ name }) => name), ...pod.claimTemplates]);
    for (const container of pod.containers) {
      for (const { at, volume, path } of [...container.mounts, ...container.devices]) {
        if (known.has(volume) || context.isNamedInPatch(pod, "volumes", volume)) continue;
        yield {
          at: [...at, "name"],
          message: `container "${container.name}" uses the volume "${volume}" at "${path}", but the pod has no such volume`,
        };
      }
    }
  },
});

export default rule;

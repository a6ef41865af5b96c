import { defineRule, type Rule } from "../lint/rule.ts";
import { sourceKind } from "../lint/volumes/volume-source.ts";
import { asMap, asString } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "volume-claim-clash",
  severity: "error",
  category: "volumes",
  summary: "No volume of a Pod names the claim that Kubernetes creates for another one.",
  why: "For an `ephemeral` volume Kubernetes creates a claim called `<pod>-<volume>`. The API server rejects a Pod that has another volume with a claim of that name.",
  fix: "Rename the ephemeral volume, or the claim.",
  links: [
    "https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming",
  ],
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
    - name: cache
      mountPath: /cache
    - name: data
      mountPath: /data
  volumes:
  - name: cache
    ephemeral:
      volumeClaimTemplate:
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
  - name: data
    persistentVolumeClaim:
      claimName: web-cache
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: cache
      mountPath: /cache
    - name: data
      mountPath: /data
  volumes:
  - name: cache
    ephemeral:
      volumeClaimTemplate:
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
  - name: data
    persistentVolumeClaim:
      claimName: web-data
`,
  },
  *check(pod) {
    if (pod.group !== "" || pod.kind !== "Pod" || pod.name === "") return;
    const ephemeral = pod.volumes.filter((volume) => sourceKind(volume) === "ephemeral");
    if (ephemeral.length === 0) return;
    for (const volume of pod.volumes) {
      const claim = asString(asMap(volume.source["persistentVolumeClaim"])["claimName"]);
      const rival = ephemeral.find(({ name }) => `${pod.name}-${name}` === claim);
      if (rival === undefined) continue;
      yield {
        at: [...volume.at, "persistentVolumeClaim", "claimName"],
        message: `the volume "${volume.name}" uses the claim "${claim}", which Kubernetes creates for the ephemeral volume "${rival.name}"`,
        related: [{ at: rival.at, message: "the ephemeral volume is here" }],
      };
    }
  },
});

export default rule;

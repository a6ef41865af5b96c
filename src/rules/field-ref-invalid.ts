import {
  type DownwardReference,
  downwardReferences,
} from "../lint/containers/downward-reference.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asString } from "../manifest/value.ts";
import { nearest } from "../text/nearest.ts";

// validEnvDownwardAPIFieldPathExpressions and validVolumeDownwardAPIFieldPathExpressions of
// https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
const COMMON = ["metadata.name", "metadata.namespace", "metadata.uid"];
const ENV_ONLY = [
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.podIP",
  "status.podIPs",
];
const VOLUME_ONLY = ["metadata.labels", "metadata.annotations"];

// https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/2681-pod-host-ip
const HOST_IPS_SINCE = 28;

const rule: Rule = defineRule({
  id: "field-ref-invalid",
  severity: "error",
  category: "names",
  summary: "A `fieldRef` names a field that the downward API offers at that place.",
  why:
    "The downward API offers a few fields, and not the same ones to variables and to volumes: IP addresses, node and service account go to variables alone, " +
    "all labels or all annotations to volumes alone. The API server rejects any other `fieldPath`; a StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Use one of the fields that the downward API offers; one label is `metadata.labels['KEY']`, one annotation `metadata.annotations['KEY']`.",
  links: ["https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: POD_IP
      valueFrom:
        fieldRef:
          fieldPath: status.podIp
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: POD_IP
      valueFrom:
        fieldRef:
          fieldPath: status.podIP
`,
  },
  *check(pod, { kubeMinor }) {
    for (const reference of downwardReferences(pod, "fieldRef")) {
      const path = asString(reference.value["fieldPath"]);
      if (path === undefined || isOffered(path, reference, kubeMinor)) continue;
      yield {
        at: [...reference.at, "fieldPath"],
        message: `${reference.subject} asks for the field "${path}", which the downward API does not offer to ${placesOf(reference)}`,
        ...helpFor(path, reference, kubeMinor),
      };
    }
  },
});

type Place = Pick<DownwardReference, "place">;

function placesOf({ place }: Place): string {
  return place === "env" ? "variables" : "volumes";
}

function isOffered(path: string, { place }: Place, kubeMinor: number): boolean {
  if (/^metadata\.(?:labels|annotations)\['.+'\]$/s.test(path)) return true;
  // The API server still reads the name that the field had in its first versions.
  if (path === "spec.host" && place === "env") return true;
  return offered({ place }, kubeMinor).includes(path);
}

function offered({ place }: Place, kubeMinor: number): readonly string[] {
  if (place === "volume") return [...COMMON, ...VOLUME_ONLY];
  return [...COMMON, ...ENV_ONLY, ...(kubeMinor < HOST_IPS_SINCE ? [] : ["status.hostIPs"])];
}

function helpFor(path: string, reference: Place, kubeMinor: number): { readonly help?: string } {
  const [, map, key] =
    /^metadata\.(labels|annotations)[.[]["']?([\w./-]+)["']?\]?$/.exec(path) ?? [];
  if (map !== undefined) return { help: `Write it as metadata.${map}['${key}'].` };
  if (VOLUME_ONLY.includes(path)) {
    return { help: `Use ${path}['KEY'], or mount a downwardAPI volume that has all of them.` };
  }
  const fields = offered(reference, kubeMinor);
  if (offered({ place: "env" }, kubeMinor).includes(path)) {
    return { help: "Use a variable for it: volumes cannot show this field." };
  }
  const near = nearest(path, fields);
  if (near !== undefined) return { help: `Change it to ${near}, if that is meant.` };
  return { help: `Use one of ${fields.join(", ")}, or one label or annotation.` };
}

export default rule;

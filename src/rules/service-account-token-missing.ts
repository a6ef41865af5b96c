import { podSpec } from "../lint/containers/pod-spec.ts";
import { wordsOf } from "../lint/containers/words.ts";
import { partsOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { cleanPath, isWithin } from "../lint/volumes/mount-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asList, asMap, isMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "service-account-token-missing",
  severity: "warning",
  category: "security",
  summary: "A sidecar that calls the API server has a token for it.",
  why: "With `automountServiceAccountToken: false`, containers get no token of the service account. Kubernetes accepts the manifest, and a sidecar that needs the API server ends, or answers every request with an error.",
  fix: "Remove `automountServiceAccountToken: false`, or mount a projected volume with `serviceAccountToken` in the sidecar alone.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    "https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
  - name: web
    image: example.com/web:1
  - name: config
    image: kiwigrid/k8s-sidecar:1.30.0
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
  - name: web
    image: example.com/web:1
  - name: config
    image: kiwigrid/k8s-sidecar:1.30.0
    volumeMounts:
    - name: token
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  volumes:
  - name: token
    projected:
      sources:
      - serviceAccountToken:
          path: token
      - configMap:
          name: kube-root-ca.crt
`,
  },
  *check(pod) {
    if (podSpec(pod)["automountServiceAccountToken"] !== false) return;
    for (const { container, program } of partsOf(pod).sidecars) {
      if (program?.callsApi !== true || hasToken(pod, container) || hasConfig(container)) continue;
      yield {
        at: ["spec", "automountServiceAccountToken"],
        message: `container "${container.name}" runs ${program.name}, which calls the API server, but gets no token`,
        related: [
          { at: [...container.at, "name"], message: `"${container.name}" mounts no token` },
        ],
      };
    }
  },
});

// Where client libraries look for it.
const TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

function hasToken(pod: Pod, { mounts }: Container): boolean {
  return mounts.some(({ volume, path }) => {
    if (isWithin(cleanPath(path), TOKEN_DIRECTORY)) return true;
    const source = pod.volumes.find(({ name }) => name === volume)?.source ?? {};
    const sources = asList(asMap(source["projected"])["sources"]);
    return sources.some((one) => isMap(asMap(one)["serviceAccountToken"]));
  });
}

// A kubeconfig brings credentials of its own.
function hasConfig(container: Container): boolean {
  return (
    container.env.some(({ name }) => name === "KUBECONFIG") ||
    wordsOf(container).some(({ text }) => /--kubeconfig\b/.test(text))
  );
}

export default rule;

import { longRunning } from "../lint/containers/long-running.ts";
import { programOf, requestedPrograms, requestsFor } from "../lint/programs/find-program.ts";
import type { KnownProgram } from "../lint/programs/known-program.ts";
import { partsOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Related, type Rule } from "../lint/rule.ts";
import { effectiveField } from "../lint/security/security-context.ts";
import type { Pod } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "mesh-user-collision",
  severity: "error",
  category: "security",
  summary: "An app in a mesh runs as another user than the proxy of the mesh.",
  why:
    "The rules that send a pod's traffic through the proxy leave the traffic of one user alone, that of the proxy itself (1337 for Istio, 2102 for Linkerd, 5995 for Consul, 5678 for Kuma). " +
    "What an app sends as that user goes past the proxy: without encryption, without policies, and services that demand mutual TLS refuse it. Kubernetes accepts the manifest.",
  fix: "Let the app run as another user.",
  links: [
    "https://istio.io/latest/docs/ops/deployment/application-requirements/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0144/",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: web
    image: example.com/web:1
    securityContext:
      runAsUser: 1337
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: web
    image: example.com/web:1
    securityContext:
      runAsUser: 1000
`,
  },
  *check(pod) {
    const meshes = meshesOf(pod);
    if (meshes.length === 0) return;
    for (const container of partsOf(pod).app) {
      const user = effectiveField(pod, container, "runAsUser");
      const mesh = meshes.find(({ program }) => program.bypassUser === user?.value);
      // In a gateway the proxy is the app.
      if (user === undefined || mesh === undefined || programOf(container) === mesh.program)
        continue;
      yield {
        at: user.at,
        message: `container "${container.name}" runs as user ${mesh.program.bypassUser}, whose traffic goes past ${mesh.program.name}`,
        related: [mesh.related],
      };
    }
  },
});

interface Mesh {
  readonly program: KnownProgram;
  /** The proxy, or what asks for it. */
  readonly related: Related;
}

function meshesOf(pod: Pod): readonly Mesh[] {
  // Without redirection, nothing goes through the proxy that is not sent to it.
  if (pod.annotations["sidecar.istio.io/interceptionMode"] === "NONE") return [];
  const present = longRunning(pod).flatMap((container): readonly Mesh[] => {
    const program = programOf(container);
    if (program?.bypassUser === undefined) return [];
    const at = [...container.at, "name"];
    return [{ program, related: { at, message: `"${container.name}" is the proxy` } }];
  });
  // Injectors leave pods in the host network alone.
  const requested = pod.hostNetwork ? [] : requestedPrograms(pod);
  return [
    ...present,
    ...requested.flatMap((program): readonly Mesh[] => {
      const [at] = requestsFor(pod, program);
      if (at === undefined || program.bypassUser === undefined) return [];
      return [{ program, related: { at, message: "the proxy is asked for here" } }];
    }),
  ];
}

export default rule;

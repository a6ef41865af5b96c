import { nodeOs } from "../lint/containers/pod-os.ts";
import { programOf } from "../lint/programs/find-program.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import { effectiveField, type SecurityField } from "../lint/security/security-context.ts";
import type { Container } from "../manifest/pod.ts";

const rule: Rule = defineRule({
  id: "run-as-non-root-conflict",
  severity: "error",
  category: "security",
  summary: "A container with `runAsNonRoot: true` runs as another user than root.",
  why:
    "`runAsUser` and `runAsNonRoot` of the pod count for every container that does not set its own. The API server accepts the two together; the kubelet does not start a container that would be root then " +
    "(CreateContainerConfigError), and the pod never gets ready. Without `runAsUser` the user of the image counts.",
  fix: "Set `runAsUser` to another user than 0 for the container, or `runAsNonRoot: false` where it has to be root.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      runAsUser: 0
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      runAsUser: 0
      runAsNonRoot: false
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const nonRoot = effectiveField(pod, container, "runAsNonRoot");
      // Windows has other users: https://kubernetes.io/docs/concepts/windows/user-guide/
      if (nonRoot?.value !== true || nodeOs(pod)?.name === "windows") continue;
      const user = effectiveField(pod, container, "runAsUser");
      if (user?.value === 0) yield rootUser(container, user, nonRoot);
      if (user === undefined) yield* rootImage(container, nonRoot);
    }
  },
});

function rootUser({ name }: Container, user: SecurityField, nonRoot: SecurityField): Problem {
  return {
    at: user.at,
    message: `container "${name}" runs as user 0, but runAsNonRoot is true`,
    related: [{ at: nonRoot.at, message: `runAsNonRoot of the ${nonRoot.of}` }],
  };
}

function* rootImage(container: Container, nonRoot: SecurityField): Iterable<Problem> {
  const program = programOf(container);
  if (program?.isRoot !== true) return;
  yield {
    at: [...container.at, "image"],
    message: `container "${container.name}" has no runAsUser, and the image of ${program.name} runs as root, but runAsNonRoot is true`,
    related: [{ at: nonRoot.at, message: `runAsNonRoot of the ${nonRoot.of}` }],
    help: `Set runAsUser of container "${container.name}" to another user than 0, if the files that it reads let it.`,
    severity: "warning",
  };
}

export default rule;

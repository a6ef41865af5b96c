import { defineRule, type Rule } from "../lint/rule.ts";
import { containerField } from "../lint/security/security-context.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container } from "../manifest/pod.ts";
import { asList } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "privilege-escalation-contradiction",
  severity: "error",
  category: "security",
  summary: "A container that may not gain privileges is not given all of them.",
  why:
    "`allowPrivilegeEscalation: false` cannot be kept by a container that is privileged or has CAP_SYS_ADMIN, so the API server rejects the pod (`ValidateSecurityContext`). " +
    "It knows the capability by this name only: it accepts `SYS_ADMIN`.",
  fix: "Remove `privileged` or the capability, or remove `allowPrivilegeEscalation: false`.",
  links: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      allowPrivilegeEscalation: false
      privileged: true
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      privileged: true
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const escalation = containerField(container, "allowPrivilegeEscalation");
      if (escalation?.value !== false) continue;
      for (const { at, what } of privilegesOf(container)) {
        yield {
          at,
          message: `container "${container.name}" ${what}, but allowPrivilegeEscalation is false`,
          related: [{ at: escalation.at, message: "allowPrivilegeEscalation is false here" }],
        };
      }
    }
  },
});

interface Privilege {
  readonly at: FieldPath;
  readonly what: string;
}

function privilegesOf(container: Container): readonly Privilege[] {
  const privileged = containerField(container, "privileged");
  const added = containerField(container, "capabilities", "add");
  const index = asList(added?.value).indexOf("CAP_SYS_ADMIN");
  return [
    ...(privileged?.value === true ? [{ at: privileged.at, what: "is privileged" }] : []),
    ...(added === undefined || index === -1
      ? []
      : [{ at: [...added.at, index], what: "adds CAP_SYS_ADMIN" }]),
  ];
}

export default rule;

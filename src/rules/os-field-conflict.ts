import { declaredOs } from "../lint/containers/pod-os.ts";
import { podSpec } from "../lint/containers/pod-spec.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { containerField, podField } from "../lint/security/security-context.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { isEmpty, type Value } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "os-field-conflict",
  severity: "error",
  category: "security",
  summary: "A pod that names its operating system has no fields of the other one.",
  why:
    "With `os.name: windows` the API server rejects the pod if it, or any of its containers, sidecars included, has a field that only Linux knows, whatever its value; " +
    "with `os.name: linux` it rejects `windowsOptions` (`validateWindows` and `validateLinux`).",
  fix: "Remove the field, or `os`.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/#pod-os",
    "https://kubernetes.io/docs/concepts/windows/intro/#compatibility-v1-pod-spec-containers-securitycontext",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      allowPrivilegeEscalation: false
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
  - name: web
    image: example.com/web:1
  - name: agent
    image: example.com/agent:1
    securityContext:
      windowsOptions:
        runAsUserName: ContainerUser
`,
  },
  *check(pod) {
    const os = declaredOs(pod);
    if (os?.name !== "windows" && os?.name !== "linux") return;
    const related = [{ at: os.at, message: `the pod is for ${TITLES[os.name]}` }];
    for (const { at, subject, field } of FOREIGN[os.name](pod)) {
      const message = `${subject} sets ${field}, which a pod for ${TITLES[os.name]} cannot have`;
      yield { at, message, related };
    }
  },
});

interface Foreign {
  readonly at: FieldPath;
  readonly subject: string;
  readonly field: string;
}

const TITLES = { windows: "Windows", linux: "Linux" } as const;

const FOREIGN = {
  windows: linuxFields,
  linux: (pod: Pod) => inContexts(pod, ["windowsOptions"], ["windowsOptions"]),
};

// In the order of `validateWindows`, pkg/apis/core/validation/validation.go
const LINUX_POD_FIELDS = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "sysctls",
  "runAsUser",
  "runAsGroup",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "seLinuxChangePolicy",
];
const LINUX_CONTAINER_FIELDS = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
];

function linuxFields(pod: Pod): readonly Foreign[] {
  const spec = podSpec(pod);
  const isSet: Readonly<Record<string, (value: Value) => boolean>> = {
    hostUsers: (value) => value !== null,
    hostPID: (value) => value === true,
    hostIPC: (value) => value === true,
    shareProcessNamespace: (value) => value !== null,
  };
  const ofPod = Object.entries(isSet)
    .filter(([field, holds]) => holds(spec[field] ?? null))
    .map(([field]) => ({ at: ["spec", field], subject: "the pod", field }));
  return [...ofPod, ...inContexts(pod, LINUX_POD_FIELDS, LINUX_CONTAINER_FIELDS)];
}

function inContexts(
  pod: Pod,
  podFields: readonly string[],
  containerFields: readonly string[],
): readonly Foreign[] {
  const ofPod = podFields.flatMap((key) => {
    const field = podField(pod, key);
    // An empty list of sysctls or groups is none.
    if (field === undefined || (Array.isArray(field.value) && isEmpty(field.value))) return [];
    return [{ at: field.at, subject: "the pod", field: `securityContext.${key}` }];
  });
  return [...ofPod, ...pod.containers.flatMap((one) => inContainer(one, containerFields))];
}

function inContainer(container: Container, keys: readonly string[]): readonly Foreign[] {
  return keys.flatMap((key) => {
    const field = containerField(container, key);
    const subject = `container "${container.name}"`;
    return field === undefined ? [] : [{ at: field.at, subject, field: `securityContext.${key}` }];
  });
}

export default rule;

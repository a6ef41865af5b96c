import { nodeOs } from "../lint/containers/pod-os.ts";
import { partsOf } from "../lint/programs/sidecars.ts";
import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "windows-sidecar",
  severity: "error",
  category: "security",
  summary: "A pod for Windows has no sidecar that exists for Linux only.",
  why:
    "All containers of a pod run on one node. A node with Windows finds no image of the sidecar for its platform, and the pod stays in ErrImagePull; Kubernetes accepts the manifest. " +
    "A pod is for Windows where `os.name` or the node selector `kubernetes.io/os` says so.",
  fix: "Remove the sidecar, or move what it does to another pod.",
  links: [
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
    "https://kubernetes.io/docs/concepts/windows/intro/",
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
  - name: istio-proxy
    image: docker.io/istio/proxyv2:1.27.0
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: istio-proxy
    image: docker.io/istio/proxyv2:1.27.0
`,
  },
  *check(pod) {
    const os = nodeOs(pod);
    if (os?.name !== "windows") return;
    for (const { container, program } of partsOf(pod).sidecars) {
      if (program?.isLinuxOnly !== true) continue;
      yield {
        at: [...container.at, container.image === "" ? "name" : "image"],
        message: `container "${container.name}" runs ${program.name}, which has no image for Windows, but the pod is for Windows`,
        related: [{ at: os.at, message: "the pod is for Windows" }],
      };
    }
  },
});

export default rule;

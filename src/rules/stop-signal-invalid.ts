import { declaredOs } from "../lint/containers/pod-os.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asMap, asString } from "../manifest/value.ts";

// The first version that has the field; its feature gate ContainerStopSignals is off by default.
// https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4960-container-stop-signals
const FIRST_WITH_SIGNALS = 33;

const ON_WINDOWS = ["SIGTERM", "SIGKILL"];

const rule: Rule = defineRule({
  id: "stop-signal-invalid",
  severity: "error",
  category: "lifecycle",
  summary: "A stop signal is one of the pod's operating system, which the pod names.",
  why:
    "The names of signals depend on the operating system, so Kubernetes takes `lifecycle.stopSignal` only in a pod with `spec.os.name`. " +
    "The API server rejects the manifest otherwise (validateStopSignal), or drops the field where the feature is off; in a StatefulSet it checks nothing, and the pods cannot be created.",
  fix: "Set `spec.os.name` to `linux` or `windows`, and the signal to one of that system, e.g. `SIGTERM`.",
  links: [
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4960-container-stop-signals",
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
    lifecycle:
      stopSignal: SIGUSR1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: linux
  containers:
  - name: web
    image: example.com/web:1
    lifecycle:
      stopSignal: SIGUSR1
`,
  },
  *check(pod, { kubeMinor }) {
    if (kubeMinor < FIRST_WITH_SIGNALS) return;
    for (const { at, name, set, value } of pod.containers) {
      const signal = asString(asMap(value["lifecycle"])["stopSignal"]);
      // Of an init container the whole lifecycle is rejected.
      if (set === "init" || signal === undefined) continue;
      const os = declaredOs(pod)?.name;
      const fault = faultOf(signal, os);
      if (fault === undefined) continue;
      yield {
        at: [...at, "lifecycle", "stopSignal"],
        message: `container "${name}" has stopSignal "${signal}", ${fault}`,
      };
    }
  },
});

function faultOf(signal: string, os: string | undefined): string | undefined {
  if (os === undefined || os === "") return "but the pod sets no os.name";
  if (os === "windows" && !ON_WINDOWS.includes(signal)) {
    return `but containers of os "windows" can have only ${ON_WINDOWS.join(" or ")}`;
  }
  return signal.startsWith("SIG") ? undefined : "which is not the name of a signal";
}

export default rule;

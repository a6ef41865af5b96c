import { type Hook, hookOf } from "../lint/lifecycle/hook.ts";
import { isQuitPath, stopsProcess } from "../lint/lifecycle/stop-command.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import { asMap, asString } from "../manifest/value.ts";

// A hook that waits first may be waiting for the app.
const WAITS_FIRST = /\b(?:sleep|while|until|for|wait)\b/;

const rule: Rule = defineRule({
  id: "native-sidecar-stopped-early",
  severity: "warning",
  category: "lifecycle",
  summary: "A native sidecar is not stopped by its own preStop hook.",
  why:
    "Kubernetes sends SIGTERM to native sidecars only after the app has ended, but it runs their `preStop` hooks at the start of the pod's termination, together with those of the app. " +
    "A hook that ends the sidecar takes it away while the app still serves requests.",
  fix: "Remove the hook: the sidecar gets SIGTERM when the app has ended.",
  links: [
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers",
    "https://github.com/linkerd/linkerd2/pull/11465",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
    lifecycle:
      preStop:
        exec:
          command: [nginx, -s, quit]
  containers:
  - name: web
    image: example.com/web:1
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: proxy
    image: example.com/proxy:1
    restartPolicy: Always
  containers:
  - name: web
    image: example.com/web:1
    lifecycle:
      preStop:
        exec:
          command: [nginx, -s, quit]
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const hook = container.set === "native" ? hookOf(container, "preStop") : undefined;
      const at = hook === undefined ? undefined : placeOfStop(hook);
      if (at === undefined) continue;
      yield {
        at,
        message: `the preStop hook of native sidecar "${container.name}" ends it while the app still runs`,
      };
    }
  },
});

function placeOfStop({ at, script, value }: Hook): FieldPath | undefined {
  if (stopsProcess(script)) {
    return WAITS_FIRST.test(script) ? undefined : [...at, "exec", "command"];
  }
  const path = asString(asMap(value["httpGet"])["path"]) ?? "";
  return isQuitPath(path) ? [...at, "httpGet", "path"] : undefined;
}

export default rule;

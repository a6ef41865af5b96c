import { podSpec } from "../lint/containers/pod-spec.ts";
import { commandsOf } from "../lint/lifecycle/commands.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container } from "../manifest/pod.ts";
import { asList } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "shared-process-namespace",
  severity: "warning",
  category: "security",
  summary: "Where containers share their processes, none of them relies on being process 1.",
  why:
    "With `shareProcessNamespace: true`, process 1 is the pause container of the pod. A signal to process 1 does not reach the program of the container, and s6 and systemd do not start as another process. " +
    "Together with `hostPID: true` the API server rejects the pod.",
  fix: "Send signals to a process by its name (`pkill nginx`), and use an image without its own init system, or do not share processes.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
    "https://github.com/just-containers/s6-overlay",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
  - name: web
    image: example.com/web:1
    livenessProbe:
      exec:
        command: [sh, -c, "test -e /ready || kill -TERM 1"]
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
  - name: web
    image: example.com/web:1
    livenessProbe:
      exec:
        command: [sh, -c, "test -e /ready || pkill web"]
`,
  },
  *check(pod) {
    const spec = podSpec(pod);
    if (spec["shareProcessNamespace"] !== true) return;
    const at = ["spec", "shareProcessNamespace"];
    if (spec["hostPID"] === true) {
      yield rejected(at);
      return;
    }
    const related = [{ at, message: "the containers share their processes" }];
    for (const container of pod.containers) {
      for (const use of usesOfFirst(container)) {
        const message = `container "${container.name}" ${use.what}, but process 1 of the pod is not its own`;
        yield { at: use.at, message, related };
      }
    }
  },
});

function rejected(at: FieldPath): Problem {
  return {
    at,
    message: "shareProcessNamespace and hostPID are both true",
    related: [{ at: ["spec", "hostPID"], message: "hostPID is true here" }],
    help: "Remove one of the two: with hostPID, the containers see each other's processes already.",
    severity: "error",
  };
}

interface Use {
  readonly at: FieldPath;
  readonly what: string;
}

function usesOfFirst(container: Container): readonly Use[] {
  return [...initSystem(container), ...signals(container)];
}

const INIT_SYSTEMS: Readonly<Record<string, string>> = {
  "/init": "runs s6-overlay (/init)",
  "/sbin/init": "runs an init system (/sbin/init)",
  "/usr/sbin/init": "runs an init system (/usr/sbin/init)",
  "/lib/systemd/systemd": "runs systemd",
  "/usr/lib/systemd/systemd": "runs systemd",
};

function initSystem({ at, value }: Container): readonly Use[] {
  const [first] = asList(value["command"]);
  if (typeof first !== "string" || !Object.hasOwn(INIT_SYSTEMS, first)) return [];
  return [{ at: [...at, "command", 0], what: INIT_SYSTEMS[first] ?? "" }];
}

// `kill 1`, `kill -HUP 1`, `kill -s TERM -- 1`; signal 0 does nothing, and `-1` is all processes.
const KILL = /(?<![\w.-])kill(?:\s+(?!-0\b)-{1,2}\w*|\s+[A-Z]{2,9}\d?)*\s+1(?![\w.:>/-])/;

function signals(container: Container): readonly Use[] {
  return commandsOf(container).flatMap(({ words }) => {
    const what = "sends a signal to process 1";
    const script = words.find(({ text }) => KILL.test(text));
    if (script !== undefined) return [{ at: script.at, what }];
    // `[kill, -HUP, "1"]`
    const [first] = words;
    const isKill = /(?:^|\/)kill$/.test(first?.text ?? "");
    const isOfFirst = KILL.test(["kill", ...words.slice(1).map(({ text }) => text)].join(" "));
    return isKill && isOfFirst && first !== undefined ? [{ at: first.at, what }] : [];
  });
}

export default rule;

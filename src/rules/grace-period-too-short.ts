import { type DrainTime, drainTimesOf, meshDrainTime } from "../lint/lifecycle/drain-time.ts";
import { secondsOf } from "../lint/lifecycle/duration.ts";
import { hookOf } from "../lint/lifecycle/hook.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Container, Pod } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";

/** What Kubernetes takes where a pod sets no grace period (SetDefaults_PodSpec). */
const DEFAULT_GRACE = 30;

// Since this minor version the sleep action is on (PodLifecycleSleepAction); before, the API server drops it.
const FIRST_WITH_SLEEP = 30;

const rule: Rule = defineRule({
  id: "grace-period-too-short",
  severity: "warning",
  category: "lifecycle",
  summary: "The grace period is longer than what the containers do in it.",
  why:
    "`terminationGracePeriodSeconds` (30 by default) starts before the `preStop` hooks run, and at its end everything in the pod gets SIGKILL. A hook or a drain that lasts as long leaves the program no time to end in order, " +
    "and native sidecars, which come last, none at all. The API server rejects a sleep action that is longer (validateSleepAction), and takes a negative grace period as 1 second.",
  fix: "Set `terminationGracePeriodSeconds` to more than the hooks and drains need together with the end of the app, or make those shorter.",
  links: [
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
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
      preStop:
        exec:
          command: [sleep, "60"]
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 90
  containers:
  - name: web
    image: example.com/web:1
    lifecycle:
      preStop:
        exec:
          command: [sleep, "60"]
`,
  },
  *check(pod, { kubeMinor }) {
    const grace = graceOf(pod);
    if (grace === undefined) return;
    if (grace < 0) {
      yield {
        at: ["spec", "terminationGracePeriodSeconds"],
        message: `the grace period of the pod is ${grace} seconds, which Kubernetes takes as 1 second`,
        help: "Set terminationGracePeriodSeconds to 0 or more.",
      };
      return;
    }
    for (const container of pod.containers) {
      if (container.set === "init") continue;
      yield* sleepProblems(container, grace, kubeMinor);
      for (const drain of drainTimesOf(container)) {
        if (drain.seconds >= grace) {
          yield drainProblem(drain, `container "${container.name}"`, grace);
        }
      }
    }
    const mesh = meshDrainTime(pod);
    if (mesh !== undefined && mesh.seconds >= grace) {
      yield drainProblem(mesh, "Istio's proxy", grace);
    }
  },
});

function graceOf({ value }: Pod): number | undefined {
  const grace = asMap(value["spec"])["terminationGracePeriodSeconds"] ?? DEFAULT_GRACE;
  return typeof grace === "number" && Number.isInteger(grace) ? grace : undefined;
}

function* sleepProblems(container: Container, grace: number, kubeMinor: number): Iterable<Problem> {
  const hook = hookOf(container, "preStop");
  if (hook === undefined) return;
  const say = (seconds: number) =>
    `the preStop hook of container "${container.name}" sleeps for ${seconds} seconds, and the grace period of the pod is ${grace} seconds`;
  const { seconds } = asMap(hook.value["sleep"]);
  if (typeof seconds === "number" && seconds > 0 && kubeMinor >= FIRST_WITH_SLEEP) {
    const isRejected = seconds > grace;
    if (seconds < grace) return;
    yield {
      at: [...hook.at, "sleep", "seconds"],
      message: say(seconds),
      help: helpOf(seconds),
      ...(isRejected ? { severity: "error" as const } : {}),
    };
    return;
  }
  const slept = sleepOf(hook.script);
  if (slept > 0 && slept >= grace) {
    yield { at: [...hook.at, "exec", "command"], message: say(slept), help: helpOf(slept) };
  }
}

/** Returns how many seconds a script sleeps at least; 0 where that depends on more than its words. */
function sleepOf(script: string): number {
  if (/\b(?:while|until|for|if|timeout)\b|\|\||&\s*$|[^&]&[^&]/.test(script)) return 0;
  return [...script.matchAll(/(?:^|[\s;&(/])sleep\s+(\d+[smh]?)(?=$|[\s;&)])/g)].reduce(
    (sum, [, text = ""]) => sum + (secondsOf(text) ?? 0),
    0,
  );
}

function drainProblem({ at, seconds, name }: DrainTime, who: string, grace: number): Problem {
  return {
    at,
    message: `${who} may drain for ${seconds} seconds (${name}), and the grace period of the pod is ${grace} seconds`,
    help: helpOf(seconds),
  };
}

function helpOf(seconds: number): string {
  return `Set terminationGracePeriodSeconds to more than ${seconds}, or make this shorter.`;
}

export default rule;

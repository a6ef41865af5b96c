import { defineRule, type Rule } from "../lint/rule.ts";
import type { EnvVar } from "../manifest/pod.ts";
import { deepEqual } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "env-duplicate",
  severity: "error",
  category: "names",
  summary: "An environment variable has one value in a container.",
  why:
    "The last value counts, `kubectl apply` may drop either of the two, and server-side apply refuses the object. " +
    "A later value that extends the earlier one (`$(PATH):/opt/bin`) is a use of it.",
  fix: "Keep one of the values.",
  links: [
    "https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/",
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
    env:
    - name: LOG_DIR
      value: /var/log/web
    - name: LOG_DIR
      value: /var/log/app
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    env:
    - name: JAVA_OPTS
      value: -Xmx512m
    - name: JAVA_OPTS
      value: $(JAVA_OPTS) -javaagent:/agent.jar
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const defined = new Map<string, EnvVar>();
      for (const variable of container.env) {
        const earlier = defined.get(variable.name);
        defined.set(variable.name, variable);
        if (earlier === undefined || isSame(earlier, variable) || extendsItself(variable)) continue;
        // The values stay out of the message: they can be secret.
        yield {
          at: variable.at,
          message: `container "${container.name}" defines the variable "${variable.name}" with two values`,
          related: [{ at: earlier.at, message: "this value is hidden by the later one" }],
        };
      }
    }
  },
});

function isSame(a: EnvVar, b: EnvVar): boolean {
  return a.value === b.value && deepEqual(a.valueFrom ?? null, b.valueFrom ?? null);
}

// `$$(X)` is the text `$(X)`: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
function extendsItself({ name, value = "" }: EnvVar): boolean {
  return value.replaceAll("$$", "").includes(`$(${name})`);
}

export default rule;

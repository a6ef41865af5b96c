import { wordsIn } from "../lint/containers/words.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { FieldPath } from "../manifest/field-path.ts";
import type { Container } from "../manifest/pod.ts";
import { asList } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "env-reference-undefined",
  severity: "off",
  category: "names",
  summary: "A reference such as `$(NAME)` is to a variable that is defined before it.",
  why:
    "Kubernetes replaces `$(NAME)` in `command`, `args` and values of `env` only where `env` of the container defines the variable, and within `env` only where it stands further up. " +
    "Any other reference stays in the text as it is, without a warning. The variables of the image and of a shell do not count.",
  fix: "Define the variable in `env` above the place where it is used, or write `$$(NAME)` if the text is meant.",
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
    - name: BASE_URL
      value: http://$(HOST_NAME)/
    - name: HOST_NAME
      value: web.example.com
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
    - name: HOST_NAME
      value: web.example.com
    - name: BASE_URL
      value: http://$(HOST_NAME)/
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      // What `envFrom` defines stands in other objects.
      if (asList(container.value["envFrom"]).length > 0) continue;
      yield* inEnv(container);
      yield* inWords(container, "command");
      yield* inWords(container, "args");
    }
  },
});

function* inEnv(container: Container): Generator<Problem> {
  const all = namesOf(container);
  const defined = new Set<string>();
  for (const { at, name, value = "" } of container.env) {
    for (const used of undefinedIn(value, defined)) {
      const where = `in the variable "${name}"`;
      const fault = all.has(used) ? "defines it only there or further down" : "does not define it";
      yield problem(container, [...at, "value"], { used, where, fault });
    }
    defined.add(name);
  }
}

function* inWords(container: Container, list: "command" | "args"): Generator<Problem> {
  const defined = namesOf(container);
  const reported = new Set<string>();
  for (const { at, text } of wordsIn(container.value[list], [...container.at, list])) {
    for (const used of undefinedIn(text, defined)) {
      if (reported.has(used)) continue;
      reported.add(used);
      yield problem(container, at, { used, where: `in ${list}`, fault: "does not define it" });
    }
  }
}

function namesOf({ env }: Container): Set<string> {
  return new Set(env.map(({ name }) => name));
}

// Names in capitals alone: `$(hostname)` in a script is a command of the shell.
const REFERENCE = /\$\(([A-Z_][A-Z0-9_]*)\)/g;

// Kubernetes defines these for the Services of the namespace.
// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
const OF_SERVICE = /_SERVICE_HOST$|_SERVICE_PORT(?:_|$)|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_|$)/;

function undefinedIn(text: string, defined: ReadonlySet<string>): ReadonlySet<string> {
  // `$$(NAME)` is the text `$(NAME)`.
  const references = text.replaceAll("$$", "").matchAll(REFERENCE);
  const used = [...references].map(([, name = ""]) => name);
  return new Set(used.filter((name) => !defined.has(name) && !OF_SERVICE.test(name)));
}

interface Use {
  readonly used: string;
  readonly where: string;
  readonly fault: string;
}

function problem({ name }: Container, at: FieldPath, { used, where, fault }: Use): Problem {
  return { at, message: `container "${name}" uses $(${used}) ${where}, but ${fault}` };
}

export default rule;

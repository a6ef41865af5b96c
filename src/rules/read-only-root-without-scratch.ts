import { unmountedScratch } from "../lint/programs/writing-images.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { asMap } from "../manifest/value.ts";

const rule: Rule = defineRule({
  id: "read-only-root-without-scratch",
  severity: "warning",
  category: "volumes",
  summary:
    "A container with a read-only root file system has a volume wherever its program writes.",
  why:
    'Some images write to a directory of theirs when they start, such as a file with the process id, and end with "Read-only file system" where they cannot. This is known of a few ' +
    "images only (nginx, Apache, PostgreSQL, Fluentd, Filebeat), as they start without a command or configuration of your own.",
  fix: "Mount an `emptyDir` at the directory, or configure the program to write elsewhere.",
  links: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.29.0
    securityContext:
      readOnlyRootFilesystem: true
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.29.0
    securityContext:
      readOnlyRootFilesystem: true
    volumeMounts:
    - name: cache
      mountPath: /var/cache/nginx
    - name: run
      mountPath: /var/run
  volumes:
  - name: cache
    emptyDir: {}
  - name: run
    emptyDir: {}
`,
  },
  *check(pod) {
    for (const container of pod.containers) {
      const { readOnlyRootFilesystem } = asMap(container.value["securityContext"]);
      if (readOnlyRootFilesystem !== true) continue;
      const needs = unmountedScratch(container);
      if (needs === undefined || needs.directories.length === 0) continue;
      const directories = needs.directories.map((path) => `"${path}"`).join(" and ");
      yield {
        at: [...container.at, "securityContext", "readOnlyRootFilesystem"],
        message: `the root file system of container "${container.name}" is read-only, but ${needs.program} writes to ${directories}`,
        help:
          needs.remedy ??
          `Mount ${needs.directories.length > 1 ? "emptyDir volumes" : "an emptyDir"} at ${directories}, or configure the program to write elsewhere.`,
      };
    }
  },
});

export default rule;

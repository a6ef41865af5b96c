import { defineRule, type Rule } from "../lint/rule.ts";

const rule: Rule = defineRule({
  id: "sub-path-invalid",
  severity: "error",
  category: "volumes",
  summary: "A mount shows a part of its volume by one relative path in it.",
  why:
    "The API server rejects a `subPath` or `subPathExpr` that is absolute or has `..` in it, which would lead out of the volume, and a mount that has both of them. " +
    "A StatefulSet is accepted all the same, and then none of its pods can be created.",
  fix: "Write a path relative to the root of the volume, in `subPath` or in `subPathExpr`.",
  links: ["https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath"],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: data
      mountPath: /data
      subPath: /web
  volumes:
  - name: data
    emptyDir: {}
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: data
      mountPath: /data
      subPath: web
  volumes:
  - name: data
    emptyDir: {}
`,
  },
  *check(pod) {
    for (const { name, mounts } of pod.containers) {
      for (const { at, volume, path, subPath, subPathExpr } of mounts) {
        const where = `container "${name}" mounts the volume "${volume}" at "${path}"`;
        for (const [field, value] of Object.entries({ subPath, subPathExpr })) {
          const fault = faultOf(value);
          if (fault === undefined) continue;
          yield { at: [...at, field], message: `${where} with the ${field} "${value}", ${fault}` };
        }
        if (subPath === undefined || subPathExpr === undefined) continue;
        yield {
          at: [...at, "subPathExpr"],
          message: `${where} with both a subPath and a subPathExpr`,
          related: [{ at: [...at, "subPath"], message: "the subPath is here" }],
          help: "Keep one of the two.",
        };
      }
    }
  },
});

// validateLocalDescendingPath of pkg/apis/core/validation
function faultOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith("/")) return "which is absolute";
  return path.split("/").includes("..") ? 'which has ".." in it' : undefined;
}

export default rule;

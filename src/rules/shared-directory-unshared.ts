import { defineRule, type Rule } from "../lint/rule.ts";
import { sharedMounts } from "../lint/volumes/shared-mounts.ts";

const rule: Rule = defineRule({
  id: "shared-directory-unshared",
  severity: "error",
  category: "volumes",
  summary: "A directory that a sidecar shares is mounted by a container of the app as well.",
  why:
    "A sidecar that waits for files in a volume which no other container mounts, or of which the others mount another `subPath`, " +
    "finds an empty directory for ever, and nothing says so. For a logging sidecar that the manifest has already, a directory counts as shared " +
    "if the sidecar mounts an `emptyDir` (or an empty `ephemeral` volume) read-only, or has an `emptyDir` at `/var/log` or another directory of logs.",
  fix: "Mount the volume in the container that writes (or reads) the files, at the directory that it uses.",
  links: [
    "https://kubernetes.io/docs/concepts/cluster-administration/logging/#sidecar-container-with-a-logging-agent",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: example.com/fluent-bit:1
    restartPolicy: Always
    volumeMounts:
    - name: logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: fluent-bit
    image: example.com/fluent-bit:1
    restartPolicy: Always
    volumeMounts:
    - name: logs
      mountPath: /var/log/app
      readOnly: true
  containers:
  - name: web
    image: example.com/web:1
    volumeMounts:
    - name: logs
      mountPath: /var/log/app
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
`,
    injected: [
      {
        template: "fluent-bit",
        role: "logging",
        lifecycle: "native",
        containers: ["fluent-bit"],
        shared: [{ name: "logs", volume: "logs", path: "/var/log/app" }],
      },
    ],
  },
  *check(pod) {
    for (const { sidecar, basis, volume, path, own, others } of sharedMounts(pod)) {
      const [mine] = own;
      if (mine === undefined || others.length > 0) continue;
      const elsewhere = pod.containers
        .filter((container) => own.every((mount) => mount.container !== container))
        .flatMap(({ name, mounts }) => mounts.map((mount) => ({ name, mount })))
        .filter(({ mount }) => mount.volume === volume);
      yield {
        at: mine.mount.at,
        message:
          `sidecar "${sidecar}" shares the directory "${path}" (volume "${volume}") with nobody: ` +
          (elsewhere.length === 0
            ? "no container of the app mounts it"
            : "no container that runs beside it mounts the same part"),
        related: elsewhere.map(({ name, mount }) => ({
          at: mount.at,
          message: `container "${name}" mounts the volume here`,
        })),
        // A sidecar that may write as well may be the only one that writes its logs there.
        ...(basis === "log directory" ? { severity: "warning" } : {}),
      };
    }
  },
});

export default rule;

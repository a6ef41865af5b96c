import { describe, expect, it } from "vitest";
import { examine } from "../examine.ts";

/** What is said of the pod `web-agent` beside the Deployment web. */
function said(pod: string, { labels = "app: x", app = "", name = "web" } = {}): string | undefined {
  const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {${labels}}}
  template:
    metadata: {labels: {${labels}}}
    spec:
      containers:
      - {name: web, image: "example.com/web:1"${app}}
      volumes: [{name: data, emptyDir: {}}]
---
apiVersion: v1
kind: Pod
${pod}
`;
  const problems = examine(manifest);
  const found = problems.find(({ rule }) => rule === "sidecar-in-own-pod")?.message;
  return /\((.*?)\)/.exec(found ?? "")?.[1];
}

const named = (container: string, volumes = "[]") =>
  `metadata: {name: web-agent}\nspec: {containers: [${container}], volumes: ${volumes}}`;
const LOGS = "name: logs, image: fluent/fluent-bit:4";
const OPA = "name: opa, image: openpolicyagent/opa:1";

describe("the workload that a lone sidecar was meant for", () => {
  it.each([
    ["logging", "fluent/fluent-bit:4"],
    ["config", "git-sync/git-sync:4"],
    ["unknown, but for its name,", "example.com/x-sidecar:1"],
  ])("is found by its name for a sidecar that is %s", (_, image) => {
    const env = "env: [{name: URL, value: 'https://example.com'}]";
    const name = image.includes("x-sidecar") ? "x-sidecar" : "agent";
    expect(said(named(`{name: ${name}, image: ${image}, ${env}}`))).toBe("by its name");
  });

  it.each(["sidecar", "x-sidecar"])("is found for a container named %s", (name) => {
    expect(said(named(`{name: ${name}, image: x}`))).toBe("by its name");
  });

  it.each(["web-app", "web-deployment", "web-deploy", "web-server"])("may be named %s", (name) => {
    expect(said(named(`{${LOGS}}`), { name })).toBe("by its name");
  });

  it.each(["app", "app.kubernetes.io/name", "app.kubernetes.io/instance"])(
    "is found by the label %s",
    (label) => {
      const labels = `${label}: shop`;
      const pod = `metadata: {name: agent, labels: {${labels}}}\nspec: {containers: [{${LOGS}}]}`;
      expect(said(pod, { labels })).toBe(`both have the label ${label}=shop`);
    },
  );

  it.each(["hostPath", "persistentVolumeClaim", "nfs", "csi"])(
    "is not sought where it shares a volume of the kind %s",
    (kind) => {
      expect(said(named(`{${LOGS}}`, `[{name: v, ${kind}: {path: /x}}]`))).toBeUndefined();
    },
  );

  it.each(["/data/shared", "/tmp", "/var/tmp", "/run", "/var/run", "/cache", "/var/cache"])(
    "is found by a directory in both, but for private ones: %s",
    (path) => {
      const mount = `volumeMounts: [{name: data, mountPath: ${path}}]`;
      const pod = named(`{${LOGS}, ${mount}}`, "[{name: data, emptyDir: {}}]");
      const evidence =
        path === "/data/shared" ? `both mount an emptyDir at "${path}"` : "by its name";
      expect(said(pod, { app: `, ${mount}` })).toBe(evidence);
    },
  );

  it.each([
    ["http://localhost:8080", "by its name"],
    ["http://127.0.0.1:8080", "by its name"],
    ["http://[::1]:8080", "by its name"],
    ["http://0.0.0.0:8080", "by its name"],
    ["http://example.com", undefined],
  ])("of a proxy that names %s is %s", (url, expected) => {
    expect(said(named(`{${OPA}, args: ["--x=${url}"]}`))).toBe(expected);
  });
});

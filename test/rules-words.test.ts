// The words that rules know, each in a fixture of its rule in the place of another one.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isHealthName } from "../src/lint/ports/port-name.ts";
import { examine } from "./lint/examine.ts";

/** Whether a rule finds something in a fixture of it with another text in the place of one. */
function finds(fixture: string, from: string, to: string, kubeMinor = 34): boolean {
  const path = join(import.meta.dirname, "../fixtures/rules", `${fixture}.yaml`);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`there is no ${from} in ${fixture}`);
  const rule = fixture.replace(/\/.*$/, "");
  return examine(text.replaceAll(from, to), { kubeMinor }).some((one) => one.rule === rule);
}

describe("mount-path-hidden", () => {
  const fixture = "mount-path-hidden/fail-empty-etc";

  it.each(["/bin", "/etc", "/lib", "/lib64", "/sbin", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin"])(
    "knows that images have something in %s",
    (path) => expect(finds(fixture, "/etc/", path)).toBe(true),
  );

  it("leaves other directories alone", () => expect(finds(fixture, "/etc/", "/data")).toBe(false));
});

describe("autoscaler-request-missing", () => {
  const fixture = "autoscaler-request-missing/pass-limit-range";

  it.each(["defaultRequest", "default", "min", "max"])("takes the %s of a LimitRange", (field) =>
    expect(finds(fixture, "defaultRequest", field)).toBe(false),
  );

  it("takes no other field of it", () => expect(finds(fixture, "defaultRequest", "x")).toBe(true));
});

describe("env-reference-undefined", () => {
  it.each([
    ["A_SERVICE_HOST", false],
    ["A_SERVICE_PORT", false],
    ["A_SERVICE_PORT_HTTP", false],
    ["A_PORT_80_TCP", false],
    ["A_PORT_80_UDP", false],
    ["A_PORT_80_SCTP", false],
    ["A_PORT_80_TCP_ADDR", false],
    ["A_SERVICE", true],
    ["A_SERVICE_HOSTS", true],
    ["A_PORT_80_ICMP", true],
  ])("misses %s: %s", (name, expected) => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: a
    command: [/a]
    args: ["--a=$(${name})"]
`;
    const rules = { "env-reference-undefined": "warning" } as const;
    const found = examine(text, { rules }).map(({ rule }) => rule);
    expect(found.includes("env-reference-undefined")).toBe(expected);
  });
});

describe("grace-period-too-short", () => {
  const fixture = "grace-period-too-short/fail-sleep-script";
  const script = "sleep 20 && nginx -s quit; sleep 20s";

  it.each([
    ["sleep 40", true],
    ["sleep 40m", true],
    ["sleep 1h", true],
    ["(sleep 40)", true],
    ["/bin/sleep 40;", true],
    ["x&&sleep 40", true],
    ["while x; do sleep 40; done", false],
    ["until x; do sleep 40; done", false],
    ["for x in y; do sleep 40; done", false],
    ["if x; then sleep 40; fi", false],
    ["timeout 5 sleep 40", false],
    ["x || sleep 40", false],
    ["sleep 40 &", false],
    ["sleep 40 & x", false],
    ["nosleep 40", false],
  ])("of the script %s finds something: %s", (other, expected) => {
    expect(finds(fixture, script, other)).toBe(expected);
  });
});

describe("native-sidecar-stopped-early", () => {
  it.each([
    ["sleep 5; kill 1", false],
    ["while x; do y; done; kill 1", false],
    ["until x; do y; done; kill 1", false],
    ["for x in y; do z; done; kill 1", false],
    ["wait 7; kill 1", false],
    ["echo; kill 1", true],
  ])("of the hook %s finds something: %s", (hook, expected) => {
    expect(finds("native-sidecar-stopped-early/fail-kill", "kill -TERM 1", hook)).toBe(expected);
  });
});

describe("a name for checks of health", () => {
  it.each([
    ["--health-port", true],
    ["liveness", true],
    ["READY_PORT", true],
    ["probe", true],
    ["http", false],
  ])("is %s: %s", (name, expected) => expect(isHealthName(name)).toBe(expected));
});

describe("probe-of-other-container", () => {
  it.each([
    ["quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", false],
    ["envoyproxy/envoy:v1", false],
    ["istio/proxyv2:1", false],
    ["prom/statsd-exporter:v1", true],
  ])("finds a probe that goes to %s: %s", (image, expected) => {
    const fixture = "probe-of-other-container/pass-through-proxy";
    expect(finds(fixture, "quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", image)).toBe(expected);
  });
});

describe("shared-process-namespace", () => {
  it.each([
    ["/init", true],
    ["/sbin/init", true],
    ["/usr/sbin/init", true],
    ["/lib/systemd/systemd", true],
    ["/usr/lib/systemd/systemd", true],
    ["/bin/init", false],
  ])("knows %s for the first process: %s", (command, expected) => {
    expect(
      examine(
        `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {shareProcessNamespace: true, containers: [{name: a, image: a, command: [${command}]}]}}`,
      ).some(({ rule }) => rule === "shared-process-namespace"),
    ).toBe(expected);
  });
});

describe("sidecar-duplicate", () => {
  it.each([
    ["sidecar.istio.io/status", false],
    ["linkerd.io/created-by", false],
    ["linkerd.io/proxy-version", false],
    ["dapr.io/sidecar-injected", false],
    ["consul.hashicorp.com/connect-inject-status", false],
    ["kuma.io/sidecar-injected", false],
    ["example.com/injected", true],
  ])("finds a proxy that is asked for too, in a pod with %s: %s", (mark, expected) => {
    const label = 'sidecar.istio.io/inject: "true"';
    const both = `${label}\n        ${mark}: "x"`;
    expect(finds("sidecar-duplicate/fail-requested", label, both)).toBe(expected);
  });
});

describe("sub-path-never-updates", () => {
  const fixture = "sub-path-never-updates/fail-reloader";

  it.each([
    ["--volume-dir=/other", false],
    ["--watched-dir=/other", false],
    ["--config-file=/other", false],
    ["--rules-dir=/other", false],
    ["--other=/other", true],
  ])("finds a reloader with %s: %s", (flag, expected) => {
    expect(finds(fixture, "--config-file=/etc/db/db.yaml", flag)).toBe(expected);
  });

  it.each([
    ["configMap: {name: db}", true],
    ["secret: {secretName: db}", true],
    ["downwardAPI: {items: []}", true],
    ["projected: {sources: []}", true],
    ["emptyDir: {}", false],
  ])("finds one that waits for changes of %s: %s", (source, expected) => {
    expect(finds(fixture, "configMap: {name: db}", source)).toBe(expected);
  });

  it.each(["kiwigrid/k8s-sidecar:1.30.0", "registry.k8s.io/git-sync/git-sync:v4"])(
    "knows that %s does not look at mounted files",
    (image) => {
      const reloader = "quay.io/prometheus-operator/prometheus-config-reloader:v0.80.0";
      expect(finds(fixture, reloader, image)).toBe(false);
    },
  );
});

describe("the versions of Kubernetes", () => {
  it.each([
    ["stop-signal-invalid/fail-no-os", 33],
    ["resize-policy-invalid/fail-values", 33],
    ["host-users-conflict/fail-block-device", 34],
    ["grace-period-too-short/fail-sleep-action", 30],
  ])("from which on %s fails are 1.%i and later", (fixture, minor) => {
    expect(finds(fixture, "apiVersion", "apiVersion", minor)).toBe(true);
    expect(finds(fixture, "apiVersion", "apiVersion", minor - 1)).toBe(false);
  });
});

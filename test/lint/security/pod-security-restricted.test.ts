import { describe, expect, it } from "vitest";
import { breaches, type Case, context, type Fields } from "../breaches.ts";

const RESTRICTED_CONTEXT: Fields = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
  capabilities: { drop: ["ALL"] },
};

const C = "spec.containers[0].securityContext";

describe("the level restricted", () => {
  const with_ = (fields: Fields): Case => context({ ...RESTRICTED_CONTEXT, ...fields });
  const inPod = (securityContext: Fields, fields: Fields): Case => ({
    ...with_(fields),
    spec: { securityContext },
  });

  it.each<[string, Case]>([
    [
      'Volume Types: volume "data" is of the type nfs at spec.volumes[0].nfs',
      { ...with_({}), spec: { volumes: [{ name: "data", nfs: { server: "a" } }] } },
    ],
    [
      'Volume Types: volume "logs" is of the type hostPath at spec.volumes[0].hostPath',
      { ...with_({}), spec: { volumes: [{ name: "logs", hostPath: { path: "/" } }] } },
    ],
    [
      `Privilege Escalation: container "web" does not set allowPrivilegeEscalation to false at ${C}.allowPrivilegeEscalation`,
      with_({ allowPrivilegeEscalation: null }),
    ],
    [
      `Privilege Escalation: container "web" does not set allowPrivilegeEscalation to false at ${C}.allowPrivilegeEscalation`,
      with_({ allowPrivilegeEscalation: true }),
    ],
    [
      `Running as Non-root: container "web" sets runAsNonRoot to false at ${C}.runAsNonRoot`,
      inPod({ runAsNonRoot: true }, { runAsNonRoot: false }),
    ],
    [
      "Running as Non-root: the pod sets runAsNonRoot to false at spec.securityContext.runAsNonRoot",
      inPod({ runAsNonRoot: false }, { runAsNonRoot: null }),
    ],
    [
      `Running as Non-root user: container "web" runs as user 0 at ${C}.runAsUser`,
      with_({ runAsUser: 0 }),
    ],
    [
      "Running as Non-root user: the pod runs as user 0 at spec.securityContext.runAsUser",
      inPod({ runAsUser: 0 }, {}),
    ],
    [
      `Seccomp: container "web" has the profile "Unconfined" at ${C}.seccompProfile.type`,
      inPod(
        { seccompProfile: { type: "RuntimeDefault" } },
        { seccompProfile: { type: "Unconfined" } },
      ),
    ],
    [
      'Seccomp: the pod has the profile "Unconfined" at spec.securityContext.seccompProfile.type',
      inPod({ seccompProfile: { type: "Unconfined" } }, { seccompProfile: null }),
    ],
    [
      `Capabilities: container "web" does not drop ALL at ${C}.capabilities.drop`,
      with_({ capabilities: { drop: ["NET_RAW"] } }),
    ],
    [
      `Capabilities: container "web" adds CHOWN at ${C}.capabilities.add[0]`,
      with_({ capabilities: { drop: ["ALL"], add: ["CHOWN", "NET_BIND_SERVICE"] } }),
    ],
    [
      `Capabilities: container "web" adds CHOWN, and does not drop ALL at ${C}.capabilities.add[0]`,
      with_({ capabilities: { add: ["CHOWN"] } }),
    ],
    [
      `/proc Mount Type: container "web" mounts /proc as "Unmasked" at ${C}.procMount`,
      { ...with_({ procMount: "Unmasked" }), spec: { hostUsers: false } },
    ],
    [
      `/proc Mount Type: container "web" mounts /proc as "Unmasked" at ${C}.procMount`,
      with_({ procMount: "Unmasked" }),
    ],
    [
      `Running as Non-root user: container "web" runs as user 0 at ${C}.runAsUser`,
      { ...with_({ runAsUser: 0 }), spec: { hostUsers: false }, minor: 34 },
    ],
  ])("forbids: %s", (expected, given) => {
    expect(breaches("restricted", given)).toEqual([expected]);
  });

  it("wants a security context", () => {
    expect(breaches("restricted", {})).toEqual([
      'Privilege Escalation: container "web" does not set allowPrivilegeEscalation to false at spec.containers[0].name',
      'Running as Non-root: container "web" does not set runAsNonRoot to true at spec.containers[0].name',
      'Seccomp: container "web" sets no seccompProfile at spec.containers[0].name',
      'Capabilities: container "web" does not drop ALL at spec.containers[0].name',
    ]);
  });

  it("includes the level baseline", () => {
    expect(breaches("restricted", with_({ privileged: true }))).toEqual([
      `Privileged Containers: container "web" is privileged at ${C}.privileged`,
    ]);
  });

  it.each<[string, Case]>([
    ["what it asks for", with_({})],
    [
      "volumes of the pod and of the API",
      {
        ...with_({}),
        spec: {
          volumes: [{ name: "a", emptyDir: {} }, { name: "b", csi: {} }, { name: "c" }],
        },
      },
    ],
    ["runAsNonRoot of the pod", inPod({ runAsNonRoot: true }, { runAsNonRoot: null })],
    ["another user than 0", with_({ runAsUser: 1000 })],
    [
      "the seccomp profile of the pod",
      inPod({ seccompProfile: { type: "Localhost" } }, { seccompProfile: null }),
    ],
    ["NET_BIND_SERVICE", with_({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } })],
    [
      "root in a user namespace",
      { ...with_({ runAsNonRoot: false, runAsUser: 0 }), spec: { hostUsers: false } },
    ],
    [
      "Windows without fields that it does not know",
      { ...context({ runAsNonRoot: true }), spec: { os: { name: "windows" } } },
    ],
    ["user 0 before 1.23", { ...with_({ runAsUser: 0 }), minor: 22 }],
    ["undropped capabilities before 1.22", { ...with_({ capabilities: null }), minor: 21 }],
  ])("allows %s", (_, given) => {
    expect(breaches("restricted", given)).toEqual([]);
  });

  it("does not know Windows before 1.25", () => {
    const given = { ...context({ runAsNonRoot: true }), spec: { os: { name: "windows" } } };
    expect(breaches("restricted", { ...given, minor: 24 })).toHaveLength(3);
  });
});

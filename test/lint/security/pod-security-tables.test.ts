import { describe, expect, it } from "vitest";
import { breaches, context, type Fields } from "../breaches.ts";

const RESTRICTED: Fields = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
  capabilities: { drop: ["ALL"] },
};

/** What breaks the level baseline in a pod with these fields in the securityContext of its container. */
const baseline = (fields: Fields, minor = 36) =>
  breaches("baseline", { ...context(fields), minor });

describe("what the level baseline allows", () => {
  it.each([
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
  ])("has the capability %s", (capability) => {
    expect(baseline({ capabilities: { add: [capability] } })).toEqual([]);
    expect(baseline({ capabilities: { add: ["SYS_ADMIN"] } })).toHaveLength(1);
  });

  it.each(["", "container_t", "container_init_t", "container_kvm_t"])(
    "has the SELinux type %j",
    (type) => {
      expect(baseline({ seLinuxOptions: { type } })).toEqual([]);
      expect(baseline({ seLinuxOptions: { type: "spc_t" } })).toHaveLength(1);
    },
  );

  it("has the SELinux type of nested engines from 1.31 on", () => {
    const options = { seLinuxOptions: { type: "container_engine_t" } };
    expect(baseline(options, 31)).toEqual([]);
    expect(baseline(options, 30)).toHaveLength(1);
  });

  it.each(["type", "user", "role"])("has no other SELinux %s", (option) => {
    expect(baseline({ seLinuxOptions: { [option]: "x" } })).toHaveLength(1);
  });

  it.each([
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start",
  ])("has the sysctl %s", (name) => {
    const spec = { securityContext: { sysctls: [{ name, value: "1" }] } };
    expect(breaches("baseline", { spec, minor: 20 })).toEqual([]);
  });

  it.each([
    ["net.ipv4.ip_local_reserved_ports", 27],
    ["net.ipv4.tcp_keepalive_time", 29],
    ["net.ipv4.tcp_fin_timeout", 29],
    ["net.ipv4.tcp_keepalive_intvl", 29],
    ["net.ipv4.tcp_keepalive_probes", 29],
    ["net.ipv4.tcp_rmem", 32],
    ["net.ipv4.tcp_wmem", 32],
    ["net.ipv4.tcp_slow_start_after_idle", 37],
    ["net.ipv4.tcp_notsent_lowat", 37],
  ])("has the sysctl %s from 1.%i on", (name, since) => {
    const spec = { securityContext: { sysctls: [{ name, value: "1" }] } };
    expect(breaches("baseline", { spec, minor: since })).toEqual([]);
    expect(breaches("baseline", { spec, minor: since - 1 })).toHaveLength(1);
  });

  it.each(["hostNetwork", "hostPID", "hostIPC"])("has no %s", (field) => {
    expect(breaches("baseline", { spec: { [field]: true } })).toEqual([
      `Host Namespaces: the pod sets ${field} at spec.${field}`,
    ]);
  });

  it.each([
    ["runtime/default", 0],
    ["localhost/web", 0],
    ["", 0],
    ["unconfined", 1],
  ])("has the AppArmor profile %j by annotation: %i", (profile, expected) => {
    const annotations = { "container.apparmor.security.beta.kubernetes.io/web": profile };
    expect(breaches("baseline", { annotations })).toHaveLength(expected);
  });

  it("has no profile of seccomp before 1.19, and no host of probes from 1.34 on", () => {
    const seccomp = { seccompProfile: { type: "Unconfined" } };
    expect(baseline(seccomp, 18)).toEqual([]);
    expect(baseline(seccomp, 19)).toHaveLength(1);
    const container = { livenessProbe: { tcpSocket: { port: 1, host: "10.0.0.1" } } };
    expect(breaches("baseline", { container, minor: 33 })).toEqual([]);
    expect(breaches("baseline", { container, minor: 34 })).toHaveLength(1);
  });

  it("relaxes /proc for user namespaces from 1.35 on", () => {
    const container = { securityContext: { procMount: "Unmasked" } };
    const spec = { hostUsers: false };
    expect(breaches("baseline", { container, spec, minor: 35 })).toEqual([]);
    expect(breaches("baseline", { container, spec, minor: 34 })).toHaveLength(1);
    expect(breaches("baseline", { container, minor: 35 })).toHaveLength(1);
  });
});

describe("what the level restricted allows", () => {
  const restricted = (spec: Fields, minor = 36) =>
    breaches("restricted", { ...context(RESTRICTED), spec, minor });

  it.each([
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
  ])("has volumes of the type %s", (type) => {
    expect(restricted({ volumes: [{ name: "data", [type]: {} }] })).toEqual([]);
    expect(restricted({ volumes: [{ name: "data", nfs: {} }] })).toHaveLength(1);
  });

  it.each([
    ["allowPrivilegeEscalation", 8],
    ["seccompProfile", 19],
    ["capabilities", 22],
  ])("asks for %s from 1.%i on", (field, since) => {
    const { [field]: _, ...fields } = RESTRICTED;
    expect(breaches("restricted", { ...context(fields), minor: since })).toHaveLength(1);
    expect(breaches("restricted", { ...context(fields), minor: since - 1 })).toEqual([]);
  });

  it("asks for another user than root from 1.23 on", () => {
    const root = context({ ...RESTRICTED, runAsUser: 0 });
    expect(breaches("restricted", { ...root, minor: 23 })).toHaveLength(1);
    expect(breaches("restricted", { ...root, minor: 22 })).toEqual([]);
    const spec = { securityContext: { runAsUser: 0 } };
    expect(restricted(spec, 23)).toHaveLength(1);
    expect(restricted({ ...spec, hostUsers: false }, 35)).toEqual([]);
    expect(restricted({ ...spec, hostUsers: false }, 34)).toHaveLength(1);
  });

  it("asks Windows for less from 1.25 on", () => {
    const spec = { os: { name: "windows" } };
    const fields = context({ runAsNonRoot: true });
    expect(breaches("restricted", { ...fields, spec, minor: 25 })).toEqual([]);
    expect(breaches("restricted", { ...fields, spec, minor: 24 })).toHaveLength(3);
  });

  it("relaxes nothing of /proc for user namespaces", () => {
    const fields = context({ ...RESTRICTED, procMount: "Unmasked" });
    const spec = { hostUsers: false };
    expect(breaches("restricted", { ...fields, spec, minor: 35 })).toHaveLength(1);
    expect(breaches("restricted", { ...fields, spec, minor: 36 })).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { breaches, type Case, context } from "../breaches.ts";

const C = "spec.containers[0].securityContext";

describe("the level baseline", () => {
  it.each<[string, Case]>([
    [
      `HostProcess: container "web" is a HostProcess container at ${C}.windowsOptions.hostProcess`,
      context({ windowsOptions: { hostProcess: true } }),
    ],
    [
      "HostProcess: the pod sets hostProcess at spec.securityContext.windowsOptions.hostProcess",
      { spec: { securityContext: { windowsOptions: { hostProcess: true } } } },
    ],
    [
      "Host Namespaces: the pod sets hostNetwork, hostPID and hostIPC at spec.hostNetwork",
      { spec: { hostNetwork: true, hostPID: true, hostIPC: true } },
    ],
    [
      `Privileged Containers: container "web" is privileged at ${C}.privileged`,
      context({ privileged: true }),
    ],
    [
      `Capabilities: container "web" adds NET_RAW and ALL at ${C}.capabilities.add[1]`,
      context({ capabilities: { add: ["CHOWN", "NET_RAW", "ALL", "NET_RAW"] } }),
    ],
    [
      'HostPath Volumes: volume "logs" is a path of the node at spec.volumes[0].hostPath',
      { spec: { volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] } },
    ],
    [
      'Host Ports: container "web" takes port 80 and 443 of the node at spec.containers[0].ports[1].hostPort',
      {
        container: {
          ports: [
            { containerPort: 8080 },
            { containerPort: 8081, hostPort: 80 },
            { containerPort: 8082, hostPort: 443 },
          ],
        },
      },
    ],
    [
      'Host Probes / Lifecycle Hooks: container "web" names a host in its livenessProbe and preStop at spec.containers[0].livenessProbe.tcpSocket.host',
      {
        container: {
          livenessProbe: { tcpSocket: { port: 1, host: "10.0.0.1" } },
          lifecycle: { preStop: { httpGet: { port: 1, host: "10.0.0.1" } } },
        },
      },
    ],
    [
      `AppArmor: container "web" has the profile "Unconfined" at ${C}.appArmorProfile.type`,
      context({ appArmorProfile: { type: "Unconfined" } }),
    ],
    [
      'AppArmor: the pod has the profile "Unconfined" at spec.securityContext.appArmorProfile.type',
      { spec: { securityContext: { appArmorProfile: { type: "Unconfined" } } } },
    ],
    [
      'AppArmor: container "web" has the profile "unconfined" by its annotation at metadata.annotations[container.apparmor.security.beta.kubernetes.io/web]',
      { annotations: { "container.apparmor.security.beta.kubernetes.io/web": "unconfined" } },
    ],
    [
      `SELinux: container "web" sets the SELinux type "spc_t", user "system_u" and role "sysadm_r" at ${C}.seLinuxOptions.type`,
      context({ seLinuxOptions: { type: "spc_t", user: "system_u", role: "sysadm_r" } }),
    ],
    [
      'SELinux: the pod sets the SELinux user "system_u" at spec.securityContext.seLinuxOptions.user',
      { spec: { securityContext: { seLinuxOptions: { user: "system_u" } } } },
    ],
    [
      `SELinux: container "web" sets the SELinux type "container_engine_t" at ${C}.seLinuxOptions.type`,
      { ...context({ seLinuxOptions: { type: "container_engine_t" } }), minor: 30 },
    ],
    [
      `/proc Mount Type: container "web" mounts /proc as "Unmasked" at ${C}.procMount`,
      context({ procMount: "Unmasked" }),
    ],
    [
      `/proc Mount Type: container "web" mounts /proc as "Unmasked" at ${C}.procMount`,
      { ...context({ procMount: "Unmasked" }), spec: { hostUsers: false }, minor: 34 },
    ],
    [
      `Seccomp: container "web" has the profile "Unconfined" at ${C}.seccompProfile.type`,
      context({ seccompProfile: { type: "Unconfined" } }),
    ],
    [
      "Seccomp: the pod names no type of profile at spec.securityContext.seccompProfile",
      { spec: { securityContext: { seccompProfile: {} } } },
    ],
    [
      "Sysctls: the pod sets the sysctl kernel.msgmax at spec.securityContext.sysctls[0].name",
      { spec: { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } } },
    ],
    [
      "Sysctls: the pod sets the sysctl net.ipv4.tcp_rmem at spec.securityContext.sysctls[0].name",
      { spec: { securityContext: { sysctls: [{ name: "net.ipv4.tcp_rmem" }] } }, minor: 31 },
    ],
  ])("forbids: %s", (expected, given) => {
    expect(breaches("baseline", given)).toEqual([expected]);
    expect(breaches("privileged", given)).toEqual([]);
  });

  it.each<[string, Case]>([
    ["hostProcess: false", context({ windowsOptions: { hostProcess: false } })],
    ["namespaces of its own", { spec: { hostNetwork: false, hostPID: null } }],
    ["privileged: false", context({ privileged: false })],
    ["default capabilities", context({ capabilities: { add: ["NET_BIND_SERVICE", "KILL"] } })],
    [
      "no hostPath",
      {
        spec: {
          volumes: [
            { name: "a", nfs: {} },
            { name: "b", hostPath: null },
          ],
        },
      },
    ],
    ["hostPort 0", { container: { ports: [{ containerPort: 80, hostPort: 0 }] } }],
    ["probes of the pod", { container: { livenessProbe: { httpGet: { port: 1, host: "" } } } }],
    [
      "probes of other hosts before 1.34",
      { container: { livenessProbe: { httpGet: { port: 1, host: "a" } } }, minor: 33 },
    ],
    ["an AppArmor profile", context({ appArmorProfile: { type: "Localhost" } })],
    [
      "an AppArmor annotation",
      { annotations: { "container.apparmor.security.beta.kubernetes.io/web": "localhost/a" } },
    ],
    ["SELinux types of containers", context({ seLinuxOptions: { type: "container_engine_t" } })],
    ["a level for SELinux", context({ seLinuxOptions: { level: "s0:c1" } })],
    ["procMount: Default", context({ procMount: "Default" })],
    [
      "procMount in a user namespace",
      { ...context({ procMount: "Unmasked" }), spec: { hostUsers: false } },
    ],
    ["a seccomp profile", context({ seccompProfile: { type: "Localhost" } })],
    [
      "safe sysctls",
      { spec: { securityContext: { sysctls: [{ name: "net.ipv4.tcp_rmem", value: "1" }] } } },
    ],
    ["anything malformed", { container: { securityContext: 1, ports: 2 }, spec: { volumes: "a" } }],
  ])("allows %s", (_, given) => {
    expect(breaches("baseline", given)).toEqual([]);
  });
});

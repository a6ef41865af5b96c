import type { Container } from "../../manifest/pod.ts";
import { showValue } from "../../manifest/show-value.ts";
import { asList, asMap, asString, isMap } from "../../manifest/value.ts";
import { listWords } from "../../text/list-words.ts";
import { podSpec } from "../containers/pod-spec.ts";
import { networkHandlersOf } from "../lifecycle/handlers.ts";
import type { Fault, Inspected, PodFault, PodSecurityCheck } from "./pod-security-check.ts";
import {
  addedCapabilities,
  hasUserNamespace,
  podProfileFaults,
  profileFault,
  unmaskedProc,
  usersOf,
} from "./pod-security-faults.ts";
import { containerField, inheriting, podField, type SecurityField } from "./security-context.ts";

/** What the level baseline checks, and with it the level restricted; in the order of the standard. */
export const baselineChecks: readonly PodSecurityCheck[] = [
  {
    control: "HostProcess",
    help: "Remove `hostProcess`, or run the pod in a namespace that enforces no level.",
    ofContainer(container) {
      const field = containerField(container, "windowsOptions", "hostProcess");
      return field?.value === true
        ? { at: field.at, what: "is a HostProcess container" }
        : undefined;
    },
    ofPod({ pod }) {
      const field = podField(pod, "windowsOptions", "hostProcess");
      if (field?.value !== true) return [];
      const users = inheriting(pod, "windowsOptions", "hostProcess");
      return [{ at: field.at, subject: "the pod", what: "sets hostProcess", users }];
    },
  },
  {
    control: "Host Namespaces",
    help: "Remove the field, or run the pod in a namespace that enforces no level.",
    ofPod: hostNamespaces,
  },
  {
    control: "Privileged Containers",
    help: "Remove `privileged`, and add the capabilities that the container needs, if the level allows them.",
    ofContainer(container) {
      const field = containerField(container, "privileged");
      return field?.value === true ? { at: field.at, what: "is privileged" } : undefined;
    },
  },
  {
    control: "Capabilities",
    help: "Remove the capability.",
    ofContainer: (container) => addedCapabilities(container, DEFAULT_CAPABILITIES),
  },
  {
    control: "HostPath Volumes",
    help: "Use a volume of another type, or a DaemonSet in a namespace that enforces no level.",
    ofPod: ({ pod }) =>
      pod.volumes
        .filter(({ source }) => isMap(source["hostPath"]))
        .map(({ at, name }) => ({
          at: [...at, "hostPath"],
          subject: `volume "${name}"`,
          what: "is a path of the node",
          users: usersOf(pod.containers, name),
        })),
  },
  {
    control: "Host Ports",
    help: "Remove `hostPort`, and use a Service.",
    ofContainer({ ports }) {
      const taken = ports.filter(({ hostPort }) => hostPort !== undefined);
      const [first] = taken;
      if (first === undefined) return undefined;
      const numbers = listWords(taken.map(({ hostPort }) => String(hostPort)));
      return { at: [...first.at, "hostPort"], what: `takes port ${numbers} of the node` };
    },
  },
  {
    control: "Host Probes / Lifecycle Hooks",
    since: 34,
    help: "Remove `host`: without it, the kubelet asks the pod itself.",
    ofContainer: probedHost,
  },
  {
    control: "AppArmor",
    help: "Remove the profile: the container runtime's own is used then.",
    ofContainer: (container, inspected) =>
      appArmorAnnotation(container, inspected) ?? profileFault(container, "appArmorProfile"),
    ofPod: ({ pod }) => podProfileFaults(pod, "appArmorProfile"),
  },
  {
    control: "SELinux",
    help: "Remove the option: the container runtime sets it.",
    ofContainer: (container, { minor }) =>
      selinuxFault(containerField(container, "seLinuxOptions"), minor),
    ofPod({ pod, minor }) {
      const fault = selinuxFault(podField(pod, "seLinuxOptions"), minor);
      const users = inheriting(pod, "seLinuxOptions");
      return fault === undefined ? [] : [{ ...fault, subject: "the pod", users }];
    },
  },
  {
    control: "/proc Mount Type",
    help: "Remove `procMount`.",
    ofContainer: (container, inspected) =>
      // Relaxed in version 1.35 of the standard for pods with a user namespace.
      inspected.minor >= 35 && hasUserNamespace(inspected) ? undefined : unmaskedProc(container),
  },
  {
    // Older versions of the standard look at annotations, which no supported cluster knows any more.
    control: "Seccomp",
    since: 19,
    help: "Set the type of the profile to RuntimeDefault, or remove it.",
    ofContainer: (container) => profileFault(container, "seccompProfile"),
    ofPod: ({ pod }) => podProfileFaults(pod, "seccompProfile"),
  },
  { control: "Sysctls", help: "Remove the sysctl, or set it on the node.", ofPod: unsafeSysctls },
];

const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
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
]);

function hostNamespaces({ pod }: Inspected): readonly PodFault[] {
  const spec = podSpec(pod);
  const shared = ["hostNetwork", "hostPID", "hostIPC"].filter((key) => spec[key] === true);
  const [first] = shared;
  if (first === undefined) return [];
  const what = `sets ${listWords(shared)}`;
  return [{ at: ["spec", first], subject: "the pod", what, users: pod.containers }];
}

function probedHost(container: Container): Fault | undefined {
  const named = networkHandlersOf(container).filter(({ host }) => (host ?? "") !== "");
  const [first] = named;
  if (first === undefined) return undefined;
  const names = [...new Set(named.map(({ kind }) => kind))];
  return { at: [...first.at, "host"], what: `names a host in its ${listWords(names)}` };
}

const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

function appArmorAnnotation({ name }: Container, { pod }: Inspected): Fault | undefined {
  const key = `${APPARMOR}${name}`;
  const profile = pod.annotations[key] ?? "";
  if (profile === "" || profile === "runtime/default" || profile.startsWith("localhost/")) {
    return undefined;
  }
  return {
    at: ["metadata", "annotations", key],
    what: `has the profile ${showValue(profile)} by its annotation`,
  };
}

const SELINUX_TYPES: ReadonlySet<string> = new Set([
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
]);

function selinuxFault(field: SecurityField | undefined, minor: number): Fault | undefined {
  if (field === undefined) return undefined;
  const options = asMap(field.value);
  const isBad = (key: string): boolean => {
    const value = asString(options[key]) ?? "";
    if (key !== "type") return value !== "";
    return !SELINUX_TYPES.has(value) && !(value === "container_engine_t" && minor >= 31);
  };
  const [first, ...others] = ["type", "user", "role"].filter(isBad);
  if (first === undefined) return undefined;
  return {
    at: [...field.at, first],
    what: `sets the SELinux ${listWords([first, ...others].map((key) => `${key} ${showValue(options[key] ?? "")}`))}`,
  };
}

// By the version of the standard that first allows them.
const SAFE_SYSCTLS: readonly (readonly [since: number, names: readonly string[]])[] = [
  [
    0,
    [
      "kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range",
      "net.ipv4.tcp_syncookies",
      "net.ipv4.ping_group_range",
      "net.ipv4.ip_unprivileged_port_start",
    ],
  ],
  [27, ["net.ipv4.ip_local_reserved_ports"]],
  [
    29,
    [
      "net.ipv4.tcp_keepalive_time",
      "net.ipv4.tcp_fin_timeout",
      "net.ipv4.tcp_keepalive_intvl",
      "net.ipv4.tcp_keepalive_probes",
    ],
  ],
  [32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
  [37, ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]],
];

function unsafeSysctls({ pod, minor }: Inspected): readonly PodFault[] {
  const safe = SAFE_SYSCTLS.flatMap(([since, names]) => (since <= minor ? names : []));
  const field = podField(pod, "sysctls");
  return asList(field?.value).flatMap((item, index) => {
    const name = asString(asMap(item)["name"]);
    if (field === undefined || name === undefined || safe.includes(name)) return [];
    const at = [...field.at, index, "name"];
    return [{ at, subject: "the pod", what: `sets the sysctl ${name}`, users: pod.containers }];
  });
}

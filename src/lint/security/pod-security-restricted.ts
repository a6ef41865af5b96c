import type { Container, Pod } from "../../manifest/pod.ts";
import { asList } from "../../manifest/value.ts";
import { placeOfMissing } from "../containers/place-of-missing.ts";
import { declaredOs } from "../containers/pod-os.ts";
import type { Fault, Inspected, PodFault, PodSecurityCheck } from "./pod-security-check.ts";
import {
  addedCapabilities,
  hasUserNamespace,
  podProfileFaults,
  profileFault,
  unmaskedProc,
  usersOf,
} from "./pod-security-faults.ts";
import { containerField, inheriting, podField } from "./security-context.ts";

/** What the level restricted checks beside, or in place of, the level baseline; in the order of the standard. */
export const restrictedChecks: readonly PodSecurityCheck[] = [
  {
    control: "Volume Types",
    overrides: "HostPath Volumes",
    help: "Use a volume of an allowed type, such as emptyDir or a PersistentVolumeClaim.",
    ofPod: ({ pod }) => volumeTypes(pod),
  },
  {
    control: "Privilege Escalation",
    since: 8,
    help: "Set `allowPrivilegeEscalation: false` in the container's `securityContext`.",
    ofContainer(container, inspected) {
      if (isExemptWindows(inspected)) return undefined;
      const field = containerField(container, "allowPrivilegeEscalation");
      if (field?.value === false) return undefined;
      const at = field?.at ?? missing(container, "allowPrivilegeEscalation");
      return { at, what: "does not set allowPrivilegeEscalation to false" };
    },
  },
  {
    control: "Running as Non-root",
    help: "Set `runAsNonRoot: true` in the `securityContext` of the container or the pod, and let the container run as another user than root.",
    ofContainer(container, inspected) {
      if (isExemptUserNamespace(inspected)) return undefined;
      const field = containerField(container, "runAsNonRoot");
      if (field?.value === false) return { at: field.at, what: "sets runAsNonRoot to false" };
      if ((field ?? podField(inspected.pod, "runAsNonRoot")) !== undefined) return undefined;
      return { at: missing(container, "runAsNonRoot"), what: "does not set runAsNonRoot to true" };
    },
    ofPod(inspected) {
      if (isExemptUserNamespace(inspected)) return [];
      return podValue(inspected.pod, "runAsNonRoot", false, "sets runAsNonRoot to false");
    },
  },
  {
    control: "Running as Non-root user",
    since: 23,
    help: "Set `runAsUser` to another user than 0, or leave it out.",
    ofContainer(container, inspected) {
      const field = containerField(container, "runAsUser");
      if (field?.value !== 0 || isExemptUserNamespace(inspected)) return undefined;
      return { at: field.at, what: "runs as user 0" };
    },
    ofPod(inspected) {
      if (isExemptUserNamespace(inspected)) return [];
      return podValue(inspected.pod, "runAsUser", 0, "runs as user 0");
    },
  },
  {
    control: "Seccomp",
    since: 19,
    overrides: "Seccomp",
    help: "Set `seccompProfile: {type: RuntimeDefault}` in the `securityContext` of the container or the pod.",
    ofContainer(container, inspected) {
      if (isExemptWindows(inspected)) return undefined;
      const own = containerField(container, "seccompProfile");
      const isSet = (own ?? podField(inspected.pod, "seccompProfile")) !== undefined;
      return isSet
        ? profileFault(container, "seccompProfile")
        : { at: missing(container, "seccompProfile"), what: "sets no seccompProfile" };
    },
    ofPod: (inspected) =>
      isExemptWindows(inspected) ? [] : podProfileFaults(inspected.pod, "seccompProfile"),
  },
  {
    control: "Capabilities",
    since: 22,
    overrides: "Capabilities",
    help: 'Set `capabilities: {drop: ["ALL"]}` in the container\'s `securityContext`, and add NET_BIND_SERVICE at most.',
    ofContainer(container, inspected) {
      if (isExemptWindows(inspected)) return undefined;
      const added = addedCapabilities(container, new Set(["NET_BIND_SERVICE"]));
      const field = containerField(container, "capabilities", "drop");
      if (asList(field?.value).includes("ALL")) return added;
      const what = "does not drop ALL";
      if (added !== undefined) return { ...added, what: `${added.what}, and ${what}` };
      return { at: missing(container, "capabilities", "drop"), what };
    },
  },
  {
    control: "/proc Mount Type",
    overrides: "/proc Mount Type",
    help: "Remove `procMount`.",
    ofContainer: (container) => unmaskedProc(container),
  },
];

function missing(container: Container, ...keys: readonly string[]): Fault["at"] {
  return placeOfMissing(container, "securityContext", ...keys);
}

// Since version 1.25 of the standard; the API server lets no Windows pod set these fields.
function isExemptWindows({ pod, minor }: Inspected): boolean {
  return minor >= 25 && declaredOs(pod)?.name === "windows";
}

// Since version 1.35 of the standard; root of a user namespace is nobody on the node.
function isExemptUserNamespace(inspected: Inspected): boolean {
  return inspected.minor >= 35 && hasUserNamespace(inspected);
}

function podValue(pod: Pod, key: string, bad: false | 0, what: string): readonly PodFault[] {
  const field = podField(pod, key);
  if (field?.value !== bad) return [];
  return [{ at: field.at, subject: "the pod", what, users: inheriting(pod, key) }];
}

const ALLOWED_VOLUMES: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

function volumeTypes(pod: Pod): readonly PodFault[] {
  return pod.volumes.flatMap(({ at, name, source }) => {
    const types = Object.keys(source).filter((type) => (source[type] ?? null) !== null);
    const [first] = types;
    // Without a source, the API server makes it an emptyDir.
    if (first === undefined || types.some((type) => ALLOWED_VOLUMES.has(type))) return [];
    return [
      {
        at: [...at, first],
        subject: `volume "${name}"`,
        what: `is of the type ${first}`,
        users: usersOf(pod.containers, name),
      },
    ];
  });
}

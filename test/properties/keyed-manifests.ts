import type fc from "fast-check";
import { type ByteText, encodeText } from "../../src/text/source.ts";
import { type Choices, choiceBytes, choicesFrom } from "./choices.ts";
import type { Json } from "./print-scalar.ts";

type JsonMap = { [key: string]: Json };

/** The field that tells the items of a list apart, and items like those that the template "agent" brings. */
const LISTS: Readonly<Record<string, readonly [key: string, ...items: JsonMap[]]>> = {
  env: [
    "name",
    { name: "AGENT", value: "localhost:1" },
    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "MINE", value: "1" },
  ],
  volumeMounts: [
    "mountPath",
    { name: "agent-work", mountPath: "/agent" },
    { name: "logs", mountPath: "/var/log/app" },
    { name: "cache", mountPath: "/cache/deep" },
    { name: "data", mountPath: "/data" },
  ],
  volumeDevices: ["devicePath", { name: "disk", devicePath: "/agent" }],
  ports: ["containerPort", { containerPort: 8080, name: "http" }],
  volumes: [
    "name",
    { name: "agent-work", emptyDir: {} },
    { name: "logs", emptyDir: {} },
    { name: "cache", emptyDir: { sizeLimit: "1Gi" } },
    { name: "data", configMap: { name: "data" } },
  ],
  imagePullSecrets: ["name", { name: "agents" }, { name: "mine" }],
  hostAliases: [
    "ip",
    { ip: "10.9.9.9", hostnames: ["agent"] },
    { ip: "10.0.0.1", hostnames: ["mine"] },
  ],
  tolerations: ["key", { key: "agent", operator: "Exists" }],
};

const RULES: readonly [string, ...string[]] = [
  "container-name-duplicate",
  "env-duplicate",
  "mount-path-duplicate",
  "volume-name-duplicate",
  "volume-claim-clash",
  "shared-directory-read-only",
  "volume-mount-undeclared",
];

/** A manifest of one workload in which names repeat, are missing or are nearly the same, and what silences checks in it. */
export interface KeyedManifest {
  readonly text: ByteText;
  /** What the config sets checks to. */
  readonly settings: Readonly<Record<string, "off" | "warning">>;
}

/** Manifests whose keyed lists have what nothing can be merged with. */
export const keyedManifests: fc.Arbitrary<KeyedManifest> = choiceBytes.map((bytes) => {
  const choices = choicesFrom(bytes);
  const silenced = choices.chance(60) ? RULES : [];
  const settings = choices.chance(60)
    ? RULES.map((rule) => [rule, choices.oneOf<"off" | "warning">(["warning", "off"])] as const)
    : [];
  return {
    text: printed(workload(choices, silenced), choices),
    settings: Object.fromEntries(settings),
  };
});

function workload(choices: Choices, silenced: readonly string[]): JsonMap {
  const ignore = silenced.map((rule) => `${rule}: we know`).join("\n");
  const annotations = ignore === "" ? {} : { "kube-sidecar.dev/ignore": ignore };
  const metadata = { name: "web", ...(choices.chance(70) ? { annotations } : {}) };
  const spec = {
    ...containersOf(choices),
    ...listsOf(["volumes", "imagePullSecrets", "hostAliases", "tolerations"], choices),
    ...(choices.chance(20)
      ? { securityContext: { supplementalGroups: choices.oneOf<Json>([[3000], [4000, 4000], []]) } }
      : {}),
  };
  if (choices.chance(50)) return { apiVersion: "v1", kind: "Pod", metadata, spec };
  const claims = choices.chance(30) ? [{ metadata: { name: "logs" } }] : [];
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "web" },
    spec: { template: { metadata, spec }, volumeClaimTemplates: claims },
  };
}

function containersOf(choices: Choices): JsonMap {
  const container = (name: string): JsonMap => ({
    ...(choices.chance(4) ? {} : { name: choices.chance(3) ? 1 : name }),
    image: "web:1",
    ...listsOf(["env", "volumeMounts", "volumeDevices", "ports"], choices),
  });
  const more = choices.chance(15) ? [container(choices.oneOf(["api", "web", "agent"]))] : [];
  const names = ["init", "agent", "agent-init"] as const;
  return {
    containers: choices.shuffled([container("web"), ...more]),
    ...(choices.chance(20) ? { initContainers: [container(choices.oneOf(names))] } : {}),
    ...(choices.chance(10) ? { ephemeralContainers: [container(choices.oneOf(names))] } : {}),
  };
}

function listsOf(names: readonly string[], choices: Choices): JsonMap {
  return Object.fromEntries(
    names
      .filter(() => choices.chance(35))
      .map((name) => {
        const [key = "", ...items] = LISTS[name] ?? [];
        const drawn = items
          .filter(() => choices.chance(45))
          .flatMap((item) => nearlyEqual(item, key, choices));
        return [name, choices.shuffled(drawn)] as const;
      }),
  );
}

/** Returns an item, or one or two that are nearly the same. */
function nearlyEqual(item: JsonMap, key: string, choices: Choices): JsonMap[] {
  const { [key]: name = null, ...rest } = item;
  const reordered = Object.fromEntries(choices.shuffled(Object.entries(item)));
  return choices.oneOf<JsonMap[]>([
    [item],
    [item],
    [reordered],
    [{ ...item, note: "mine" }],
    [{ ...item, [key]: typeof name === "string" ? `${name}/` : name }],
    [{ ...item, value: "other" }],
    [item, structuredClone(item)],
    [item, { ...item, note: "mine" }],
    ...(choices.chance(30) ? [[rest]] : [[inOtherWords(item)]]),
  ]);
}

/** The same to Kubernetes. */
function inOtherWords(item: JsonMap): JsonMap {
  if (item["emptyDir"] === undefined) return item;
  return { ...item, emptyDir: { medium: "", ...(item["emptyDir"] as JsonMap) } };
}

/** The items of lists each on a line of their own or over several, with comments above them that silence checks. */
function printed(object: JsonMap, choices: Choices): ByteText {
  const comments = choices.chance(50);
  const print = (value: Json, indent: string): string => {
    if (Array.isArray(value) && value.length > 0) {
      return value
        .map((item) => `\n${commentAt(indent)}${indent}- ${inLine(item, indent)}`)
        .join("");
    }
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
      return ` ${JSON.stringify(value)}`;
    }
    return Object.entries(value)
      .map(([name, field]) => `\n${indent}${name}:${print(field, `${indent}  `)}`)
      .join("");
  };
  const commentAt = (indent: string) =>
    comments && choices.chance(60)
      ? `${indent}# kube-sidecar-ignore ${choices.oneOf(RULES)}: we know\n`
      : "";
  const inLine = (item: Json, indent: string) => {
    const isBlock = typeof item === "object" && item !== null && choices.chance(70);
    return isBlock ? print(item, `${indent}  `).trimStart() : JSON.stringify(item);
  };
  return encodeText(`${print(object, "").trimStart()}\n`);
}

// What a template adds to a pod, with defaults filled in.

import { sourceKind } from "../lint/volumes/volume-source.ts";
import { compactJson } from "../manifest/show-value.ts";
import { asList, asMap, asString, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import { readCondition } from "../template/condition.ts";
import type { Filled } from "../template/fill-in.ts";
import { referencesIn } from "../template/reference.ts";
import type { Template } from "../template/template.ts";

/** An item of a list in a template. */
interface Item {
  /** As in the file. */
  readonly written: ValueMap;
  /** With references filled in. */
  readonly filled: ValueMap;
}

/** Returns what a template adds, each as a word and what is said: a row for each thing. */
export function additionRows(
  { spec }: Template,
  parts: Filled,
): readonly (readonly [string, string])[] {
  const when = (text: string, { written }: Item) => text + conditionText(written, spec.params);
  const rows = (label: string, items: readonly Item[], say: (item: Item) => string) =>
    items.map((item): [string, string] => [label, when(say(item), item)]);
  const containers = itemsOf(spec.containers, parts.containers);
  const inits = itemsOf(spec.initContainers, parts.initContainers);
  const app = asMap(parts.app);
  const among = amongText(app["containers"]);
  return [
    ...rows("Init container", inits, containerText),
    ...rows("Container", containers, containerText),
    ...rows("Port", [...inits, ...containers].flatMap(portsOf), portText),
    ...rows("Shared directory", itemsOf(spec.shared, parts.shared), sharedText),
    ...rows("Volume", itemsOf(spec.volumes, parts.volumes), volumeText),
    ...rows("File", itemsOf(spec.files, parts.files), ({ filled }) => text(filled, "path")),
    ...rows(
      "App variable",
      itemsOf(spec.app["env"], app["env"]),
      (item) => variableText(item) + among,
    ),
    ...rows(
      "App mount",
      itemsOf(spec.app["volumeMounts"], app["volumeMounts"]),
      (item) => mountText(item) + among,
    ),
    ...podTexts(asMap(parts.pod)).map((said): [string, string] => ["Pod", said]),
  ];
}

function itemsOf(written: Value | undefined, filled: Value | undefined): readonly Item[] {
  const values = asList(filled);
  return asList(written).flatMap((item, index): readonly Item[] => {
    const value = values[index];
    return isMap(item) && isMap(value) ? [{ written: item, filled: value }] : [];
  });
}

/** What is off by default is said to be so. */
function conditionText({ when }: ValueMap, params: Template["spec"]["params"]): string {
  if (typeof when !== "string") return "";
  const { param, holdsFor } = readCondition(when);
  if (params[param]?.default === holdsFor) return "";
  return ` (${holdsFor ? "with" : "without"} ${param})`;
}

function text(map: ValueMap, key: string): string {
  return asString(map[key]) ?? "";
}

function containerText({ filled }: Item): string {
  return `${text(filled, "name")}: ${text(filled, "image")}`;
}

function portsOf({ written, filled }: Item): readonly Item[] {
  return itemsOf(written["ports"], filled["ports"]);
}

function portText({ written, filled }: Item): string {
  const [param] = paramsOf(written["containerPort"]);
  const by = param === undefined ? "" : `, set by ${param}`;
  const number = String(filled["containerPort"]);
  return `${number}/${text(filled, "protocol") || "TCP"} ${text(filled, "name")}${by}`;
}

function paramsOf(value: Value | undefined): readonly string[] {
  const references = referencesIn(asString(value) ?? "");
  return references.flatMap(({ scope, name }) => (scope === "params" ? [name] : []));
}

function sharedText({ written, filled }: Item): string {
  const [param] = paramsOf(written["path"]);
  const by = param === undefined ? "" : `, set by ${param}`;
  const { source } = filled;
  const without = isMap(source)
    ? `the app's volume there, else ${kindText(source)}`
    : "the app must have a volume there";
  return `${text(filled, "path")}${by}; ${without}`;
}

function volumeText({ filled }: Item): string {
  const { name: _, when: __, ...source } = filled;
  return `${text(filled, "name")} (${kindText(source)})`;
}

function kindText(source: ValueMap): string {
  const kind = sourceKind({ at: [], name: "", source });
  const size = asString(asMap(source[kind])["sizeLimit"]);
  return size === undefined ? kind : `${kind} of ${size}`;
}

/** Without a word it is the main container that gets it. */
function amongText(containers: Value | undefined): string {
  if (containers === "all") return " (in all app containers)";
  const names = asList(containers).map(String);
  return names.length === 0 ? "" : ` (in ${names.join(", ")})`;
}

function variableText({ filled }: Item): string {
  const { value } = filled;
  return text(filled, "name") + (typeof value === "string" ? `=${value}` : "");
}

function mountText({ filled }: Item): string {
  const access = filled["readOnly"] === true ? " (read-only)" : "";
  return `${text(filled, "name")} at ${text(filled, "mountPath")}${access}`;
}

function podTexts(pod: ValueMap): readonly string[] {
  return Object.entries(pod).flatMap(([field, value]) =>
    field === "labels" || field === "annotations"
      ? Object.entries(asMap(value)).map(
          ([key, one]) => `${field.slice(0, -1)} ${key}: ${String(one)}`,
        )
      : [`${field}: ${compactJson(value)}`],
  );
}

import { asList, asMap, asString, isMap, stringMap, type Value, type ValueMap } from "./value.ts";

/** The annotation of the pod template that says what was injected. */
export const MARKER_KEY = "kube-sidecar.dev/injected";

/** What one template has put in. */
export interface InjectedTemplate {
  /** Hash of what the template rendered to: it changes when the template or its parameters do. */
  readonly hash: string;
  /** The ports that were assigned to parameters to get out of a conflict's way. */
  readonly ports: Readonly<Record<string, number>>;
  /** The added fields, as keyed paths from the pod template on, each with a hash of its value. */
  readonly added: Readonly<Record<string, string>>;
}

/** What injections have done to a pod template, so that it can be undone exactly. */
export interface Marker {
  readonly templates: Readonly<Record<string, InjectedTemplate>>;
  /** Keyed paths of mappings and lists that were not there before; they go when nothing is left in them. */
  readonly created: readonly string[];
  /** The text that stood behind the `:` of an empty field (` []`, ` ~`, nothing), by keyed path. */
  readonly replaced: Readonly<Record<string, string>>;
  /** Keyed paths of added fields that the manifest referred to before, such as a volume that it mounted and did not have. */
  readonly awaited: readonly string[];
}

/** The marker of a pod in which nothing is injected. */
export const NO_MARKER: Marker = { templates: {}, created: [], replaced: {}, awaited: [] };

/** Returns the marker of a pod template; undefined for a marker that cannot be understood. */
export function readMarker(template: ValueMap): Marker | undefined {
  const text = asMap(asMap(template["metadata"])["annotations"])[MARKER_KEY];
  if (text === undefined) return NO_MARKER;
  const data = parseJson(asString(text) ?? "");
  if (!isMap(data) || data["version"] !== 1 || !isMap(data["templates"])) return undefined;
  return {
    templates: Object.fromEntries(
      Object.entries(data["templates"]).map(([name, value]) => [name, readTemplate(asMap(value))]),
    ),
    created: readPaths(data["created"]),
    replaced: stringMap(data["replaced"]),
    awaited: readPaths(data["awaited"]),
  };
}

/** Returns the marker as one line of JSON, in an order that depends on nothing but its content. */
export function writeMarker(marker: Marker): string {
  const { created, replaced, awaited } = marker;
  const templates = mapValues(marker.templates, ({ hash, ports, added }) => ({
    hash,
    ...(Object.keys(ports).length === 0 ? {} : { ports: sorted(ports) }),
    added: sorted(added),
  }));
  return JSON.stringify({
    version: 1,
    templates: sorted(templates),
    ...(created.length === 0 ? {} : { created: [...created].sort() }),
    ...(Object.keys(replaced).length === 0 ? {} : { replaced: sorted(replaced) }),
    ...(awaited.length === 0 ? {} : { awaited: [...awaited].sort() }),
  });
}

function readPaths(value: Value | undefined): readonly string[] {
  return asList(value).filter((path) => typeof path === "string");
}

function readTemplate(value: ValueMap): InjectedTemplate {
  const ports = Object.entries(asMap(value["ports"])).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return {
    hash: asString(value["hash"]) ?? "",
    ports: Object.fromEntries(ports),
    added: stringMap(value["added"]),
  };
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

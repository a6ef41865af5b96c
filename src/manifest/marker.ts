import { collectionPath, emptyText, plannedPath } from "./marker-grammar.ts";
import { asMap, asString, isList, isMap, type Value, type ValueMap } from "./value.ts";

/** The annotation of the pod template that says what was injected. */
export const MARKER_KEY = "kube-sidecar.dev/injected";

/** What one template has put in. */
export interface InjectedTemplate {
  /** Hash of what the template rendered to: it changes when the template or its parameters do. */
  readonly hash: string;
  /** The ports that were assigned to parameters to get out of a conflict's way. */
  readonly ports: ReadonlyMap<string, number>;
  /** The added fields, as keyed paths from the pod template on, each with a hash of its value. */
  readonly added: ReadonlyMap<string, string>;
}

/** What injections have done to a pod template, so that it can be undone exactly. */
export interface Marker {
  readonly templates: ReadonlyMap<string, InjectedTemplate>;
  /** Keyed paths of mappings and lists that were not there before; they go when nothing is left in them. */
  readonly created: readonly string[];
  /** The text that stood behind the `:` of an empty field (` []`, ` ~`, nothing), by keyed path. */
  readonly replaced: ReadonlyMap<string, string>;
  /** Keyed paths of added fields that the manifest referred to before, such as a volume that it mounted and did not have. */
  readonly awaited: readonly string[];
}

/** The marker of a pod in which nothing is injected. */
export const NO_MARKER: Marker = {
  templates: new Map(),
  created: [],
  replaced: new Map(),
  awaited: [],
};

/** A marker that says what no injection writes. */
export interface DamagedMarker {
  /** What is wrong with it. */
  readonly fault: string;
}

class Damage extends Error {}

/**
 * Returns the marker of a pod template. Anybody can write one: it is taken only if all of it is what an injection could
 * have written.
 */
export function readMarker(template: ValueMap): Marker | DamagedMarker {
  const text = asMap(asMap(template["metadata"])["annotations"])[MARKER_KEY];
  if (text === undefined) return NO_MARKER;
  try {
    return parseMarker(asString(text) ?? "");
  } catch (damage) {
    if (damage instanceof Damage) return { fault: damage.message };
    throw damage;
  }
}

/** Tells whether a marker is damaged. */
export function isDamaged(marker: Marker | DamagedMarker): marker is DamagedMarker {
  return "fault" in marker;
}

/** Returns the names of the templates that the marker of a pod template says are injected; none of a damaged one. */
export function injectedTemplates(template: ValueMap): ReadonlyMap<string, InjectedTemplate> {
  const marker = readMarker(template);
  return isDamaged(marker) ? new Map() : marker.templates;
}

/** Returns the marker as one line of JSON, in an order that depends on nothing but its content. */
export function writeMarker(marker: Marker): string {
  const { created, replaced, awaited } = marker;
  const templates = [...marker.templates].map(([name, { hash, ports, added }]) => {
    const written = { hash, ...(ports.size === 0 ? {} : { ports: sorted(ports) }) };
    return [name, { ...written, added: sorted(added) }] as const;
  });
  return JSON.stringify({
    version: 1,
    templates: sorted(templates),
    ...(created.length === 0 ? {} : { created: [...created].sort() }),
    ...(replaced.size === 0 ? {} : { replaced: sorted(replaced) }),
    ...(awaited.length === 0 ? {} : { awaited: [...awaited].sort() }),
  });
}

function parseMarker(text: string): Marker {
  const data = parseJson(text);
  if (!isMap(data)) throw new Damage("it is not a JSON object");
  if (data["version"] !== 1) throw new Damage("its `version` is not 1");
  const templates = new Map(
    entriesIn(data, "templates").map(([name, value]) => [name, readTemplate(value)]),
  );
  const added = new Set([...templates.values()].flatMap((one) => [...one.added.keys()]));
  return {
    templates,
    created: textsIn(data, "created").map((path) => checked(path, collectionPath, "`created`")),
    replaced: new Map(
      entriesIn(data, "replaced", {}).map(([path, former]) => [
        checked(path, collectionPath, "`replaced`"),
        checked(former, emptyText, "`replaced`"),
      ]),
    ),
    awaited: textsIn(data, "awaited").map((path) =>
      checked(path, (other) => added.has(other), "`awaited`"),
    ),
  };
}

function readTemplate(value: Value): InjectedTemplate {
  const data = isMap(value) ? value : {};
  const hash = asString(data["hash"]);
  if (hash === undefined) throw new Damage("a template in it has no `hash`");
  const ports = entriesIn(data, "ports", {}).map(([param, port]): [string, number] => {
    if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65_535) {
      return [param, port];
    }
    throw new Damage("its `ports` have a value that is not a port");
  });
  const added = entriesIn(data, "added").map(([path, own]): [string, string] => [
    checked(path, plannedPath, "`added`"),
    checked(own, () => true, "`added`"),
  ]);
  return { hash, ports: new Map(ports), added: new Map(added) };
}

function entriesIn(data: ValueMap, field: string, absent?: ValueMap): readonly [string, Value][] {
  const value = Object.hasOwn(data, field) ? data[field] : absent;
  if (!isMap(value)) throw new Damage(`its \`${field}\` is not an object`);
  return Object.entries(value);
}

function textsIn(data: ValueMap, field: string): readonly Value[] {
  const value = Object.hasOwn(data, field) ? data[field] : [];
  if (!isList(value)) throw new Damage(`its \`${field}\` is not a list`);
  return value;
}

function checked(value: Value, isAllowed: (text: string) => boolean, where: string): string {
  if (typeof value === "string" && isAllowed(value)) return value;
  throw new Damage(`its ${where} has something that no injection writes`);
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns an object for JSON; without a prototype, since any text may be a key. */
function sorted<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) record[key] = value;
  return record;
}

import type { FieldPath } from "./field-path.ts";
import type {
  Container,
  ContainerPort,
  ContainerSet,
  Device,
  EnvVar,
  InjectedSidecar,
  Mount,
  Pod,
  PodOrigin,
  PortProbe,
  Volume,
} from "./pod.ts";
import { asList, asMap, asString, isMap, stringMap, type Value, type ValueMap } from "./value.ts";

/** What the view of a pod takes from around its template. */
export interface PodOwner {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The whole workload. */
  readonly workload: ValueMap;
  readonly templatePath: FieldPath;
  readonly templateLabel?: string;
  readonly mainContainer?: string;
  readonly probePortsComeLater?: true;
  readonly claimTemplates: readonly string[];
  readonly origin: PodOrigin;
  readonly injected: readonly InjectedSidecar[];
}

/** Returns the tolerant view of a pod template (a mapping with metadata and spec). */
export function readPod(template: ValueMap, owner: PodOwner): Pod {
  const metadata = asMap(template["metadata"]);
  const spec = asMap(template["spec"]);
  return {
    ...owner,
    labels: stringMap(metadata["labels"]),
    annotations: stringMap(metadata["annotations"]),
    ...optional("restartPolicy", asString(spec["restartPolicy"])),
    hostNetwork: spec["hostNetwork"] === true,
    containers: readContainers(template),
    volumes: items(spec["volumes"], ["spec", "volumes"]).flatMap(readVolume),
    value: template,
  };
}

/** Returns the containers of a pod template: init containers and native sidecars in their order, then app containers. */
export function readContainers(template: ValueMap): readonly Container[] {
  const spec = asMap(template["spec"]);
  return [
    ...containersOf(spec, "initContainers", (value) =>
      value["restartPolicy"] === "Always" ? "native" : "init",
    ),
    ...containersOf(spec, "containers", () => "app"),
  ];
}

function containersOf(
  spec: ValueMap,
  list: "containers" | "initContainers",
  setOf: (value: ValueMap) => ContainerSet,
): readonly Container[] {
  return items(spec[list], ["spec", list]).flatMap(({ at, index, value }) => {
    const name = asString(value["name"]);
    return name === undefined ? [] : [readContainer(value, { at, index, name, set: setOf(value) })];
  });
}

function readContainer(
  value: ValueMap,
  place: Pick<Container, "at" | "index" | "name" | "set">,
): Container {
  const list = (key: string) => items(value[key], [...place.at, key]);
  return {
    ...place,
    image: asString(value["image"]) ?? "",
    ...optional("restartPolicy", asString(value["restartPolicy"])),
    ports: list("ports").flatMap(readPort),
    probes: PROBE_KINDS.flatMap((kind) => readProbe(value, kind, place.at)),
    env: list("env").flatMap(readEnv),
    mounts: list("volumeMounts").flatMap(readMount),
    devices: list("volumeDevices").flatMap(readDevice),
    value,
  };
}

interface ListItem {
  readonly at: FieldPath;
  readonly index: number;
  readonly value: ValueMap;
}

function items(value: Value | undefined, at: FieldPath): readonly ListItem[] {
  return asList(value).flatMap((item, index) =>
    isMap(item) ? [{ at: [...at, index], index, value: item }] : [],
  );
}

function readPort({ at, value }: ListItem): readonly ContainerPort[] {
  const number = portNumber(value["containerPort"]);
  if (number === undefined) return [];
  return [
    {
      at,
      number,
      protocol: asString(value["protocol"]) ?? "TCP",
      ...optional("name", asString(value["name"])),
      ...optional("hostPort", portNumber(value["hostPort"])),
      ...optional("hostIP", asString(value["hostIP"])),
    },
  ];
}

/** The probes that a container can have. */
export const PROBE_KINDS = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const HANDLERS = ["httpGet", "tcpSocket", "grpc"] as const;

function readProbe(
  container: ValueMap,
  kind: PortProbe["kind"],
  at: FieldPath,
): readonly PortProbe[] {
  const probe = asMap(container[kind]);
  return HANDLERS.flatMap((handler) => {
    const action = asMap(probe[handler]);
    const port = portNumber(action["port"]) ?? asString(action["port"]);
    if (port === undefined) return [];
    return [
      {
        at: [...at, kind, handler, "port"],
        kind,
        handler,
        port,
        ...optional("host", asString(action["host"])),
      },
    ];
  });
}

function readEnv({ at, value }: ListItem): readonly EnvVar[] {
  const name = asString(value["name"]);
  if (name === undefined) return [];
  const { valueFrom } = value;
  if (isMap(valueFrom)) return [{ at, name, valueFrom }];
  return [{ at, name, value: asString(value["value"]) ?? "" }];
}

function readMount({ at, value }: ListItem): readonly Mount[] {
  const volume = asString(value["name"]);
  const path = asString(value["mountPath"]);
  if (volume === undefined || path === undefined) return [];
  return [
    {
      at,
      volume,
      path,
      readOnly: value["readOnly"] === true,
      ...optional("subPath", asString(value["subPath"]) || undefined),
      ...optional("subPathExpr", asString(value["subPathExpr"]) || undefined),
    },
  ];
}

function readDevice({ at, value }: ListItem): readonly Device[] {
  const volume = asString(value["name"]);
  const path = asString(value["devicePath"]);
  return volume === undefined || path === undefined ? [] : [{ at, volume, path }];
}

function readVolume({ at, value }: ListItem): readonly Volume[] {
  const { name, ...source } = value;
  return typeof name === "string" ? [{ at, name, source }] : [];
}

/** Returns a port number from 1 to 65535; 0 and what is no number count as not given. */
function portNumber(value: Value | undefined): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65536
    ? value
    : undefined;
}

function optional<Key extends string, Field>(
  key: Key,
  value: Field | undefined,
): { readonly [K in Key]?: Field } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Field });
}

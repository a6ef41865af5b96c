import { describe, expect, it } from "vitest";
import { hashField } from "../../src/inject/canonical-field.ts";
import { followRenames } from "../../src/inject/follow-renames.ts";
import { formatKeyedPath, type KeyedPath } from "../../src/inject/keyed-path.ts";
import { renamedContainers } from "../../src/inject/renamed-containers.ts";
import { type Marker, NO_MARKER } from "../../src/manifest/marker.ts";
import type { Value, ValueMap } from "../../src/manifest/value.ts";

const MOUNT = { name: "logs", mountPath: "/logs" };
const OTHER_MOUNT = { name: "cache", mountPath: "/cache" };
const VARIABLE = { name: "LOG_DIR", value: "/logs" };

type Field = readonly [path: KeyedPath, value: Value];
const VOLUME: Field = [["spec", "volumes", { item: "logs" }], { name: "logs", emptyDir: {} }];
const mountIn = (container: string, mount = MOUNT): Field => [
  ["spec", "containers", { item: container }, "volumeMounts", { item: mount.mountPath }],
  mount,
];
const variableIn = (container: string): Field => [
  ["spec", "containers", { item: container }, "env", { item: VARIABLE.name }],
  VARIABLE,
];

function markerOf(...fields: readonly Field[]): Marker {
  const added = new Map(
    fields.map(([path, value]) => [formatKeyedPath(path), hashField(path, value)] as const),
  );
  return { ...NO_MARKER, templates: new Map([["tail", { hash: "", ports: new Map(), added }]]) };
}

const podOf = (...containers: readonly ValueMap[]): ValueMap => ({ spec: { containers } });

const CASES: readonly (readonly [what: string, Marker, ValueMap, readonly string[]])[] = [
  [
    "one with the mount of an injected volume",
    markerOf(VOLUME, mountIn("web")),
    podOf({ name: "api", volumeMounts: [MOUNT] }),
    ["web → api"],
  ],
  [
    "two, each with a mount of its own",
    markerOf(
      VOLUME,
      [["spec", "volumes", { item: "cache" }], { name: "cache", emptyDir: {} }],
      mountIn("web"),
      mountIn("worker", OTHER_MOUNT),
    ),
    podOf({ name: "job", volumeMounts: [OTHER_MOUNT] }, { name: "api", volumeMounts: [MOUNT] }),
    ["web → api", "worker → job"],
  ],
  [
    "none where the container is there, though another has the mount as well",
    markerOf(VOLUME, mountIn("web")),
    podOf({ name: "web" }, { name: "api", volumeMounts: [MOUNT] }),
    [],
  ],
  [
    "none where it may be one of two",
    markerOf(VOLUME, mountIn("web")),
    podOf({ name: "api", volumeMounts: [MOUNT] }, { name: "job", volumeMounts: [MOUNT] }),
    [],
  ],
  [
    "none where two may have become it",
    markerOf(VOLUME, mountIn("web"), mountIn("worker")),
    podOf({ name: "api", volumeMounts: [MOUNT] }),
    [],
  ],
  [
    "none where the other one had something put in itself",
    markerOf(VOLUME, mountIn("web"), mountIn("worker")),
    podOf({ name: "worker", volumeMounts: [MOUNT] }),
    [],
  ],
  [
    "none where the volume is the user's own",
    markerOf(mountIn("web")),
    podOf({ name: "api", volumeMounts: [MOUNT] }),
    [],
  ],
  [
    "none where the mount is another",
    markerOf(VOLUME, mountIn("web")),
    podOf({ name: "api", volumeMounts: [{ ...MOUNT, readOnly: true }] }),
    [],
  ],
  [
    "none for an equal variable, which may be its own",
    markerOf(VOLUME, variableIn("web")),
    podOf({ name: "api", env: [VARIABLE] }),
    [],
  ],
];

describe("containers that were renamed", () => {
  it.each(CASES)("%s", (_, marker, pod, renames) => {
    const found = renamedContainers(marker, pod).map(({ from, to }) => `${from} → ${to}`);
    expect(found).toEqual(renames);
  });

  it("have what was put into them by their new names", () => {
    const list = "spec.containers[web].volumeMounts";
    const marker = {
      ...markerOf(VOLUME, mountIn("web"), variableIn("web"), mountIn("web-2")),
      created: [list, "spec.volumes"],
      replaced: new Map([["spec.containers[web].env", " []"]]),
    };
    const { templates, created, replaced } = followRenames(marker, [
      { list: "containers", from: "web", to: "api" },
    ]);
    expect([...(templates.get("tail")?.added.keys() ?? [])]).toEqual([
      "spec.volumes[logs]",
      "spec.containers[api].volumeMounts[/logs]",
      "spec.containers[api].env[LOG_DIR]",
      "spec.containers[web-2].volumeMounts[/logs]",
    ]);
    expect(created).toEqual(["spec.containers[api].volumeMounts", "spec.volumes"]);
    expect([...replaced]).toEqual([["spec.containers[api].env", " []"]]);
  });
});

import { describe, expect, it } from "vitest";
import { sharedMounts } from "../../../src/lint/volumes/shared-mounts.ts";
import type { InjectedSidecar } from "../../../src/manifest/pod.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

type Fields = Readonly<Record<string, Value>>;

interface Mounts {
  readonly sidecar: readonly Fields[];
  readonly app?: readonly Fields[];
  readonly init?: readonly Fields[];
  readonly source?: Fields;
}

function sharedIn({ sidecar, app = [], init = [], source = { emptyDir: {} } }: Mounts) {
  const mount = (fields: Fields) => ({ name: "logs", mountPath: "/data", ...fields });
  const pod = podWith({
    initContainers: [{ name: "setup", volumeMounts: init.map(mount) }],
    containers: [
      { name: "web", image: "example.com/web:1", volumeMounts: app.map(mount) },
      { name: "ship", image: "fluent/fluent-bit:4", volumeMounts: sidecar.map(mount) },
    ],
    volumes: [{ name: "logs", ...source }],
  });
  return sharedMounts(pod).map(({ sidecar: name, basis, path, others }) => ({
    name,
    basis,
    path,
    others: others.map(({ container }) => container.name),
  }));
}

const reads = { name: "ship", basis: "reads", path: "/data", others: [] };
const logs = { name: "ship", basis: "log directory", path: "/var/log/app", others: [] };
const LOGS = { mountPath: "/var/log/app/" };

describe("the shared directories of a logging sidecar of the manifest", () => {
  it.each<[string, Mounts, readonly unknown[]]>([
    ["an empty volume that it only reads", { sidecar: [{ readOnly: true }] }, [reads]],
    [
      "with who mounts it beside",
      { sidecar: [{ readOnly: true }], app: [{}], init: [] },
      [{ ...reads, others: ["web"] }],
    ],
    [
      "with who mounts the same part",
      { sidecar: [{ readOnly: true, subPath: "a" }], app: [{ subPath: "b" }] },
      [reads],
    ],
    ["not one that an init container fills", { sidecar: [{ readOnly: true }], init: [{}] }, []],
    [
      "but one of logs, which it may prepare",
      { sidecar: [{ ...LOGS, readOnly: true }], init: [LOGS] },
      [{ ...logs, basis: "reads" }],
    ],
    ["not one that it fills itself", { sidecar: [{ readOnly: true }, { mountPath: "/b" }] }, []],
    ["a directory of logs", { sidecar: [LOGS] }, [logs]],
    ["not a directory that it can write to", { sidecar: [{}] }, []],
    ["not its own state", { sidecar: [{ mountPath: "/var/log/positions" }] }, []],
    ["not its own logs", { sidecar: [{ mountPath: "/var/log/td-agent" }] }, []],
    ["not one of the node", { sidecar: [{ readOnly: true }], source: { hostPath: {} } }, []],
    ["not a claim of logs", { sidecar: [LOGS], source: { ephemeral: {} } }, []],
  ])("are %s", (_, mounts, expected) => {
    expect(sharedIn(mounts)).toEqual(expected);
  });

  it.each([
    "po",
    "pos",
    "positions",
    "buf",
    "buffers",
    "state",
    "status",
    "storage",
    "db",
    "tmp",
    "temp",
    "checkpoint",
    "check-point",
    "cache",
    "queue",
    "data",
    "fluent-x",
    "flb",
    "td-agent",
    "tdagent",
    "vector-x",
    "filebeat-x",
    "promtail-x",
    "logstash-x",
  ])("are not the state of a shipper in /var/log/%s", (name) => {
    const expected = name === "po" ? 1 : 0;
    expect(sharedIn({ sidecar: [{ mountPath: `/var/log/${name}` }] })).toHaveLength(expected);
  });

  it("leave out other logging sidecars that only read them", () => {
    const volumeMounts = [{ name: "logs", mountPath: "/logs", readOnly: true }];
    const pod = podWith({
      containers: [
        { name: "web", image: "example.com/web:1" },
        { name: "ship", image: "fluent/fluent-bit:4", volumeMounts },
        { name: "vector", image: "timberio/vector:1", volumeMounts },
      ],
      volumes: [{ name: "logs" }],
    });
    expect(sharedMounts(pod).map(({ others }) => others)).toEqual([[], []]);
  });

  it("are none in a pod of such programs alone", () => {
    const pod = podWith({
      containers: [
        {
          name: "ship",
          image: "fluent/fluent-bit:4",
          volumeMounts: [{ name: "logs", mountPath: "/logs", readOnly: true }],
        },
      ],
      volumes: [{ name: "logs" }],
    });
    expect(sharedMounts(pod)).toEqual([]);
  });
});

describe("the shared directories of an injected sidecar", () => {
  const injected: InjectedSidecar = {
    template: "tail",
    role: "logging",
    lifecycle: "classic",
    containers: ["ship"],
    shared: [{ name: "logs", volume: "logs", path: "/logs/" }],
  };
  const mounts = (name: string) => [{ name, mountPath: "/logs" }];

  it("are those of its template, and no guesses", () => {
    const pod = podWith(
      {
        containers: [
          { name: "web", volumeMounts: mounts("logs") },
          { name: "ship", volumeMounts: [...mounts("logs"), { name: "x", mountPath: "/var/log" }] },
        ],
        volumes: [{ name: "logs" }, { name: "x" }],
      },
      [injected],
    );
    const [shared, ...rest] = sharedMounts(pod);
    expect(rest).toEqual([]);
    expect(shared).toMatchObject({ sidecar: "tail", basis: "template", path: "/logs" });
    expect(shared?.others.map(({ container }) => container.name)).toEqual(["web"]);
  });

  it("are left out where it does not mount them", () => {
    const pod = podWith({ containers: [{ name: "ship", volumeMounts: mounts("other") }] }, [
      injected,
    ]);
    expect(sharedMounts(pod)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import {
  isPodLocal,
  isReadOnlyVolume,
  sourceKind,
  sourcesOf,
  startsEmpty,
  volumeOf,
} from "../../../src/lint/volumes/volume-source.ts";
import type { Volume } from "../../../src/manifest/pod.ts";
import type { ValueMap } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

const volume = (source: ValueMap): Volume => ({ at: ["spec", "volumes", 0], name: "data", source });

describe("the source of a volume", () => {
  it.each<[ValueMap, readonly string[], string]>([
    [{}, [], "emptyDir"],
    [{ emptyDir: {} }, ["emptyDir"], "emptyDir"],
    [{ emptyDir: null }, [], "emptyDir"],
    [{ emptyDir: null, hostPath: { path: "/x" } }, ["hostPath"], "hostPath"],
    [{ secret: {}, configMap: {} }, ["secret", "configMap"], "secret"],
    [{ objectStore: {} }, [], "objectStore"],
    [{ constructor: {} }, [], "constructor"],
  ])("of %j is %j, kind %s", (source, sources, kind) => {
    expect(sourcesOf(volume(source))).toEqual(sources);
    expect(sourceKind(volume(source))).toBe(kind);
  });
});

describe("the kinds of sources", () => {
  it.each([
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "gitRepo",
    "glusterfs",
    "hostPath",
    "image",
    "iscsi",
    "nfs",
    "persistentVolumeClaim",
    "photonPersistentDisk",
    "portworxVolume",
    "projected",
    "quobyte",
    "rbd",
    "scaleIO",
    "secret",
    "storageos",
    "vsphereVolume",
  ])("have %s", (kind) => {
    expect(sourcesOf(volume({ objectStore: {}, [kind]: {} }))).toEqual([kind]);
  });

  it.each(["configMap", "secret", "downwardAPI", "projected", "image"])(
    "have the read-only %s, which nobody outside fills",
    (kind) => {
      expect(isReadOnlyVolume(volume({ [kind]: {} }))).toBe(true);
      expect(isPodLocal(volume({ [kind]: {} }))).toBe(true);
    },
  );
});

const FROM_SNAPSHOT = { volumeClaimTemplate: { spec: { dataSource: { kind: "VolumeSnapshot" } } } };
const FROM_OBJECT = { volumeClaimTemplate: { spec: { dataSourceRef: { kind: "Populator" } } } };

describe("what is in a volume", () => {
  it.each<[ValueMap, { readOnly: boolean; local: boolean; empty: boolean }]>([
    [{}, { readOnly: false, local: true, empty: true }],
    [{ emptyDir: null }, { readOnly: false, local: true, empty: true }],
    [{ configMap: { name: "a" } }, { readOnly: true, local: true, empty: false }],
    [{ image: {} }, { readOnly: true, local: true, empty: false }],
    [{ hostPath: {} }, { readOnly: false, local: false, empty: false }],
    [{ csi: { readOnly: true } }, { readOnly: true, local: false, empty: false }],
    [{ ephemeral: {} }, { readOnly: false, local: true, empty: true }],
    [{ ephemeral: FROM_SNAPSHOT }, { readOnly: false, local: true, empty: false }],
    [{ ephemeral: FROM_OBJECT }, { readOnly: false, local: true, empty: false }],
  ])("of %j: %j", (source, expected) => {
    const { readOnly, local, empty } = expected;
    expect(isReadOnlyVolume(volume(source))).toBe(readOnly);
    expect(isPodLocal(volume(source))).toBe(local);
    expect(startsEmpty(volume(source))).toBe(empty);
  });
});

describe("volumeOf", () => {
  const pod = podWith({ volumes: [{ name: "data", emptyDir: {} }] });

  it("returns the volume of a name", () => {
    expect(volumeOf(pod, "data")).toBe(pod.volumes[0]);
    expect(volumeOf(pod, "other")).toBeUndefined();
  });

  it("returns none where a claim template has the name", () => {
    expect(volumeOf({ ...pod, claimTemplates: ["data"] }, "data")).toBeUndefined();
  });
});

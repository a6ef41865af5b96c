// fixtures/pictures/NAME.yaml is drawn as fixtures/pictures/NAME.txt. `UPDATE_GOLDENS=1` writes that anew.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pod } from "../../src/manifest/pod.ts";
import { podsOfWorkloads } from "../../src/manifest/pods-of-workloads.ts";
import { readPod } from "../../src/manifest/read-pod.ts";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { mapOf, type ValueMap } from "../../src/manifest/value.ts";
import { COLOUR_STYLE } from "../../src/report/colour-style.ts";
import { drawPod } from "../../src/report/pod-picture.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { textWidth } from "../../src/report/text-width.ts";
import { encodeText } from "../../src/text/source.ts";
import { expectGolden } from "../docs/expect-golden.ts";
import { podWith } from "../lint/pod-with.ts";
import { tryProperty } from "../try-property.ts";

const folder = join(import.meta.dirname, "../../fixtures/pictures");
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith(".yaml") ? [file.slice(0, -5)] : [],
);

function podsOf(name: string): readonly Pod[] {
  const path = join(folder, `${name}.yaml`);
  const text = encodeText(readFileSync(path, "utf8"));
  return podsOfWorkloads(readWorkloads({ path, text }, [], { include: ["incomplete"] }).workloads);
}

function drawn(pod: Pod, width: number): string {
  return drawPod(pod, width, PLAIN_STYLE).join("\n");
}

describe("the picture of a pod", () => {
  it.each(names)("is as in fixtures/pictures/%s.txt", (name) => {
    const pictures = podsOf(name).map((pod) => `${pod.kind}/${pod.name}\n${drawn(pod, 80)}\n`);
    expectGolden(join(folder, `${name}.txt`), pictures.join("\n"));
  });

  it.each(names)("of %s differs by colour alone", (name) => {
    for (const pod of podsOf(name)) {
      const coloured = drawPod(pod, 80, COLOUR_STYLE).join("\n");
      expect(coloured).not.toBe(drawn(pod, 80));
      expect(stripVTControlCharacters(coloured)).toBe(drawn(pod, 80));
    }
  });
});

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  fc.stringMatching(/^[a-z]{63}$/),
  fc.constantFrom("注文サービス", "🚀", "a\tb", "\u001b[31m", "a\nb", ""),
);
const volume = fc.constantFrom("logs", "data", "config", "v-1", "v-2", "v-3", "v-4", "v-5", "v-6");
const malformed = fc.oneof(name, fc.constant(mapOf([])), fc.constant(null), fc.constant(2n ** 64n));
const container = fc.record(
  {
    name,
    image: fc.oneof(name, fc.constant(`registry.example.com/${"folder/".repeat(12)}image:1`)),
    restartPolicy: fc.constant("Always"),
    ports: fc.array(fc.record({ containerPort: fc.nat(70_000), name }), { maxLength: 4 }),
    startupProbe: fc.oneof(
      fc.record({ exec: fc.record({ command: fc.array(malformed) }) }),
      fc.record({ httpGet: fc.record({ port: malformed, path: malformed }) }),
    ),
    lifecycle: fc.record({ postStart: fc.constant({}) }),
    volumeMounts: fc.array(
      fc.record({
        name: volume,
        mountPath: name.map((text) => `/${text}`),
        readOnly: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
  },
  { requiredKeys: ["name"] },
);
const containers = fc.array(container, { maxLength: 12 });
const pods = fc
  .record({
    initContainers: containers,
    containers,
    ephemeralContainers: fc.array(container, { maxLength: 1 }),
    hostNetwork: fc.boolean(),
    volumes: fc.array(fc.record({ name: volume, emptyDir: fc.constant({}) })),
  })
  .map((spec) => {
    const origin = { file: "manifest.yaml", offset: 0 };
    const owner = { group: "", kind: "Pod", name: "web", namespace: "", workload: {}, origin };
    const template = { spec } as ValueMap;
    return readPod(template, {
      ...owner,
      templatePath: ["spec", "template"],
      claimTemplates: [],
      injected: [],
    });
  });

describe("the picture of any pod", () => {
  it("has lines as wide as asked for, and at least 40 columns", () => {
    tryProperty(
      fc.property(pods, fc.integer({ min: 1, max: 140 }), (pod, width) => {
        const widths = drawPod(pod, width, PLAIN_STYLE).map(textWidth);
        expect(new Set(widths)).toEqual(new Set([Math.max(40, width)]));
      }),
    );
  });

  it("has a box for each container, and a line for each mount of a shared volume", () => {
    tryProperty(
      fc.property(pods, (pod) => {
        const picture = drawn(pod, 100);
        const ephemeral = (pod.value["spec"] as ValueMap)["ephemeralContainers"] as ValueMap[];
        const all = [...pod.containers.map(({ value }) => value), ...ephemeral];
        const heads = picture.match(
          /[┌├] \d+ .* ─ (?:init|sidecar|classic sidecar|app|ephemeral) ─/g,
        );
        expect(heads ?? []).toHaveLength(all.length);
        const mounts = all.map(({ volumeMounts = [] }) => volumeMounts as ValueMap[]);
        const volumes = mounts.flatMap((list) => [...new Set(list.map((mount) => mount["name"]))]);
        const shared = mounts
          .flat()
          .filter((mount) => volumes.filter((other) => other === mount["name"]).length > 1);
        expect(picture.match(/^.*│ (?:reads|writes) {4,}/gm) ?? []).toHaveLength(shared.length);
      }),
    );
  });

  it("joins all who have a shared volume by one line", () => {
    const pod = readPod(
      {
        spec: {
          containers: ["a", "b", "c"].map((name, index) => ({
            name,
            volumeMounts: [{ name: "logs", mountPath: "/logs", readOnly: index > 0 }],
          })),
        },
      },
      {
        group: "",
        kind: "Pod",
        name: "web",
        namespace: "",
        workload: {},
        origin: { file: "manifest.yaml", offset: 0 },
        templatePath: ["spec", "template"],
        claimTemplates: [],
        injected: [],
      },
    );
    const ends = drawPod(pod, 80, PLAIN_STYLE).flatMap(
      (line) => line.match(/[├│][◄─]►?[─►]?[┐┤┘]/) ?? [],
    );
    expect(ends).toEqual(["├─►┐", "│◄─┤", "│◄─┘"]);
  });

  it("of 1 column has 40", () => {
    const picture = drawPod(podWith({ containers: [{ name: "web" }] }), 1, PLAIN_STYLE);
    expect(new Set(picture.map(textWidth))).toEqual(new Set([40]));
  });

  it.each([
    [43, 0],
    [44, 2],
  ])("of %i columns has lines to %i mounts, which leave 36 for the boxes", (width, ends) => {
    const containers = ["a", "b"].map((name) => ({
      name,
      volumeMounts: [{ name: "logs", mountPath: "/logs" }],
    }));
    const lines = drawPod(podWith({ containers }), width, PLAIN_STYLE);
    expect(lines.filter((line) => /─►[┐┘]/.test(line))).toHaveLength(ends);
  });

  it.each(["initContainers", "containers", "ephemeralContainers"])(
    "has one of the %s that has no name",
    (list) => {
      const containers = [{ name: "web", image: "example.com/web:1" }];
      const nameless = [{ name: "a", image: "a:1" }, { image: "example.com/none:1" }];
      const picture = drawn(podWith({ containers, [list]: nameless }), 80);
      expect(picture).toContain(" (unnamed 2) ");
    },
  );
});

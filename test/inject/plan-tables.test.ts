import { describe, expect, it } from "vitest";
import { buildChange } from "../../src/inject/build-change.ts";
import { hashField } from "../../src/inject/canonical-field.ts";
import { type Draft, want } from "../../src/inject/draft.ts";
import { hashValue } from "../../src/inject/hash-value.ts";
import { formatKeyedPath, type KeyedPath } from "../../src/inject/keyed-path.ts";
import { reconcile } from "../../src/inject/reconcile.ts";
import { fillTemplates } from "../../src/inject/sidecars.ts";
import { readContainers } from "../../src/manifest/read-pod.ts";
import type { Value } from "../../src/manifest/value.ts";
import type { Sidecar } from "../../src/template/template.ts";
import { LEAST, SCOPE, template } from "../template/templates.ts";

describe("new keys", () => {
  it.each([
    [
      ["spec.hostAliases", "spec.volumes", "spec.initContainers"],
      ["initContainers", "volumes", "hostAliases"],
    ],
    [
      ["metadata.annotations", "metadata.labels"],
      ["labels", "annotations"],
    ],
  ])("come in the order in which people write them: %j", (paths, keys) => {
    const wants = paths.map((path) => ({
      path: path.split("."),
      value: "x",
      place: "last" as const,
    }));
    const wish = { wants, removes: [], created: new Set<string>(), replaced: new Map() };
    const { change } = buildChange({ metadata: { name: "x" }, spec: { nodeName: "x" } }, wish);
    const [inner] = change?.type === "map" ? change.change.values() : [];
    expect(inner?.type === "map" ? [...inner.set.keys()] : []).toEqual(keys);
  });
});

describe("an item whose name something else has", () => {
  it.each([
    ["containers", ["spec", "containers"], "name"],
    ["initContainers", ["spec", "initContainers"], "name"],
    ["volumes", ["spec", "volumes"], "name"],
    ["volumeMounts", ["spec", "containers", { item: "web" }, "volumeMounts"], "mountPath"],
    ["env", ["spec", "containers", { item: "web" }, "env"], "name"],
  ])("comes into %s all the same, for the checks", (list, path, key) => {
    const items = [{ [key]: "/x", kind: "other" }];
    const other = { [list]: items };
    const { containers = [] } = list === "containers" ? { containers: items } : {};
    const spec = { ...other, containers: [{ name: "web", ...other }, ...containers] };
    const draft: Draft = {
      bare: { spec },
      foreign: new Set(),
      claims: [],
      wants: [],
      unmet: [],
      problems: [],
      notes: [],
    };
    const field = { path: [...path, { item: "/x" }], value: { [key]: "/x", kind: "own" } };
    want(draft, { template: { name: "t" } } as unknown as Sidecar, {
      ...field,
      place: "last",
      at: [],
    });
    expect(draft.wants).toEqual([{ ...field, place: "last", template: "t", clash: true }]);
    expect(draft.problems.map(({ message }) => message)).toEqual([
      `${formatKeyedPath(field.path)} cannot be added for template "t": something else has the name "/x"`,
    ]);
    expect(draft.unmet).toEqual([{ ...field, place: "last", template: "t" }]);
    expect(formatKeyedPath(field.path)).toMatch(new RegExp(`${list}\\[[^\\]]*\\]$`));
  });
});

describe("an item that two templates want otherwise", () => {
  it("is shown at the list of the pod that it is in", () => {
    const spec = { containers: [{ name: "web" }] };
    const draft: Draft = {
      bare: { spec },
      foreign: new Set(),
      claims: [],
      wants: [],
      unmet: [],
      problems: [],
      notes: [],
    };
    const path = ["spec", "containers", { item: "web" }, "volumeMounts", { item: "/x" }];
    for (const name of ["a", "b"]) {
      const sidecar = { template: { name } } as unknown as Sidecar;
      want(draft, sidecar, { path, value: { mountPath: "/x", name }, place: "last", at: [] });
    }
    expect(draft.problems.map(({ at }) => at)).toEqual([["spec", "containers"]]);
  });
});

describe("what has become of a label that was put in", () => {
  const LABEL: KeyedPath = ["metadata", "labels", "x"];
  const input = (there: Value | undefined, wanted: Value) => ({
    current: { metadata: { labels: { own: "1", ...(there === undefined ? {} : { x: there }) } } },
    marker: {
      templates: new Map([
        [
          "t",
          {
            hash: "",
            ports: new Map(),
            added: new Map([[formatKeyedPath(LABEL), hashField(LABEL, "a")]]),
          },
        ],
      ]),
      created: [],
      awaited: [],
      replaced: new Map(),
    },
    asked: ["t"],
    wants: [{ path: LABEL, value: wanted, place: "last" as const, template: "t" }],
    unmet: [],
    records: new Map([["t", { hash: "", ports: new Map() }]]),
    onEdit: "keep" as const,
    templates: new Map(),
    textOf: () => "",
  });

  it("comes in again where somebody has taken it out", () => {
    const { drift, arriving } = reconcile(input(undefined, "a"));
    expect(drift.map(({ state }) => state)).toEqual(["edited"]);
    expect([...arriving]).toEqual(["t"]);
  });

  it.each([
    ["the former", "a"],
    ["a third", "c"],
  ])("stays as somebody has edited it where %s value is wanted", (_, wanted) => {
    const { problems, arriving } = reconcile(input("b", wanted));
    expect(problems.map(({ at }) => at.join("."))).toEqual(["metadata.labels.x"]);
    expect([...arriving]).toEqual([]);
  });
});

describe("hashValue", () => {
  it.each([
    [0, "2475ab050fb7"],
    [48, "0ec402ad8372"],
    // The second part is shorter than its eight digits.
    [59, "64db0098da50"],
  ])("of %j is %s", (value, hash) => {
    expect(hashValue(value)).toBe(hash);
  });
});

describe("a native sidecar", () => {
  const pod = { spec: { containers: [{ name: "web" }] } };
  const app = { containers: readContainers(pod), problems: [] };
  it.each([
    [28, "classic"],
    [29, "native"],
    [30, "native"],
  ])("is, on Kubernetes 1.%i, %s", (kubeMinor, lifecycle) => {
    const request = {
      templates: [template(LEAST)],
      assigned: [],
      workload: SCOPE.workload,
      app,
      kubeMinor,
    };
    const { sidecars } = fillTemplates(request, new Map());
    expect(sidecars.map((sidecar) => sidecar.lifecycle)).toEqual([lifecycle]);
  });
});

import { describe, expect, it } from "vitest";
import { inject } from "../../src/index.ts";
import type { Change } from "../../src/inject/change.ts";
import { isReserialised } from "../../src/inject/is-reserialised.ts";
import type { PodState } from "../../src/inject/pod-state.ts";
import { restoredText } from "../../src/inject/restored-text.ts";
import { spliceSource } from "../../src/inject/splice-source.ts";
import { isFault } from "../../src/manifest/documents.ts";
import { outlineJson } from "../../src/manifest/json-outline.ts";
import { NO_MARKER } from "../../src/manifest/marker.ts";
import { valueOfNode } from "../../src/manifest/node-value.ts";
import type { MapNode } from "../../src/manifest/outline.ts";
import { asMap, type Value } from "../../src/manifest/value.ts";
import { outlineYaml } from "../../src/manifest/yaml-outline.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { encodeText } from "../../src/text/source.ts";

function mapOf(yaml: string): MapNode {
  const text = encodeText(yaml);
  const outline = outlineYaml(text, 0, text.length);
  if (isFault(outline) || outline.root.type !== "map") throw new Error("the text is a mapping");
  return outline.root;
}

describe("a new key", () => {
  const withKey = (yaml: string, key: string) => {
    const node = mapOf(yaml);
    const set = new Map<string, Value>([[key, "new"]]);
    const change: Change = { type: "map", set, change: new Map(), remove: new Set() };
    const text = encodeText(yaml);
    return applyEdits(text, spliceSource(text, [{ node, root: node, change, syntax: "yaml" }]));
  };

  it.each([
    ["metadata", "a: 1\nspec: {}\nz: 1\n", "a: 1\nmetadata: new\nspec: {}\nz: 1\n"],
    ["annotations", "labels: {}\nz: 1\n", "labels: {}\nannotations: new\nz: 1\n"],
    ["initContainers", "containers: []\nz: 1\n", "containers: []\ninitContainers: new\nz: 1\n"],
    ["volumes", "containers: []\nz: 1\n", "containers: []\nvolumes: new\nz: 1\n"],
    [
      "volumes",
      "containers: []\ninitContainers: []\nz: 1\n",
      "containers: []\ninitContainers: []\nvolumes: new\nz: 1\n",
    ],
    ["other", "labels: {}\nz: 1\n", "labels: {}\nz: 1\nother: new\n"],
  ])("%s stands where people write it", (key, before, after) => {
    expect(withKey(before, key)).toBe(after);
  });
});

describe("a first item", () => {
  it.each([
    ["a:\n# of x\n- x\n", "a:\n- new\n# of x\n- x\n"],
    ["a:\n\n- x\n", "a:\n- new\n\n- x\n"],
    ["a:\r\n\r\n# of x\r\n- x\r\n", "a:\r\n- new\r\n\r\n# of x\r\n- x\r\n"],
  ])("comes before the comments of the one that was first: %j", (before, after) => {
    const node = mapOf(before);
    const list: Change = { type: "list", items: [{ add: "new" }, { keep: 0 }] };
    const change: Change = {
      type: "map",
      set: new Map(),
      change: new Map([["a", list]]),
      remove: new Set(),
    };
    const text = encodeText(before);
    const edits = spliceSource(text, [{ node, root: node, change, syntax: "yaml" }]);
    expect(applyEdits(text, edits)).toBe(after);
  });
});

describe("a key in brackets that has no value", () => {
  const NOTHING = { set: new Map<string, Value>(), change: new Map(), remove: new Set<string>() };
  const changed = (yaml: string, change: Partial<typeof NOTHING>) => {
    const node = mapOf(yaml);
    const text = encodeText(yaml);
    const whole: Change = { type: "map", ...NOTHING, ...change };
    const edits = spliceSource(text, [{ node, root: node, change: whole, syntax: "yaml" }]);
    return applyEdits(text, edits);
  };

  it.each([
    ["{a: }\n", "{a: , b: 1 }\n"],
    ["{a:\n}\n", "{a: , b: 1\n}\n"],
    ["{\n  x: 1,\n  a: # c\n}\n", "{\n  x: 1,\n  a: , # c\n  b: 1\n}\n"],
    ["{\n  x: 1,\n  a: , # c\n}\n", "{\n  x: 1,\n  a: , # c\n  b: 1,\n}\n"],
    ['{"a":}\n', '{"a":,"b":1}\n'],
    ["{'a' :}\n", "{'a' :,\"b\":1}\n"],
  ])("keeps a space before what comes after it, and %j comes back", (before, after) => {
    expect(changed(before, { set: new Map([["b", 1]]) })).toBe(after);
    expect(changed(after, { remove: new Set(["b"]) })).toBe(before);
  });

  it.each([
    ["{a: , b: 1, c: 2}\n", "{a: , c: 2}\n"],
    ["{a: , b: 1}\n", "{a: }\n"],
    ["{a: ,\n# c\nb: 1}\n", "{a:\n# c\n}\n"],
    ['{"a": , b: 1, c: 2}\n', '{"a":, c: 2}\n'],
  ])("keeps a space where the one after it goes: %j", (before, after) => {
    expect(changed(before, { remove: new Set(["b"]) })).toBe(after);
  });

  it.each([
    ["{a: [1], c: 2}\n", "", "{a: , c: 2}\n"],
    ["{a: [1]}\n", "", "{a: }\n"],
    ["{a: [1] }\n", "", "{a: }\n"],
    ['{"a":[1], c: 2}\n', "", '{"a":, c: 2}\n'],
    ["{a: [1], c: 2}\n", "[]", "{a: [], c: 2}\n"],
    ['{"a": [1]}\n', "[]", '{"a":[]}\n'],
  ])("is empty again: %j", (before, text, after) => {
    const replace: Change = { type: "replace", value: null, text };
    expect(changed(before, { change: new Map([["a", replace]]) })).toBe(after);
  });
});

describe("what was empty in YAML and is JSON now", () => {
  it.each([
    [" []", " []"],
    [" [ # none\n  ]", " []"],
    [" { # none\n  }", " {}"],
    [" ~", " null"],
    ["", " null"],
  ])("gets %j back as %j", (former, restored) => {
    const text = encodeText('{"volumes":[1]}');
    const result = outlineJson(text, 0, text.length);
    const root = "message" in result ? undefined : result.outline.root;
    const [entry] = root?.type === "map" ? root.entries : [];
    if (entry === undefined) throw new Error("the text is a mapping");
    // Of the context, only the text and what it is written in matter here.
    const edit = restoredText(entry, former, { text, syntax: "json" } as never);
    expect(applyEdits(text, [edit])).toBe(`{"volumes":${restored}}`);
  });
});

describe("isReserialised", () => {
  const SORTED = "kind: Pod\nspec:\n  LIST:\n  - image: i\n    name: tail\n";
  const stateOf = (list: string, yaml: string) => {
    const node = mapOf(yaml.replace("LIST", list));
    const added = new Map([[`spec.${list}[tail]`, "0"]]);
    const templates = new Map([["tail", { hash: "", ports: new Map(), added }]]);
    return {
      workload: { node },
      marker: { ...NO_MARKER, templates },
      value: asMap(valueOfNode(node)),
      node,
    } as unknown as PodState;
  };

  it.each(["containers", "initContainers"])("goes by the keys of injected %s", (list) => {
    expect(isReserialised(stateOf(list, SORTED))).toBe(true);
    const unsorted = SORTED.replace("image: i\n    name: tail", "name: tail\n    image: i");
    expect(isReserialised(stateOf(list, unsorted))).toBe(false);
  });

  it("does not go by what else is injected", () => {
    expect(isReserialised(stateOf("volumes", SORTED))).toBe(false);
  });
});

describe("a character that readers of YAML take for the end of a line, or do not", () => {
  const manifestWith = (character: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web # a comment${character}of one line
spec:
  containers:
  - name: web
    image: i
`;
  const faultIn = (text: string) => {
    const bytes = encodeText(text);
    const outline = outlineYaml(bytes, 0, bytes.length);
    return "message" in outline ? outline.message : "";
  };
  const messages = (text: string) =>
    inject(text, { templates: ["statsd-exporter"] }).findings.map(({ message }) => message);

  it.each([
    ["CR", "\r"],
    ["NEL", "\u0085"],
    ["LS", "\u2028"],
    ["PS", "\u2029"],
  ])("stops inject: %s", (_, character) => {
    expect(faultIn(manifestWith(character))).toBe(
      "a line break that YAML readers disagree about (a lone CR, NEL, LS or PS) stands here",
    );
  });

  it("stops inject: a byte order mark at the start of a line", () => {
    expect(faultIn(`${manifestWith(" ")}\ufeffx: 1\n`)).toBe(
      "a byte order mark starts a line here, where YAML readers disagree about it",
    );
  });

  it.each([
    ["byte order mark within a line", "\ufeff"],
    ["no-break space", "\u00a0"],
    ["tab", "\t"],
    ["CR before LF", "\r\n# "],
  ])("does not stop it: %s", (_, character) => {
    expect(messages(manifestWith(character))).toEqual([]);
  });
});

// What a note says of an object of an unknown kind: what to write into the config, as far as that can be said.

import { expect, it } from "vitest";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { lookalikeNotes } from "../../src/pipeline/lookalike-notes.ts";
import { encodeText } from "../../src/text/source.ts";

const POD = "{spec: {containers: [{name: web, image: web}]}}";

function entryFor(spec: string, apiVersion = "example.com/v1", kind = "Fleet"): string | undefined {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
  const content = readWorkloads({ path: "in.yaml", text: encodeText(text) }, []);
  const [note] = lookalikeNotes([content], "not checked");
  return / add (.*) to spec\.workloads of the config$/.exec(note?.message ?? "")?.[1];
}

it.each([
  [`{template: ${POD}}`, '{group: example.com, kind: Fleet, path: "spec.template"}'],
  [
    `{tasks: [{template: ${POD}}]}`,
    '{group: example.com, kind: Fleet, path: "spec.tasks[].template"}',
  ],
  [
    `{groups: [{sets: [{name: a}, {podTemplate: ${POD}}]}]}`,
    '{group: example.com, kind: Fleet, path: "spec.groups[].sets[].podTemplate"}',
  ],
  [`{rows: [[{pod: ${POD}}]]}`, '{group: example.com, kind: Fleet, path: "spec.rows[][].pod"}'],
  // What looks like a pod template has no `spec`, or no name in the way that a config can write.
  ["{template: {containers: [{name: web, image: web}]}}", "it"],
  ["{containers: [{name: web, image: web}]}", "it"],
  [`{"a.b": ${POD}}`, "it"],
  // No image, no pod.
  ["{template: {spec: {containers: [{name: web}]}}}", undefined],
  [
    "{template: {spec: {containers: [{name: app}, {name: log, image: log}]}}}",
    '{group: example.com, kind: Fleet, path: "spec.template"}',
  ],
])("of a spec of %s a config says %s", (spec, expected) => {
  expect(entryFor(spec)).toBe(expected);
});

it.each([
  ["v1", "Fleet", '{kind: Fleet, path: "spec.template"}'],
  ["example.com/v1", '"Fleet: x"', "it"],
  ['"example.com, kind: Pod/v1"', "Fleet", "it"],
])("of %s %s a config says %s", (apiVersion, kind, expected) => {
  expect(entryFor(`{template: ${POD}}`, apiVersion, kind)).toBe(expected);
});

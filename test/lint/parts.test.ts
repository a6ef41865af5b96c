// What lacks something for good reason: assertions of tests, and what a build hands to functions.

import { expect, it } from "vitest";
import { saidOf } from "./neighbours/trees.ts";

const WHOLE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "api:1"}]}
`;
const PART = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}";
const NO_TEMPLATE = (file: string) =>
  `warning ${file} object-incomplete: incomplete, such as a patch: it has no pod template`;

it.each([
  "tests/install/00-assert.yaml",
  "tests/install/01-assert-web.yaml",
  "tests/install/assert.yaml",
  "tests/install/02-errors.yml",
])("in %s what a test expects may be a part, whatever is beside it", (file) => {
  expect(saidOf({ [file]: `${WHOLE}---\n${PART}\n` })).toEqual([NO_TEMPLATE(file)]);
  const list = `apiVersion: v1\nkind: List\nitems: [${PART}]\n`;
  expect(saidOf({ [file]: list })).toEqual([NO_TEMPLATE(file)]);
});

it.each([
  "tests/install/00-install.yaml",
  "tests/assert/web.yaml",
  "assertion.yaml",
  "x-assert.yaml",
  "00-assert.json",
])("in %s an object in a list, or beside a whole one, is whole", (file) => {
  const error = `error ${file} object-incomplete: it has no pod template`;
  const list = `{apiVersion: v1, kind: List, items: [${PART}]}\n`;
  expect(saidOf({ [file]: list })).toEqual([error]);
});

it("says of what has gaps that it is incomplete, whoever owns it", () => {
  const owned = PART.replace(
    "name: web",
    "name: web, ownerReferences: [{apiVersion: v1, kind: A, name: a, controller: true}]",
  );
  expect(saidOf({ "a.yaml": owned })).toEqual([NO_TEMPLATE("a.yaml")]);
});

it.each(["apiVersion: config.kubernetes.io/v1", "apiVersion:", "metadata: {}"])(
  "says nothing of gaps in a ResourceList with %s",
  (line) => {
    expect(saidOf({ "input.yaml": `${line}\nkind: ResourceList\nitems: [${PART}]\n` })).toEqual([]);
  },
);

it("calls what a Pod lacks a spec", () => {
  expect(saidOf({ "a.yaml": "{apiVersion: v1, kind: Pod, metadata: {name: web}}" })).toEqual([
    "warning a.yaml object-incomplete: incomplete, such as a patch: it has no spec",
  ]);
});

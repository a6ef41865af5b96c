import { expect, it } from "vitest";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { krmResults } from "../../src/report/krm-results.ts";
import { encodeText } from "../../src/text/source.ts";
import { finding } from "./findings.ts";

const deployment = (apiVersion: string) => `apiVersion: ${apiVersion}
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: []}}}
---
`;

it.each([
  [1, "apps/v1"],
  [5, "apps/v1"],
  [6, "apps/v1beta2"],
])("a finding of line %i is of the object of its name in %s", (line, apiVersion) => {
  const text = encodeText(deployment("apps/v1") + deployment("apps/v1beta2"));
  const { workloads: items } = readWorkloads({ path: "a.yaml", text }, [], {
    include: ["incomplete"],
  });
  const found = finding({ object: "Deployment/web", line });
  const results = krmResults({ findings: [found], problems: [], warnings: [] }, { items });
  expect(results).toMatchObject([
    {
      resourceRef: { apiVersion, kind: "Deployment", name: "web" },
      tags: { rule: "port-conflict" },
    },
  ]);
});

it("a finding of the only object of its name is of it, whatever its line is", () => {
  const text = encodeText(`# Head\n${deployment("apps/v1")}`);
  const { workloads: items } = readWorkloads({ path: "a.yaml", text }, [], {
    include: ["incomplete"],
  });
  const found = finding({ object: "Deployment/web", line: 1 });
  const results = krmResults({ findings: [found], problems: [], warnings: [] }, { items });
  expect(results).toMatchObject([{ resourceRef: { apiVersion: "apps/v1" } }]);
});

it("a finding of one of several pod templates is of their object", () => {
  const text = encodeText(`apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: es}
spec:
  nodeSets:
  - {name: a, podTemplate: {spec: {containers: [{name: elasticsearch}]}}}
  - {name: b, podTemplate: {spec: {containers: [{name: elasticsearch}]}}}
`);
  const { workloads: items } = readWorkloads({ path: "a.yaml", text }, []);
  const found = finding({ object: "Elasticsearch/es nodeSets[b]", line: 7 });
  const results = krmResults({ findings: [found], problems: [], warnings: [] }, { items });
  expect(results).toMatchObject([{ resourceRef: { kind: "Elasticsearch", name: "es" } }]);
});

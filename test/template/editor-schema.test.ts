// What an editor makes of templates: a validator of JSON Schema that knows nothing of us.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { expectGolden } from "../docs/expect-golden.ts";

const root = join(import.meta.dirname, "../..");
const SCHEMA = join(root, "templates/sidecar-template.schema.json");
const MODELINE = "# yaml-language-server: $schema=sidecar-template.schema.json\n";

async function printed(): Promise<string> {
  const io = fakeIo({ cwd: root });
  expect(await main(["templates", "schema"], io)).toBe(0);
  expect(io.stderr()).toBe("");
  return io.stdout();
}

const text = await printed();
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text));

function faultsOf(template: string): readonly string[] {
  validate(parse(template));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message} ${Object.values(params).join(" ")}`,
  );
}

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
  return names.map((name) => `${folder}/${name}`);
}

it("is the file that the package brings", () => {
  expectGolden(SCHEMA, text);
});

describe("templates of ours", () => {
  const ours = [...filesIn("templates"), ...filesIn("templates/starts")];
  const files = [
    ...ours,
    ...filesIn("fixtures/templates"),
    ...filesIn("fixtures/manifests/sidecars"),
  ];

  it.each(ours)("%s points editors to the schema", (file) => {
    expect(readFileSync(join(root, file), "utf8").startsWith(MODELINE)).toBe(true);
  });

  it.each(files)("%s is valid", (file) => {
    expect(faultsOf(readFileSync(join(root, file), "utf8"))).toEqual([]);
  });
});

const TEMPLATE = `
apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: agent}
spec:
  role: monitoring
  params:
    port: {type: integer, format: port, default: 9000, description: HTTP port}
  containers:
  - name: agent
    image: agent:1
    env: [{name: A, value: b}]
    ports: [{containerPort: 9000}]
    resources: {limits: {memory: 64Mi}}
  volumes:
  - {name: state, emptyDir: {}}
  shared:
  - {name: logs, path: /logs, source: {emptyDir: {}}}
  files:
  - {path: /etc/agent/agent.yaml, content: ""}
  app: {containers: main, env: [], volumeMounts: []}
  pod: {labels: {a: b}, shareProcessNamespace: true}
  front: {port: 9000, of: 8080}
`;

/** The template with one part in place of another. */
function changed(part: string, other: string): string {
  expect(TEMPLATE.split(part)).toHaveLength(2);
  return TEMPLATE.replace(part, other);
}

describe("what templates may hold", () => {
  it.each([
    ["role: monitoring", "role: monitoring\n  position: $(params.position)"],
    ["role: monitoring", "role: monitoring\n  position: {before: $(params.name)}"],
    ["default: 9000", "default: $(app.port)"],
    ["env: [{name: A, value: b}]", "env: $(params.env)"],
    ["env: [{name: A, value: b}]", "env: [$(params.variable), {name: A, value: b, when: port}]"],
    ["containerPort: 9000", "containerPort: $(params.port)"],
    ["containerPort: 9000", "containerPort: $(app.ports.http), when: port"],
    ["resources: {limits: {memory: 64Mi}}", "resources: $(params.resources)"],
    ["memory: 64Mi", "memory: $(params.memory)Mi"],
    ["emptyDir: {}}\n  shared", "emptyDir: {sizeLimit: $(params.size)}, when: port}\n  shared"],
    ["path: /logs", "path: $(params.dir)/logs, when: port"],
    ["source: {emptyDir: {}}", "source: $(params.source)"],
    ['content: ""', 'content: "$(params.port)", containers: $(params.list), when: port'],
    ["containers: main", "containers: $(params.which)"],
    ["containers: main", "containers: [web, $(app.name)]"],
    ["env: [], volumeMounts", "env: $(params.env), volumeMounts"],
    ["labels: {a: b}", "labels: $(params.labels)"],
    ["shareProcessNamespace: true", "shareProcessNamespace: $(params.share)"],
    ["front: {port: 9000, of: 8080}", "front: {port: $(params.port), of: $(app.port)}"],
    ["  front: {port: 9000, of: 8080}\n", ""],
    ["  app: {containers: main, env: [], volumeMounts: []}\n", "  app:\n"],
  ])("%s → %s", (part, other) => {
    expect(faultsOf(changed(part, other))).toEqual([]);
  });
});

it("leave out what the template has that they extend", () => {
  const head =
    "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarTemplate\nmetadata: {name: a}\n";
  expect(faultsOf(`${head}spec: {extends: b, params: {port: {default: 1}}}`)).toEqual([]);
  expect(faultsOf(`${head}spec: {extends: b, containers: [{}]}`)).not.toEqual([]);
  expect(faultsOf(`${head}spec: {extends: B}`)).not.toEqual([]);
});

describe("mistakes", () => {
  it.each([
    ["no apiVersion", "apiVersion: kube-sidecar.dev/v1alpha1\n", "", " must have required"],
    ["another version", "v1alpha1", "v1", "/apiVersion must be equal to constant"],
    ["another kind", "SidecarTemplate", "Sidecar", "/kind must be equal to constant"],
    ["a name in capitals", "name: agent}", "name: Agent}", "/metadata/name must match"],
    ["a slip in a field of ours", "params:", "parms:", "/spec must NOT have additional"],
    ["a role that there is not", "monitoring", "metrics", "/spec/role must be equal to one of"],
    ["no role", "  role: monitoring\n", "", "/spec must have required property 'role'"],
    ["a parameter without a type", "type: integer, ", "", "/spec/params/port must have required"],
    ["a type that there is not", "type: integer", "type: int", "/spec/params/port/type must be"],
    ["a format that there is not", "format: port", "format: uri", "/spec/params/port/format must"],
    [
      "a reference in a parameter's type",
      "type: integer",
      "type: $(params.x)",
      "/spec/params/port/type",
    ],
    ["a parameter with a dot", "    port:", "    a.b:", "/spec/params must match pattern"],
    ["a slip in a field of Kubernetes", "image:", "imaeg:", "/spec/containers/0 must NOT have"],
    ["a container without a name", "name: agent\n", "tty: true\n", "/spec/containers/0 must have"],
    [
      "a port that is text",
      "containerPort: 9000",
      'containerPort: "9000"',
      "/spec/containers/0/ports/0/containerPort must match",
    ],
    [
      "half a reference for a number",
      "containerPort: 9000",
      "containerPort: 1$(params.port)",
      "/spec/containers/0/ports/0/containerPort must match",
    ],
    [
      "an unknown kind of reference",
      "containerPort: 9000",
      "containerPort: $(param.port)",
      "/spec/containers/0/ports/0/containerPort must match",
    ],
    [
      "a variable that is a number",
      "value: b",
      "value: 1",
      "/spec/containers/0/env/0/value must be string",
    ],
    ["a wrong quantity", "64Mi", "64 MB", "/spec/containers/0/resources/limits/memory must match"],
    [
      "a restart policy",
      "image: agent:1",
      "restartPolicy: Always",
      "/spec/containers/0 must NOT have",
    ],
    [
      "a reference in place of a container",
      "- name: agent\n",
      "- $(params.container)\n  - name: agent\n",
      "/spec/containers/0 must be object",
    ],
    [
      "a condition on a container's probe",
      "image: agent:1",
      "startupProbe: {when: port}",
      "/spec/containers/0/startupProbe must NOT have",
    ],
    [
      "no containers",
      "  containers:\n  - name: agent\n",
      "  containers: []\n  other:\n  - name: agent\n",
      "/spec/containers must NOT have fewer",
    ],
    ["a relative path", "path: /logs", "path: logs", "/spec/shared/0/path must match"],
    [
      "a source of nothing",
      "source: {emptyDir: {}}",
      "source: {}",
      "/spec/shared/0/source must NOT have fewer",
    ],
    [
      "a file in the root folder",
      "/etc/agent/agent.yaml",
      "/agent.yaml",
      "/spec/files/0/path must match",
    ],
    ["a file without content", ', content: ""', "", "/spec/files/0 must have required"],
    [
      "no such app containers",
      "containers: main",
      "containers: first",
      "/spec/app/containers must",
    ],
    ["a label that is a number", "{a: b}", "{a: 1}", "/spec/pod/labels/a must be string"],
    [
      "a switch that is text",
      "shareProcessNamespace: true",
      'shareProcessNamespace: "true"',
      "/spec/pod/shareProcessNamespace must match",
    ],
    [
      "a port beyond the last",
      "{port: 9000,",
      "{port: 90000,",
      "/spec/front/port must be <= 65535",
    ],
    ["no port of the app", ", of: 8080", "", "/spec/front must have required property 'of'"],
  ])("%s is invalid", (_, part, other, fault) => {
    const faults = faultsOf(changed(part, other));
    expect(
      faults.filter((one) => one.startsWith(fault)),
      faults.join("\n"),
    ).not.toEqual([]);
  });

  it("are not in what they are made from", () => {
    expect(faultsOf(TEMPLATE)).toEqual([]);
  });
});

it("describes every field", () => {
  const fields = fieldsOf(JSON.parse(text), "");
  expect(fields.length).toBeGreaterThan(400);
  expect(fields.filter(({ path, description }) => !description && !KEYWORDS.test(path))).toEqual(
    [],
  );
});

/** Keywords of JSON Schema are explained elsewhere. */
const KEYWORDS = /^\/\$defs\/(?:param|schema|booleanOrSchema)\//;

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly $defs?: Readonly<Record<string, Described>>;
}

interface Field {
  readonly path: string;
  readonly description: string | undefined;
}

function fieldsOf(
  { properties = {}, items, $defs = {} }: Described,
  path: string,
): readonly Field[] {
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      { path: `${path}/${name}`, description: field.description },
      ...fieldsOf(field, `${path}/${name}`),
    ]),
    ...(items === undefined ? [] : fieldsOf(items, `${path}/items`)),
    ...Object.entries($defs).flatMap(([name, part]) => fieldsOf(part, `/$defs/${name}`)),
  ];
}

import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import { LEAST, sourceOf, template, templateText } from "./templates.ts";

/** What is wrong with a file: `line:column message [help]`, warnings marked. */
function complaints(text: string): readonly string[] {
  return readUserTemplates([sourceOf(text)], compileSchema).problems.map(
    ({ severity, message, help, place }) => {
      const shown = help === "" ? message : `${message} [${help}]`;
      return `${place.line}:${place.column} ${severity === "warning" ? "warning: " : ""}${shown}`;
    },
  );
}

/** Problems of a spec; lines count from the spec's first line. */
function problemsOf(spec: string): readonly string[] {
  return complaints(templateText(spec)).map((text) =>
    text.replace(/^\d+/, (line) => String(Number(line) - 5)),
  );
}

const FULL = `
description: Everything.
role: proxy
params:
  port: {type: integer, format: port, default: 15001, description: Where it listens}
  upstream: {type: integer, default: $(app.port)}
  dir: {type: string, default: /var/log/$(app.name)}
  debug: {type: boolean, default: false, annotation: false}
  resources: {type: object, default: {requests: {cpu: 10m}}}
  token: {type: string, examples: [abc]}
lifecycle: classic
position: {before: $(app.name)}
containers:
- name: proxy
  image: example.com/proxy:1
  args: ["--port=$(params.port)", "$(POD_NAME)", "$$(params.port)"]
  env:
  - {name: DEBUG, value: "1", when: debug}
  - name: POD_NAME
    valueFrom: {fieldRef: {fieldPath: metadata.name}}
  ports:
  - {name: http, containerPort: $(params.port)}
  - {name: debug, containerPort: 6060, when: debug}
  livenessProbe: {httpGet: {port: $(params.port)}}
  resources: $(params.resources)
  volumeMounts:
  - name: logs
  - {name: cache, mountPath: /cache}
- {name: helper, image: h, when: debug}
initContainers:
- {name: setup, image: s}
volumes:
- {name: cache, emptyDir: {sizeLimit: 64Mi}}
files:
- path: /etc/proxy/proxy.yaml
  content: "port: $(params.port)"
  containers: [proxy, setup]
shared:
- name: logs
  path: $(params.dir)
  source: {emptyDir: {}}
app:
  containers: all
  env: [{name: PROXY, value: localhost}]
  volumeMounts: [{name: cache, mountPath: /cache}]
pod:
  labels: {when: ever}
  annotations: {a: b}
  imagePullSecrets: [{name: pull}]
  hostAliases: [{ip: 127.0.0.1, hostnames: [proxy]}]
  shareProcessNamespace: true
  serviceAccountName: proxy
  securityContext: {fsGroup: 1000}
front: {port: $(params.port), of: $(params.upstream)}
`;

describe("readTemplates", () => {
  it("reads every field", () => {
    const { spec, name, builtIn } = template(FULL, "full");
    expect({ name, builtIn }).toEqual({ name: "full", builtIn: false });
    expect(spec).toMatchObject({
      description: "Everything.",
      role: "proxy",
      lifecycle: "classic",
      position: { before: "$(app.name)" },
      shared: [{ name: "logs", path: "$(params.dir)", source: { emptyDir: {} } }],
      front: { port: "$(params.port)", of: "$(params.upstream)" },
    });
    expect(Object.keys(spec.params)).toEqual([
      "port",
      "upstream",
      "dir",
      "debug",
      "resources",
      "token",
    ]);
    expect(spec.containers).toHaveLength(2);
  });

  it("fills in defaults of the format", () => {
    expect(template(LEAST).spec).toEqual({
      description: "",
      role: "logging",
      params: {},
      lifecycle: "native",
      position: "first",
      containers: [{ name: "c", image: "i" }],
      initContainers: [],
      volumes: [],
      files: [],
      shared: [],
      app: {},
      pod: {},
      refuses: {},
      findings: {},
      elsewhere: [],
    });
  });

  it("takes fields with nothing behind their colon for absent", () => {
    const empty = [
      "params",
      "initContainers",
      "volumes",
      "files",
      "shared",
      "app",
      "pod",
      "refuses",
      "findings",
      "elsewhere",
    ];
    const { spec } = template(LEAST + empty.map((field) => `${field}:\n`).join(""));
    expect(spec).toEqual(template(LEAST).spec);
  });

  it("passes over documents of other kinds", () => {
    const config = "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n";
    const text = `${config}---\n${templateText(LEAST, "a")}---\n# nothing\n---\n${templateText(LEAST, "b")}`;
    const { templates, problems } = readUserTemplates([sourceOf(text)], compileSchema);
    expect(problems).toEqual([]);
    expect(templates.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("reads JSON", () => {
    const { templates, problems } = readUserTemplates(
      [
        sourceOf(
          '{"apiVersion":"kube-sidecar.dev/v1alpha1","kind":"SidecarTemplate","metadata":{"name":"j"},"spec":{"role":"config","containers":[{"name":"c"}]}}',
        ),
      ],
      compileSchema,
    );
    expect(problems).toEqual([]);
    expect(templates[0]?.name).toBe("j");
  });

  it("leaves out a template with errors and keeps the others", () => {
    const text = `${templateText("role: nothing\ncontainers: []", "bad")}---\n${templateText(LEAST, "good")}`;
    const { templates, problems } = readUserTemplates([sourceOf(text)], compileSchema);
    expect(templates.map(({ name }) => name)).toEqual(["good"]);
    expect(problems.length).toBe(2);
  });

  it("keeps a template with warnings", () => {
    const spec = "role: logging\ncontainers: [{name: c, imagePolicy: Always}]";
    expect(readUserTemplates([sourceOf(templateText(spec))], compileSchema).templates).toHaveLength(
      1,
    );
  });

  it("says where the YAML is broken", () => {
    const [complaint] = complaints("kind: SidecarTemplate\nspec: {a: [}\n");
    expect(complaint).toMatch(/^2:\d+ /);
  });

  it("finds keys that stand twice", () => {
    expect(problemsOf(`${LEAST}role: proxy\n`)).toEqual([
      '3:3 the key "role" stands here twice [join the two into one]',
    ]);
  });

  it.each([
    [
      "the version",
      "v1alpha1",
      "v1",
      '1:13 apiVersion must be "kube-sidecar.dev/v1alpha1", not "kube-sidecar.dev/v1"',
    ],
    [
      "the name",
      "name: t",
      "name: My_Template",
      '4:9 metadata.name must be a DNS label (lower-case letters, digits and `-`, at most 63), not "My_Template"',
    ],
    [
      "a name that is no string",
      "name: t",
      "name: 1",
      "4:9 metadata.name must be a DNS label (lower-case letters, digits and `-`, at most 63), not 1",
    ],
    [
      "a long name",
      "name: t",
      `name: ${"t".repeat(64)}`,
      `4:9 metadata.name must be a DNS label (lower-case letters, digits and \`-\`, at most 63), not "${"t".repeat(56)}...`,
    ],
    [
      "other metadata",
      "name: t",
      "name: t\n  namespace: x",
      '5:3 unknown field "metadata.namespace" [known here: name, labels, annotations]',
    ],
  ])("checks %s", (_, from, to, expected) => {
    expect(complaints(templateText(LEAST).replace(from, to))).toEqual([expected]);
  });

  it("misses what must be there", () => {
    expect(complaints("kind: SidecarTemplate\n")).toEqual([
      "1:1 apiVersion is missing",
      "1:1 metadata is missing",
      "1:1 spec is missing",
    ]);
    expect(problemsOf("description: x")).toEqual([
      "1:3 spec.role is missing",
      "1:3 spec.containers is missing",
    ]);
  });
});

describe("problems of a template", () => {
  const C = "containers: [{name: c, image: i}]\n";
  const L = "role: logging\n";
  const LC = L + C;
  const P = (params: string) => `${LC}params:\n  ${params}\n`;

  it.each<[string, string, readonly string[]]>([
    // Fields of ours.
    [
      "an unknown field",
      `${L}contaners: []\n${C}`,
      ['2:3 unknown field "spec.contaners"; did you mean "containers"?'],
    ],
    [
      "an unknown field far from all",
      `${LC}zzz: 1`,
      [
        '3:3 unknown field "spec.zzz" [known here: description, extends, role, params, lifecycle, position, containers, initContainers, volumes, files, shared, app, pod, front, refuses, findings, elsewhere]',
      ],
    ],
    [
      "a wrong role",
      `role: loging\n${C}`,
      [
        '1:9 spec.role must be "logging", "monitoring", "proxy", "mesh", "config", "security", "adapter" or "ambassador", not "loging"; did you mean "logging"?',
      ],
    ],
    [
      "a wrong lifecycle",
      `${LC}lifecycle: sidecar`,
      ['3:14 spec.lifecycle must be "native" or "classic", not "sidecar"'],
    ],
    [
      "a reference where none is filled in",
      `${P("l: {type: string, default: native}")}lifecycle: $(params.l)`,
      ['5:14 spec.lifecycle must be "native" or "classic", not "$(params.l)"'],
    ],
    [
      "a wrong position",
      `${LC}position: middle`,
      ['3:13 spec.position must be "first" or "last", not "middle"'],
    ],
    [
      "a position of two",
      `${LC}position: {before: a, after: b}`,
      ['3:13 spec.position must have at most 1 field, not {"before":"a","after":"b"}'],
    ],
    [
      "a position that is a number",
      `${LC}position: 1`,
      ["3:13 spec.position must be first, last, {before: NAME} or {after: NAME}, not 1"],
    ],
    [
      "no container",
      `${L}containers: []`,
      ["2:15 spec.containers must have at least 1 item, not []"],
    ],
    [
      "containers that are no list",
      `${L}containers: {name: c}`,
      ['2:15 spec.containers must be a list, not {"name":"c"}'],
    ],
    ["null containers", `${L}containers:`, ["2:14 spec.containers must be a list, not null"]],
    [
      "a file without content",
      `${LC}files: [{path: /etc/x/y}]`,
      ["3:11 spec.files[0].content is missing"],
    ],
    [
      "a file in the root",
      `${LC}files: [{path: /x.yaml, content: a}]`,
      [
        '3:18 spec.files[0].path must be the absolute path of a file, in a folder that the files may take over (not /), not "/x.yaml"',
      ],
    ],
    [
      "a relative file",
      `${LC}files: [{path: etc/x.yaml, content: a}]`,
      [
        '3:18 spec.files[0].path must be the absolute path of a file, in a folder that the files may take over (not /), not "etc/x.yaml"',
      ],
    ],
    [
      "a file with ..",
      `${LC}files: [{path: /etc/../x.yaml, content: a}]`,
      [
        '3:18 spec.files[0].path must be the absolute path of a file, in a folder that the files may take over (not /), not "/etc/../x.yaml"',
      ],
    ],
    [
      "a file of a folder",
      `${LC}files: [{path: /etc/x/, content: a}]`,
      [
        '3:18 spec.files[0].path must be the absolute path of a file, in a folder that the files may take over (not /), not "/etc/x/"',
      ],
    ],
    [
      "a file path of a relative parameter",
      `${P("d: {type: string, default: etc}")}files: [{path: $(params.d)/x, content: a}]`,
      [
        '5:18 spec.files[0].path must be the absolute path of a file, in a folder that the files may take over (not /), not "$(params.d)/x"',
      ],
    ],
    [
      "a relative shared path",
      `${LC}shared: [{name: a, path: b}]`,
      ['3:28 spec.shared[0].path must be an absolute path, not "b"'],
    ],
    [
      "a shared source that is none",
      `${LC}shared: [{name: a, path: /b, source: {}}]`,
      ["3:40 spec.shared[0].source must have at least 1 field, not {}"],
    ],
    [
      "containers of the app",
      `${LC}app: {containers: first}`,
      ['3:21 spec.app.containers must be "main" or "all", not "first"'],
    ],
    [
      "an unknown addition to the pod",
      `${LC}pod: {hostNetwork: true}`,
      [
        '3:9 unknown field "spec.pod.hostNetwork" [known here: labels, annotations, imagePullSecrets, hostAliases, shareProcessNamespace, serviceAccountName, securityContext]',
      ],
    ],
    [
      "a label that is no string",
      `${LC}pod: {labels: {a: 1}}`,
      ["3:21 spec.pod.labels.a must be a string, not 1"],
    ],
    ["a port in front of nothing", `${LC}front: {port: 1}`, ["3:10 spec.front.of is missing"]],
    // Fields of Kubernetes.
    [
      "a port that is a string",
      `${L}containers:\n- name: c\n  ports:\n  - containerPort: abc`,
      ['5:22 spec.containers[0].ports[0].containerPort must be an integer, not "abc"'],
    ],
    [
      "a variable that is a number",
      `${L}containers: [{name: c, env: [{name: A, value: 8080}]}]`,
      ["2:49 spec.containers[0].env[0].value must be a string, not 8080"],
    ],
    [
      "an argument that is a boolean",
      `${L}containers: [{name: c, args: [yes]}]`,
      ["2:33 spec.containers[0].args[0] must be a string, not true"],
    ],
    [
      "a container without a name",
      `${L}containers: [{image: c}]`,
      ["2:16 spec.containers[0].name is missing"],
    ],
    [
      "a null source",
      `${LC}volumes: [{name: a, emptyDir: }]`,
      ["3:32 spec.volumes[0].emptyDir must be a mapping, not null"],
    ],
    [
      "a wrong quantity",
      `${L}containers: [{name: c, resources: {limits: {memory: 64MB}}}]`,
      [
        '2:55 spec.containers[0].resources.limits.memory must be a quantity such as 500m or 64Mi, not "64MB"',
      ],
    ],
    [
      "a field that Kubernetes 1.30 does not have",
      `${L}containers: [{name: c, imagePullPolcy: Always}]`,
      [
        '2:26 warning: unknown field "spec.containers[0].imagePullPolcy"; did you mean "imagePullPolicy"? [known are the fields of Kubernetes 1.30; a newer one is kept as it is]',
      ],
    ],
    [
      "a newer field",
      `${LC}volumes: [{name: a, image: {reference: x}}]`,
      [
        '3:23 warning: unknown field "spec.volumes[0].image" [known are the fields of Kubernetes 1.30; a newer one is kept as it is]',
      ],
    ],
    // References.
    [
      "a port of a string parameter",
      `${L}params: {p: {type: string, default: a}}\ncontainers: [{name: c, ports: [{containerPort: $(params.p)}]}]`,
      ['3:50 spec.containers[0].ports[0].containerPort must be an integer, not "$(params.p)"'],
    ],
    [
      "an object of a wrong form",
      `${L}params: {r: {type: object, default: {limits: 1}}}\ncontainers: [{name: c, resources: $(params.r)}]`,
      ["3:37 spec.containers[0].resources.limits must be a mapping, not 1"].map((t) =>
        t.replace("not 1", 'not "$(params.r)"'),
      ),
    ],
    [
      "an unknown parameter",
      `${P("port: {type: integer, default: 1}")}pod: {labels: {a: x-$(params.prot)}}`,
      [
        '5:21 unknown reference "$(params.prot)"; did you mean "$(params.port)"? [known: $(params.port), $(workload.name), $(workload.kind), $(workload.namespace), $(app.name), $(app.image), $(app.port), $(app.ports.NAME); for this very text write $$(params.prot)]',
      ],
    ],
    [
      "an unknown field of the app",
      `${LC}pod: {labels: {a: $(app.version)}}`,
      [
        '3:21 unknown reference "$(app.version)" [known: $(workload.name), $(workload.kind), $(workload.namespace), $(app.name), $(app.image), $(app.port), $(app.ports.NAME); for this very text write $$(app.version)]',
      ],
    ],
    [
      "a port without a name",
      `${LC}pod: {labels: {a: $(app.ports.)}}`,
      [
        '3:21 unknown reference "$(app.ports.)"; did you mean "$(app.port)"? [known: $(workload.name), $(workload.kind), $(workload.namespace), $(app.name), $(app.image), $(app.port), $(app.ports.NAME); for this very text write $$(app.ports.)]',
      ],
    ],
    [
      "a name of every object as a parameter",
      `${LC}pod: {labels: {a: $(params.constructor)}}`,
      [
        '3:21 unknown reference "$(params.constructor)" [known: $(workload.name), $(workload.kind), $(workload.namespace), $(app.name), $(app.image), $(app.port), $(app.ports.NAME); for this very text write $$(params.constructor)]',
      ],
    ],
    [
      "a reference in a key",
      `${LC}pod: {labels: {$(app.name): a}}`,
      ['3:18 the key "$(app.name)" holds $(app.name), but references are filled in in values only'],
    ],
    [
      "an unknown reference in a default",
      P("a: {type: string, default: $(params.b)}"),
      [
        '4:32 unknown reference "$(params.b)"; did you mean "$(params.a)"? [known: $(params.a), $(workload.name), $(workload.kind), $(workload.namespace), $(app.name), $(app.image), $(app.port), $(app.ports.NAME); for this very text write $$(params.b)]',
      ],
    ],
    // Conditions.
    [
      "a condition that is no parameter",
      `${P("debug: {type: boolean, default: false}")}volumes: [{name: v, emptyDir: {}, when: debgu}]`,
      [
        '5:43 "when" names no parameter: "debgu"; did you mean "debug"? [boolean parameters: debug]',
      ],
    ],
    [
      "a condition without parameters",
      `${LC}volumes: [{name: v, emptyDir: {}, when: debug}]`,
      [
        '3:43 "when" names no parameter: "debug" [declare a parameter of type boolean under spec.params]',
      ],
    ],
    [
      "a condition of another type",
      `${P("d: {type: string, default: a}")}volumes: [{name: v, emptyDir: {}, when: d}]`,
      [
        '5:43 "when" needs a boolean parameter, and "d" is of type string [declare a parameter of type boolean under spec.params]',
      ],
    ],
    [
      "a condition where none can be",
      `${L}params: {d: {type: boolean, default: true}}\ncontainers: [{name: c, livenessProbe: {when: d}}]`,
      [
        "3:42 `when` is not possible here [it makes a container, volume, mount, environment variable, port, file or shared directory optional]",
      ],
    ],
    // Parameters.
    ["a parameter without a type", P("a: {default: 1}"), ["4:8 spec.params.a.type is missing"]],
    [
      "an unknown type",
      P("a: {type: int, default: 1}"),
      [
        '4:15 spec.params.a.type must be "string", "integer", "number", "boolean", "array" or "object", not "int"; did you mean "integer"?',
      ],
    ],
    [
      "an unknown keyword",
      P("a: {type: integer, defualt: 1}"),
      ['4:24 unknown field "spec.params.a.defualt"; did you mean "default"?'],
    ],
    [
      "a keyword that is not supported",
      P("a: {type: string, default: x, oneOf: []}"),
      [
        '4:35 unknown field "spec.params.a.oneOf" [known here: type, title, description, default, examples, enum, const, format, pattern, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, items, minItems, maxItems, uniqueItems, properties, required, additionalProperties, propertyNames, minProperties, maxProperties, anyOf, annotation, protected, writeOnly]',
      ],
    ],
    [
      "a bad name",
      P("a.b: {type: string, default: x}"),
      [
        '4:5 spec.params[a.b] must be a parameter\'s name (letters, digits, `_` and `-`, starting with a letter), not "a.b"',
      ],
    ],
    [
      "__proto__ as a name",
      P("__proto__: {type: string, default: x}"),
      [
        '4:5 spec.params.__proto__ must be a parameter\'s name (letters, digits, `_` and `-`, starting with a letter), not "__proto__"',
      ],
    ],
    [
      "a required parameter without examples",
      P("a: {type: string}"),
      [
        '4:8 parameter "a" has no default, so that users must set it, and no examples that show them how [give a `default`, or `examples: [...]`]',
      ],
    ],
    [
      "a default of another type",
      P('a: {type: integer, default: "1"}'),
      ['4:33 spec.params.a.default must be an integer, not "1"'],
    ],
    [
      "a default that is null",
      P("a: {type: string, default: }"),
      ["4:31 spec.params.a.default must be a string, not null"],
    ],
    [
      "a default beside its enum",
      P("a: {type: string, default: x, enum: [a, b]}"),
      ['4:32 spec.params.a.default must be "a" or "b", not "x"'],
    ],
    [
      "a default that is no port",
      P("a: {type: integer, format: port, default: 0}"),
      ["4:47 spec.params.a.default must be a port number (1 to 65535), not 0"],
    ],
    [
      "an example of another type",
      P("a: {type: string, examples: [x, 1]}"),
      ["4:37 spec.params.a.examples[1] must be a string, not 1"],
    ],
    [
      "an unknown format",
      P("a: {type: string, default: x, format: uri}"),
      ['4:43 spec.params.a.format must be "port", not "uri"'],
    ],
    [
      "a port that is no integer",
      P("a: {type: string, default: x, format: port}"),
      ["4:43 format port needs type: integer"],
    ],
    [
      "a pattern that is none",
      P("a: {type: string, default: x, pattern: '('}"),
      ["4:44 spec.params.a.pattern is no regular expression: ("],
    ],
    [
      "a pattern deep inside",
      P("a: {type: array, default: [], items: {pattern: '['}}"),
      ["4:52 spec.params.a.items.pattern is no regular expression: ["],
    ],
    [
      "a default that refers to itself",
      P("a: {type: string, default: x$(params.a)}"),
      ['4:32 the default of parameter "a" depends on itself: a -> a'],
    ],
    [
      "defaults in a circle",
      `${LC}params:\n  a: {type: string, default: $(params.b)}\n  b: {type: string, default: $(params.c)}\n  c: {type: object, default: {x: [$(params.b)]}}`,
      [
        '5:32 the default of parameter "b" depends on itself: b -> c -> b',
        '6:32 the default of parameter "c" depends on itself: c -> b -> c',
      ],
    ],
    // How parts fit.
    [
      "two containers of one name",
      `${L}containers: [{name: c}]\ninitContainers: [{name: c}]`,
      ['3:27 two containers of the name "c"'],
    ],
    [
      "two volumes of one name",
      `${LC}volumes: [{name: v, emptyDir: {}}]\nshared: [{name: v, path: /x}]`,
      ['4:19 two volumes or shared directories of the name "v"'],
    ],
    [
      "a restart policy",
      `${L}containers: [{name: c, restartPolicy: Always}]`,
      [
        "2:41 restartPolicy is set by the lifecycle of the template [leave it out: `lifecycle: native` sets it to Always]",
      ],
    ],
    [
      "a restart policy of an init container",
      `${LC}initContainers: [{name: d, restartPolicy: Always}]`,
      [
        "3:45 restartPolicy is set by the lifecycle of the template [leave it out: initContainers run to completion; a container that goes on belongs in `containers`]",
      ],
    ],
    [
      "a mount of nothing",
      `${L}containers: [{name: c, volumeMounts: [{name: lgos}]}]\nshared: [{name: logs, path: /x}]`,
      [
        '2:41 the mount "lgos" has no mountPath, and no shared directory has its name; did you mean "logs"? [give it a mountPath, or add an entry of that name to spec.shared (there: logs)]',
      ],
    ],
    [
      "a mount without a path",
      `${L}containers: [{name: c, volumeMounts: [{name: a}]}]`,
      [
        '2:41 the mount "a" has no mountPath, and no shared directory has its name [give it a mountPath, or add an entry of that name to spec.shared]',
      ],
    ],
    [
      "a shared directory elsewhere",
      `${L}containers: [{name: c, volumeMounts: [{name: a, mountPath: /y}]}]\nshared: [{name: a, path: /x}]`,
      [
        '2:62 "a" is a shared directory, which a sidecar has where the app has it [leave out mountPath]',
      ],
    ],
    [
      "a shared directory for the app",
      `${LC}shared: [{name: a, path: /x}]\napp: {volumeMounts: [{name: a}]}`,
      [
        '4:24 "a" is a shared directory, which the app has without this mount [leave the mount out]',
      ],
    ],
    [
      "a mount of the app without a path",
      `${LC}app: {volumeMounts: [{name: a}]}`,
      ['3:24 the mount "a" has no mountPath'],
    ],
    [
      "two files at one path",
      `${LC}files: [{path: /e/x, content: a}, {path: /e/x, content: b}]`,
      ["3:44 two files at /e/x"],
    ],
    [
      "a file for nobody",
      `${LC}files: [{path: /e/x, content: a, containers: [d]}]`,
      ['3:49 the template has no container "d" [it has c]'],
    ],
    [
      "files of one folder for different containers",
      `${L}containers: [{name: c}, {name: d}]\nfiles: [{path: /e/x, content: a, containers: [c]}, {path: /e/y, content: a}]`,
      [
        "3:54 files in one folder (/e) are mounted together, so the same containers must see them [name the same containers, or use another folder]",
      ],
    ],
    [
      "a type that is a mapping, where a reference and a condition need it",
      `${L}containers: [{name: c, image: i, env: [{name: A, value: $(params.a), when: a}]}]\nparams: {a: {type: {b: 1}}}`,
      [
        '3:22 spec.params.a.type must be "string", "integer", "number", "boolean", "array" or "object", not {"b":1}',
      ],
    ],
    [
      "references in place of parts and of items",
      `${L}containers: [{name: c, image: i}, $(params.c)]\nvolumes: $(params.v)\nparams: {c: {type: object, default: {name: d}}, v: {type: array, default: []}}`,
      [
        '2:37 spec.containers[1] must be a mapping, not "$(params.c)"',
        '3:12 spec.volumes must be a list, not "$(params.v)"',
      ],
    ],
    [
      "files that are too large",
      `${LC}files: [{path: /e/x, content: ${"x".repeat(262145)}}]`,
      [
        "3:10 the files hold 262145 bytes, and annotations, which keep them, at most 262144 [mount a ConfigMap of your own instead]",
      ],
    ],
  ])("finds %s", (_, spec, expected) => {
    expect(problemsOf(spec)).toEqual(expected);
  });

  it.each<[string, string]>([
    [
      "references of Kubernetes",
      `${L}containers: [{name: c, args: ["$(POD)", "$(param.x)", "$$(params.x)", "$params.x", "$(params"]}]`,
    ],
    [
      "references in what is not filled in",
      `${P('a: {type: string, default: x, description: "see $(params.zzz)", examples: ["$(app.zzz)"]}')}description: not $(params.b)`,
    ],
    ["any port of the app", `${LC}pod: {labels: {a: $(app.ports.http-admin)}}`],
    [
      "numbers where texts go",
      `${P("num: {type: number, default: 1.5}")}pod: {labels: {a: $(params.num), b: v$(params.num)}}`,
    ],
    [
      "texts that are numbers where numbers go",
      `${L}params: {num: {type: integer, default: 1}}\ncontainers: [{name: c, ports: [{containerPort: 8$(params.num)}]}]`,
    ],
    [
      "lists of whole objects",
      `${L}params: {e: {type: array, default: [{name: A, value: b}]}}\ncontainers: [{name: c, env: $(params.e)}]`,
    ],
    ["labels of the name when", `${LC}pod: {labels: {when: x}, annotations: {when: z}}`],
    ["a default that follows the app", P("a: {type: integer, format: port, default: $(app.port)}")],
    [
      "objects of any form as a parameter",
      P("a: {type: object, default: {x: {w: 1}}, properties: {z: {type: string}}}"),
    ],
    [
      "aliases and merge keys",
      `${L}params: {a: &p {type: string, default: x}, b: {<<: *p, default: z}}\n${C}`,
    ],
  ])("lets %s pass", (_, spec) => {
    expect(problemsOf(spec)).toEqual([]);
  });
});

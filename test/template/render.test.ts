import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath } from "../../src/manifest/field-path.ts";
import {
  asMap,
  isList,
  isMap,
  mapOf,
  type Value,
  type ValueMap,
} from "../../src/manifest/value.ts";
import { resolveParams } from "../../src/template/params.ts";
import { renderTemplate } from "../../src/template/render.ts";
import type { Lifecycle, Scope, SharedDirectory, Sidecar } from "../../src/template/template.ts";
import { tryProperty } from "../try-property.ts";
import { expand } from "./kubernetes-expand.ts";
import { LEAST, SCOPE, template, WITHOUT_PORTS } from "./templates.ts";

interface Options {
  readonly set?: Readonly<Record<string, Value>>;
  readonly lifecycle?: Lifecycle;
  readonly scope?: Scope;
  readonly name?: string;
}

function rendering(
  spec: string,
  { set = {}, lifecycle = "native", scope = SCOPE, name = "t" }: Options = {},
) {
  const read = template(spec, name);
  const assigned = Object.entries(set).map(([param, value]) => ({
    template: name,
    param,
    value,
    form: "value" as const,
    from: "--values",
  }));
  const params = resolveParams(read, assigned, scope);
  expect(params.problems).toEqual([]);
  return renderTemplate(read, params, scope, { lifecycle });
}

function render(spec: string, options: Options = {}): Sidecar {
  const { sidecar, problems } = rendering(spec, options);
  expect(problems).toEqual([]);
  return sidecar;
}

/** A spec whose only container has the fields. */
const container = (fields: string, rest = "") =>
  `role: logging\ncontainers:\n- name: c\n  image: i\n${fields.replaceAll(/^/gm, "  ")}\n${rest}`;

const P = (params: string) => `params:\n${params.trim().replaceAll(/^/gm, "  ")}\n`;

describe("the type of a reference", () => {
  const PARAMS = P(`
int: {type: integer, default: 8080}
num: {type: number, default: 0.5}
flag: {type: boolean, default: true}
str: {type: string, default: http}
digits: {type: string, default: "70"}
list: {type: array, default: [a, 1, true]}
map: {type: object, default: {cpu: 1, memory: 64Mi}}
`);

  it.each<[string, string, string, Value]>([
    ["an integer in env", "env: [{name: A, value: $(params.int)}]", "env.0.value", "8080"],
    ["a number in env", "env: [{name: A, value: $(params.num)}]", "env.0.value", "0.5"],
    ["a boolean in env", "env: [{name: A, value: $(params.flag)}]", "env.0.value", "true"],
    ["a list in env", "env: [{name: A, value: $(params.list)}]", "env.0.value", '["a",1,true]'],
    [
      "a mapping in env",
      "env: [{name: A, value: $(params.map)}]",
      "env.0.value",
      '{"cpu":1,"memory":"64Mi"}',
    ],
    ["an integer in args", "args: [$(params.int)]", "args.0", "8080"],
    ["an integer in a longer argument", 'args: ["--port=$(params.int)"]', "args.0", "--port=8080"],
    [
      "a mapping in a longer argument",
      "args: ['--json=$(params.map)']",
      "args.0",
      '--json={"cpu":1,"memory":"64Mi"}',
    ],
    [
      "a list for args, whose items are strings",
      "args: $(params.list)",
      "args",
      ["a", "1", "true"],
    ],
    ["an integer in command", "command: [x, $(params.int)]", "command.1", "8080"],
    [
      "an integer as a port",
      "ports: [{containerPort: $(params.int)}]",
      "ports.0.containerPort",
      8080,
    ],
    [
      "a string of digits as a port",
      "ports: [{containerPort: $(params.digits)}]",
      "ports.0.containerPort",
      70,
    ],
    [
      "digits joined to a port",
      "ports: [{containerPort: 1$(params.digits)}]",
      "ports.0.containerPort",
      170,
    ],
    [
      "an integer as IntOrString",
      "livenessProbe: {httpGet: {port: $(params.int)}}",
      "livenessProbe.httpGet.port",
      8080,
    ],
    [
      "a string as IntOrString",
      "livenessProbe: {httpGet: {port: $(params.str)}}",
      "livenessProbe.httpGet.port",
      "http",
    ],
    ["a boolean as a boolean", "tty: $(params.flag)", "tty", true],
    ["an integer as a name", "workingDir: /w/$(params.int)", "workingDir", "/w/8080"],
    [
      "a mapping as it is",
      "resources: {limits: $(params.map)}",
      "resources.limits",
      { cpu: 1, memory: "64Mi" },
    ],
    [
      "a number as a quantity",
      "resources: {limits: {cpu: $(params.num)}}",
      "resources.limits.cpu",
      0.5,
    ],
    ["the app's name", "args: [$(app.name), $(app.image)]", "args", ["web", "example.com/web:2"]],
    ["the app's ports", "args: [$(app.port), $(app.ports.admin)]", "args", ["8080", "9000"]],
    [
      "the workload",
      "args: [$(workload.name), $(workload.kind), $(workload.namespace)]",
      "args",
      ["shop", "Deployment", "prod"],
    ],
  ])("%s", (_, fields, path, expected) => {
    const [rendered] = render(container(fields, PARAMS)).containers;
    const value = path
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], rendered);
    expect(value).toEqual(expected);
  });

  it("is a string in labels and annotations", () => {
    const { pod } = render(
      `${LEAST}${PARAMS}pod: {labels: {a: $(params.int)}, annotations: {b: $(params.map)}}`,
    );
    expect(pod).toEqual({ labels: { a: "8080" }, annotations: { b: '{"cpu":1,"memory":"64Mi"}' } });
  });

  it("is what the app receives, too", () => {
    const { app } = render(
      `${LEAST}${PARAMS}app: {containers: $(params.list), env: [{name: A, value: $(params.int)}]}`,
      { set: { list: ["x", "y"] } },
    );
    expect(app).toEqual({
      containers: ["x", "y"],
      env: [{ name: "A", value: "8080" }],
      volumeMounts: [],
    });
  });
});

describe("dollars", () => {
  const S = P("s: {type: string, default: x}\nl: {type: array, default: []}");

  it.each<[string, string, string, string]>([
    ["an argument", 'args: ["$(params.s)"]', "$(HOME)", "$$(HOME)"],
    ["command", 'command: ["a $(params.s)"]', "$(HOME)", "a $$(HOME)"],
    ["env", "env: [{name: A, value: $(params.s)}]", "$$", "$$$"],
    ["the command of a probe", "livenessProbe: {exec: {command: [$(params.s)]}}", "$(A)", "$$(A)"],
    [
      "subPathExpr",
      "volumeMounts: [{name: v, mountPath: /x, subPathExpr: $(params.s)}]",
      "$(A)",
      "$$(A)",
    ],
  ])("are doubled where Kubernetes expands: %s", (_, fields, value, expected) => {
    const rendered = JSON.stringify(render(container(fields, S), { set: { s: value } }).containers);
    expect(rendered).toContain(JSON.stringify(expected).slice(1, -1));
  });

  it.each([
    ["a lifecycle hook", "lifecycle: {preStop: {exec: {command: [$(params.s)]}}}"],
    ["a working directory", "workingDir: $(params.s)"],
  ])("stay elsewhere: %s", (_, fields) => {
    const rendered = JSON.stringify(
      render(container(fields, S), { set: { s: "$(A)$$" } }).containers,
    );
    expect(rendered).toContain('"$(A)$$"');
  });

  it("of the template's own stay as they are", () => {
    const fields = 'args: ["$(POD) $$(POD) $x", "$$(params.s)"]\nworkingDir: $$(params.s)$$(POD)';
    const [rendered] = render(container(fields, S)).containers;
    expect(rendered).toMatchObject({
      args: ["$(POD) $$(POD) $x", "$$(params.s)"],
      workingDir: "$(params.s)$$(POD)",
    });
  });

  it("of parameters in lists are doubled, too", () => {
    const [rendered] = render(container("args: $(params.l)", S), {
      set: { l: ["$(A)", "$"] },
    }).containers;
    expect(rendered?.["args"]).toEqual(["$$(A)", "$"]);
  });

  it("and all other characters reach the container as they were set", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom("$", "(", ")", "params.s", "'", '"', "\n", "\\", "{{", "é"),
      }),
    );
    const spec = container(
      'args: ["$(params.s)", "--a=$(params.s)$(params.s)(x)", "$$(params.s)"]\nenv: [{name: A, value: "$(params.s)"}]',
      `${S}pod: {annotations: {a: "<$(params.s)>"}}`,
    );
    const read = template(spec);
    tryProperty(
      fc.property(hostile, (s) => {
        const params = resolveParams(
          read,
          [{ template: "t", param: "s", value: s, form: "text", from: "--set" }],
          SCOPE,
        );
        const { containers, pod } = renderTemplate(read, params, SCOPE, {
          lifecycle: "native",
        }).sidecar;
        const { args, env } = containers[0] as unknown as {
          args: string[];
          env: { value: string }[];
        };
        // Lone surrogates are no text for a kubelet.
        if (Buffer.from(s).toString() !== s) return;
        expect(args.map((text) => expand(text))).toEqual([s, `--a=${s}${s}(x)`, "$(params.s)"]);
        expect(expand(env[0]?.value ?? "")).toBe(s);
        expect(pod["annotations"]).toEqual({ a: `<${s}>` });
      }),
      200,
    );
  });

  it("__proto__ is a value like any other", () => {
    const spec = container("resources: {limits: $(params.m)}", P("m: {type: object, default: {}}"));
    const limits = mapOf([["__proto__", "1"]]);
    const [rendered] = render(spec, { set: { m: limits } }).containers;
    const found = asMap(asMap(rendered?.["resources"])["limits"]);
    expect(Object.entries(found)).toEqual([["__proto__", "1"]]);
  });
});

describe("when", () => {
  const SPEC = `
role: logging
params: {extra: {type: boolean, default: false}}
containers:
- name: c
  env: [{name: A, value: a, when: extra}, {name: B, value: b}]
  ports: [{containerPort: 1, when: extra}]
  volumeMounts: [{name: v, mountPath: /v, when: extra}]
- {name: d, when: extra}
initContainers: [{name: e, when: extra}]
volumes: [{name: v, emptyDir: {}, when: extra}]
files: [{path: /etc/x/y, content: a, when: extra}]
shared: [{name: s, path: /s, when: extra}]
app:
  env: [{name: A, value: a, when: extra}]
  volumeMounts: [{name: v, mountPath: /v, when: extra}]
pod: {labels: {when: always}}
`;

  it("leaves parts out", () => {
    const sidecar = render(SPEC, { lifecycle: "classic" });
    expect(sidecar).toMatchObject({
      containers: [{ name: "c", env: [{ name: "B", value: "b" }] }],
      initContainers: [],
      volumes: [],
      shared: [],
      app: { env: [], volumeMounts: [] },
      pod: { labels: { when: "always" } },
    });
    expect(sidecar.pod).toEqual({ labels: { when: "always" } });
  });

  it("keeps parts, and goes away", () => {
    const sidecar = render(SPEC, { lifecycle: "classic", set: { extra: true } });
    const { template: _, origins: __, pod, ...rest } = sidecar;
    expect(JSON.stringify(rest)).not.toContain("when");
    expect(pod["labels"]).toEqual({ when: "always" });
    expect(sidecar.containers.map(({ name }) => name)).toEqual(["c", "d"]);
    expect(sidecar.volumes.map(({ name }) => name)).toEqual(["v", "t-files"]);
    expect(sidecar.containers[0]?.["env"]).toHaveLength(2);
  });
});

describe("lifecycle", () => {
  const spec = `role: logging\ncontainers: [{name: a, image: i, args: []}, {image: i, name: b}, {args: [], name: c}]\ninitContainers: [{name: d}]\n`;

  it("native sets restartPolicy behind name and image", () => {
    const { containers, initContainers, lifecycle } = render(spec);
    expect(lifecycle).toBe("native");
    expect(containers.map((one) => Object.keys(one))).toEqual([
      ["name", "image", "restartPolicy", "args"],
      ["image", "name", "restartPolicy"],
      ["args", "name", "restartPolicy"],
    ]);
    expect(containers.every((one) => one["restartPolicy"] === "Always")).toBe(true);
    expect(initContainers).toEqual([{ name: "d" }]);
  });

  it("classic does not", () => {
    const { containers, lifecycle } = render(spec, { lifecycle: "classic" });
    expect(lifecycle).toBe("classic");
    expect(containers[0]).toEqual({ name: "a", image: "i", args: [] });
  });

  it("keeps the order of keys", () => {
    const fields = "volumeMounts: []\nports: []\nargs: []\nenv: []";
    expect(
      Object.keys(render(container(fields), { lifecycle: "classic" }).containers[0] ?? {}),
    ).toEqual(["name", "image", "volumeMounts", "ports", "args", "env"]);
  });
});

describe("files", () => {
  const SPEC = `
role: logging
params: {level: {type: string, default: info}}
containers: [{name: a, volumeMounts: [{name: v, mountPath: /v}]}, {name: b}]
initContainers: [{name: c}]
volumes: [{name: v, emptyDir: {}}]
files:
- {path: /etc/x/main.conf, content: "level: $(params.level) $(HOME) $$(params.level)"}
- {path: /etc/x/more.conf, content: ""}
- {path: /etc/y/main.conf, content: m, containers: [b, c]}
pod: {annotations: {own: "1"}}
`;

  it("become annotations, volumes and mounts", () => {
    const { pod, volumes, containers, initContainers } = render(SPEC, { lifecycle: "classic" });
    const annotations = pod["annotations"] as ValueMap;
    const [own, main, more, other] = Object.keys(annotations);
    expect([own, more]).toEqual(["own", "kube-sidecar.dev/file.t.more.conf"]);
    expect(main).toMatch(/^kube-sidecar\.dev\/file\.t\.main\.conf-[0-9a-f]{8}$/);
    expect(other).toMatch(/^kube-sidecar\.dev\/file\.t\.main\.conf-[0-9a-f]{8}$/);
    expect(main).not.toBe(other);
    expect(Object.values(annotations)).toEqual([
      "1",
      "level: info $(HOME) $(params.level)",
      "",
      "m",
    ]);
    const item = (path: string, key = "") => ({
      path,
      fieldRef: { fieldPath: `metadata.annotations['${key}']` },
    });
    expect(volumes).toEqual([
      { name: "v", emptyDir: {} },
      {
        name: "t-files",
        downwardAPI: { items: [item("main.conf", main), item("more.conf", more)] },
      },
      { name: "t-files-2", downwardAPI: { items: [item("main.conf", other)] } },
    ]);
    const mount = (name: string, mountPath: string) => ({ name, mountPath, readOnly: true });
    expect(containers.map((one) => one["volumeMounts"])).toEqual([
      [{ name: "v", mountPath: "/v" }, mount("t-files", "/etc/x")],
      [mount("t-files", "/etc/x"), mount("t-files-2", "/etc/y")],
    ]);
    expect(initContainers[0]).toEqual({ name: "c", volumeMounts: [mount("t-files-2", "/etc/y")] });
  });

  it("leave the keys of a container in their order", () => {
    const spec = `role: logging\ncontainers: [{name: a, volumeMounts: [], args: []}]\nfiles: [{path: /e/f/g, content: x}]`;
    expect(Object.keys(render(spec, { lifecycle: "classic" }).containers[0] ?? {})).toEqual([
      "name",
      "volumeMounts",
      "args",
    ]);
  });

  it.each([
    ["a simple name", "t", "/etc/x/y.conf", /^file\.t\.y\.conf$/],
    [
      "characters that a key cannot have",
      "t",
      "/etc/x/a b+ü.conf",
      /^file\.t\.a-b-\.conf-[0-9a-f]{8}$/,
    ],
    ["an end that a key cannot have", "t", "/etc/x/y_", /^file\.t\.y_-[0-9a-f]{8}$/],
    ["a long name", "t", `/etc/x/${"y".repeat(80)}`, /^file\.t\.y{47}-[0-9a-f]{8}$/],
    ["a long name of a template", "n".repeat(63), "/etc/x/y", /^file\.n{49}-[0-9a-f]{8}$/],
  ])("have a valid key: %s", (_, name, path, key) => {
    const spec = `${LEAST}files: [{path: "${path}", content: x}]`;
    const { pod, volumes } = render(spec, { name });
    const [found = ""] = Object.keys(pod["annotations"] as ValueMap);
    const [prefix, local = ""] = found.split("/");
    expect(prefix).toBe("kube-sidecar.dev");
    expect(local).toMatch(key);
    expect(local.length).toBeLessThanOrEqual(63);
    expect(local).toMatch(/^[A-Za-z0-9][-\w.]*[A-Za-z0-9]$/);
    expect(String(volumes[0]?.["name"])).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });

  it("need no annotations when there are none", () => {
    expect(render(LEAST).pod).toEqual({});
    expect(render(LEAST).volumes).toEqual([]);
  });
});

describe("ports", () => {
  const SPEC = `${LEAST}params:
  port: {type: integer, format: port, default: 15001}
  admin: {type: integer, format: port, default: 15000}
  upstream: {type: integer, format: port, default: $(app.port)}
  second: {type: integer, format: port, default: $(params.port)}
  count: {type: integer, default: 5}
front: {port: $(params.port), of: $(params.upstream)}
`;

  it("are known, and which of them may move", () => {
    const { ports, movable, front } = render(SPEC, { set: { admin: 9 } });
    expect(ports).toEqual({ port: 15001, admin: 9, upstream: 8080, second: 15001 });
    expect(movable).toEqual(["port"]);
    expect(front).toEqual({ port: 15001, of: 8080 });
  });

  it("stand in front of nothing where the template says nothing", () => {
    expect(Object.hasOwn(render(LEAST), "front")).toBe(false);
  });
});

describe("position", () => {
  it.each<[string, unknown]>([
    ["position: last", "last"],
    ["position: {after: $(app.name)}", { after: "web" }],
    ["", "first"],
  ])("of %j", (line, expected) => {
    expect(render(`${LEAST}${line}`).position).toEqual(expected);
  });
});

describe("problems of a rendering", () => {
  const said = (spec: string, options: Options) =>
    rendering(spec, options).problems.map(({ message, help }) => `${message} [${help}]`);

  it("has a port that the app lacks, once", () => {
    const spec = container(
      "args: [$(app.port), $(app.port)]\nports: [{containerPort: $(app.port)}]",
    );
    expect(said(spec, { scope: WITHOUT_PORTS })).toEqual([
      'template "t" needs a port of the app: container "web" declares none [declare a containerPort in container "web"]',
    ]);
    expect(said(container("args: [$(app.ports.x)]"), {})).toEqual([
      'template "t" needs the port "x" of the app: container "web" declares only http, admin [declare a containerPort with the name x in container "web"]',
    ]);
  });

  it("does not need the port of a part that is left out", () => {
    const spec = container(
      "env: [{name: A, value: $(app.port), when: extra}]",
      P("extra: {type: boolean, default: false}"),
    );
    expect(said(spec, { scope: WITHOUT_PORTS })).toEqual([]);
  });

  it("says where a value that a user set does not fit", () => {
    const spec = container(
      "volumeMounts: [{name: v, mountPath: /v, when: extra}, {name: d}]\nresources: $(params.res)",
      `shared: [{name: d, path: $(params.dir)}]\n${P("dir: {type: string, default: /d}\nres: {type: object, default: {}}\nextra: {type: boolean, default: false}")}`,
    );
    expect(said(spec, { set: { dir: "logs" } })).toEqual([
      'spec.shared[0].path must be an absolute path, not "logs" [the template says $(params.dir)]',
    ]);
    expect(said(spec, { set: { res: { limits: [1] } } })).toEqual([
      "spec.containers[0].resources.limits must be a mapping, not [1] [the template says $(params.res)]",
    ]);
    expect(said(spec, { set: { res: { limits: { cpu: "much" } } } })).toEqual([
      'spec.containers[0].resources.limits.cpu must be a quantity such as 500m or 64Mi, not "much" [the template says $(params.res)]',
    ]);
  });

  it("points to the template's own places where parts were left out", () => {
    const spec = container(
      "ports: [{containerPort: 1, when: extra}, {containerPort: $(params.p)}]",
      P("extra: {type: boolean, default: false}\np: {type: string, default: '80'}"),
    );
    expect(said(spec, { set: { p: "abc" } })).toEqual([
      'spec.containers[0].ports[1].containerPort must be an integer, not "abc" [the template says $(params.p)]',
    ]);
  });
});

describe("origins", () => {
  it("of every mapping and list are paths of the template's document", () => {
    const spec = `
role: logging
params: {extra: {type: boolean, default: false}, res: {type: object, default: {limits: {cpu: 1}}}}
containers:
- name: c
  ports: [{containerPort: 1, when: extra}, {containerPort: 2}]
  resources: $(params.res)
  volumeMounts: [{name: v, mountPath: /v}]
volumes: [{name: w, emptyDir: {}, when: extra}, {name: v, emptyDir: {}}]
files: [{path: /etc/a/b, content: x, when: extra}, {path: /etc/a/c, content: x}]
shared: [{name: s, path: /s, source: {emptyDir: {}}}]
app: {env: [{name: A, value: b}]}
pod: {labels: {a: b}}
`;
    const { origins, containers, volumes, shared, app, pod } = render(spec);
    const paths: string[] = [];
    const walk = (value: Value) => {
      if (!isMap(value) && !isList(value)) return;
      const path = origins.get(value);
      paths.push(path === undefined ? "?" : formatPath(path));
      Object.values(value).forEach(walk);
    };
    for (const part of [
      ...containers,
      ...volumes,
      ...shared.map((directory) => directory as SharedDirectory & ValueMap),
      ...app.env,
      pod,
    ]) {
      walk(part);
    }
    expect(paths).toEqual([
      "spec.containers[0]",
      "spec.containers[0].ports",
      "spec.containers[0].ports[1]",
      "spec.containers[0].resources",
      "spec.containers[0].resources.limits",
      "spec.containers[0].volumeMounts",
      "spec.containers[0].volumeMounts[0]",
      "spec.files[1]",
      "spec.volumes[1]",
      "spec.volumes[1].emptyDir",
      "spec.files[1]",
      "spec.files[1]",
      "spec.files[1]",
      "spec.files[1]",
      "spec.files[1]",
      "spec.shared[0]",
      "spec.shared[0].source",
      "spec.shared[0].source.emptyDir",
      "spec.app.env[0]",
      "spec.pod",
      "spec.pod.labels",
      "spec.files",
    ]);
  });
});

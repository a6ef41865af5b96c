import { describe, expect, it } from "vitest";
import { mapOf, type Value } from "../../src/manifest/value.ts";
import { resolveParams } from "../../src/template/params.ts";
import type { AssignedValue, Scope } from "../../src/template/template.ts";
import { LEAST, SCOPE, template, WITHOUT_PORTS } from "./templates.ts";

const PARAMS = `${LEAST}params:
  text: {type: string, default: abc, description: A text}
  count: {type: integer, default: 3}
  ratio: {type: number, default: 0.5}
  debug: {type: boolean, default: false}
  list: {type: array, default: [], items: {type: string}}
  map: {type: object, default: {}}
  port: {type: integer, format: port, default: 8081}
  level: {type: string, default: info, enum: [info, warn]}
  word: {type: string, default: x, pattern: "^[a-z]+$"}
  few: {type: integer, default: 1, minimum: 1, maximum: 9}
`;

const assign = (
  param: string,
  value: Value,
  form: AssignedValue["form"] = "text",
  from = "--set",
): AssignedValue => ({ template: "t", param, value, form, from });

function resolve(assigned: readonly AssignedValue[], params = PARAMS, scope: Scope = SCOPE) {
  return resolveParams(template(params), assigned, scope);
}

function complaints(assigned: readonly AssignedValue[], params = PARAMS, scope: Scope = SCOPE) {
  return resolve(assigned, params, scope).problems.map(
    ({ message, help, from }) => `${message} [${help}]${from === "" ? "" : ` (${from})`}`,
  );
}

describe("resolveParams", () => {
  it("gives the defaults", () => {
    const { values, setByUser, problems } = resolve([]);
    expect({ ...values }).toEqual({
      text: "abc",
      count: 3,
      ratio: 0.5,
      debug: false,
      list: [],
      map: {},
      port: 8081,
      level: "info",
      word: "x",
      few: 1,
    });
    expect(setByUser).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each<[string, string, Value]>([
    ["text", "", ""],
    ["text", "8080", "8080"],
    ["text", "yes", "yes"],
    ["text", "null", "null"],
    ["text", "[1]", "[1]"],
    ["text", "$(app.name)", "$(app.name)"],
    ["text", "a\n'\"\\ü😀\u0000", "a\n'\"\\ü😀\u0000"],
    ["count", "0", 0],
    ["count", "-12", -12],
    ["count", "9007199254740993", 9007199254740993n],
    ["ratio", "1.25", 1.25],
    ["ratio", "2", 2],
    ["debug", "true", true],
    ["debug", "false", false],
    ["list", '["a","b"]', ["a", "b"]],
    ["list", " [ ] ", []],
    ["map", '{"a":{"b":[1]}}', mapOf([["a", mapOf([["b", [1]]])]])],
    ["port", "65535", 65535],
  ])("reads %s=%j", (param, text, value) => {
    const { values, setByUser, problems } = resolve([assign(param, text)]);
    expect(problems).toEqual([]);
    expect(values[param]).toEqual(value);
    expect(setByUser).toEqual([param]);
  });

  it("keeps a key __proto__ of a mapping", () => {
    const { values } = resolve([assign("map", '{"__proto__":{"x":1}}')]);
    expect(Object.entries(values["map"] as object)).toEqual([["__proto__", mapOf([["x", 1]])]]);
  });

  it.each<[string, string, string]>([
    ["count", "abc", 'parameter "count" of template "t" must be an integer, not "abc"'],
    ["count", "", 'parameter "count" of template "t" must be an integer, not ""'],
    ["count", "1.5", 'parameter "count" of template "t" must be an integer, not "1.5"'],
    ["count", "1.0", 'parameter "count" of template "t" must be an integer, not "1.0"'],
    ["count", "0644", 'parameter "count" of template "t" must be an integer, not "0644"'],
    ["count", "0x10", 'parameter "count" of template "t" must be an integer, not "0x10"'],
    ["count", "1e3", 'parameter "count" of template "t" must be an integer, not "1e3"'],
    ["count", " 1", 'parameter "count" of template "t" must be an integer, not " 1"'],
    ["ratio", "NaN", 'parameter "ratio" of template "t" must be a number, not "NaN"'],
    ["ratio", ".5", 'parameter "ratio" of template "t" must be a number, not ".5"'],
    ["debug", "yes", 'parameter "debug" of template "t" must be true or false, not "yes"'],
    ["debug", "True", 'parameter "debug" of template "t" must be true or false, not "True"'],
    ["list", "a,b", 'parameter "list" of template "t" must be a list, not "a,b"'],
    ["list", "{}", 'parameter "list" of template "t" must be a list, not {}'],
    ["list", '["a",1]', '[1] of parameter "list" of template "t" must be a string, not 1'],
    ["map", "a: b", 'parameter "map" of template "t" must be a mapping, not "a: b"'],
    ["map", "null", 'parameter "map" of template "t" must be a mapping, not "null"'],
    ["port", "0", 'parameter "port" of template "t" must be a port number (1 to 65535), not 0'],
    [
      "port",
      "65536",
      'parameter "port" of template "t" must be a port number (1 to 65535), not 65536',
    ],
    ["level", "debug", 'parameter "level" of template "t" must be "info" or "warn", not "debug"'],
    ["word", "A1", 'parameter "word" of template "t" must match /^[a-z]+$/, not "A1"'],
    ["few", "0", 'parameter "few" of template "t" must be at least 1, not 0'],
    ["few", "10", 'parameter "few" of template "t" must be at most 9, not 10'],
  ])("refuses %s=%j", (param, text, message) => {
    const { problems, values } = resolve([assign(param, text)]);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0]?.from).toBe("--set");
    expect(Object.hasOwn(values, param)).toBe(false);
  });

  it("says what the parameter is for", () => {
    expect(complaints([assign("text", 1, "value", "values of a.yaml")])).toEqual([
      'parameter "text" of template "t" must be a string, not 1 [text: A text; a string] (values of a.yaml)',
    ]);
    expect(complaints([assign("port", "x")])).toEqual([
      'parameter "port" of template "t" must be an integer, not "x" [port: an integer of format port] (--set)',
    ]);
  });

  it("does not coerce values that have a type already", () => {
    expect(complaints([assign("count", "3", "value")])).toHaveLength(1);
    expect(complaints([assign("debug", "true", "value")])).toHaveLength(1);
    expect(resolve([assign("list", ["a"], "value")]).values["list"]).toEqual(["a"]);
  });

  it("takes the strongest of several values and does not look at the others", () => {
    const { values, problems } = resolve([assign("count", "1"), assign("count", "wrong")]);
    expect(problems).toEqual([]);
    expect(values["count"]).toBe(1);
  });

  it("passes over values for other templates", () => {
    const other = { ...assign("zzz", "1"), template: "other" };
    expect(resolve([other])).toEqual(resolve([]));
  });

  it.each([
    ["coutn", '; did you mean "count"?'],
    ["zzz", ""],
    ["constructor", ""],
    ["__proto__", ""],
  ])("does not know %s", (param, hint) => {
    expect(complaints([assign(param, "1")])).toEqual([
      `template "t" has no parameter "${param}"${hint} [parameters of template "t": text, count, ratio, debug, list, map, port, level, word, few] (--set)`,
    ]);
  });

  it("says so when a template has no parameters", () => {
    expect(complaints([assign("a", "1")], LEAST)).toEqual([
      'template "t" has no parameter "a" [template "t" has no parameters] (--set)',
    ]);
  });

  it.each<[string, string, string]>([
    ["string", "[loki, x]", "loki"],
    ["integer", "[5]", "5"],
    ["object", "[{a: b}]", '{"a":"b"}'],
  ])("asks for a parameter without a default, of type %s", (type, examples, shown) => {
    const params = `${LEAST}params: {out: {type: ${type}, examples: ${examples}, description: Where to}}`;
    expect(complaints([], params)[0]).toMatch(
      `parameter "out" of template "t" has no default and must be set [set it, e.g. --set 't.out=${shown}'; out: Where to; `,
    );
  });

  it("is not misled by parameters with the names of every object", () => {
    const params = `${LEAST}params: {constructor: {type: string, default: a}, toString: {type: string, default: $(params.constructor)b}}`;
    expect({ ...resolve([], params).values }).toEqual({ constructor: "a", toString: "ab" });
  });
});

describe("defaults with references", () => {
  const DERIVED = `${LEAST}params:
  c: {type: string, default: "$(params.b)/c"}
  b: {type: string, default: "/$(params.a)"}
  a: {type: string, default: $(app.name)-$(workload.kind)}
  upstream: {type: integer, default: $(app.port)}
  admin: {type: integer, default: $(app.ports.admin)}
  digits: {type: integer, default: 1$(params.upstream)}
  text: {type: string, default: $(params.upstream)}
  map: {type: object, default: {x: [$(params.upstream), "$$(params.a)", "$(HOME)"]}}
`;

  it("are filled in, whatever the order", () => {
    const { values, problems } = resolve([], DERIVED);
    expect(problems).toEqual([]);
    expect(values).toEqual(
      mapOf([
        ["a", "web-Deployment"],
        ["b", "/web-Deployment"],
        ["c", "/web-Deployment/c"],
        ["upstream", 8080],
        ["admin", 9000],
        ["digits", 18080],
        ["text", "8080"],
        ["map", mapOf([["x", [8080, "$(params.a)", "$(HOME)"]]])],
      ]),
    );
  });

  it("follow what users set, whose values are no templates", () => {
    const { values } = resolve([assign("a", "$(app.image)")], DERIVED);
    expect(values["c"]).toBe("/$(app.image)/c");
  });

  it("say which parameter can stand in for a port that the app lacks", () => {
    const only = `${LEAST}params: {up: {type: integer, default: $(app.port)}, next: {type: string, default: p$(params.up)}}`;
    expect(complaints([], only, WITHOUT_PORTS)).toEqual([
      'template "t" needs a port of the app: container "web" declares none [set the parameter (--set t.up=PORT), or declare a containerPort in container "web"]',
    ]);
    expect(complaints([assign("up", "80")], only, WITHOUT_PORTS)).toEqual([]);
  });

  it("say which ports there are", () => {
    const named = `${LEAST}params: {up: {type: integer, default: $(app.ports.grpc)}}`;
    expect(complaints([], named)).toEqual([
      'template "t" needs the port "grpc" of the app: container "web" declares only http, admin [set the parameter (--set t.up=PORT), or declare a containerPort with the name grpc in container "web"]',
    ]);
    expect(complaints([], named, WITHOUT_PORTS)[0]).toContain("declares none [");
    const object = `${LEAST}params: {up: {type: integer, default: $(app.ports.constructor)}}`;
    expect(complaints([], object)).toHaveLength(1);
  });

  it("must fit what they come to", () => {
    const wrong = `${LEAST}params: {num: {type: integer, default: $(app.name)}}`;
    expect(complaints([], wrong)).toEqual([
      'parameter "num" of template "t" must be an integer, not "web" [num: an integer] (its default)',
    ]);
  });
});

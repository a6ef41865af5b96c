import { describe, expect, it } from "vitest";
import { checkSets } from "../../src/config/check-sets.ts";
import { checkValueNames } from "../../src/config/check-value-names.ts";
import { formatSet, parseSet } from "../../src/config/set-flag.ts";
import { environmentValues } from "../../src/config/value-request.ts";
import { readValuesFile } from "../../src/config/values-file.ts";
import { encodeText } from "../../src/text/source.ts";
import { UserError } from "../../src/text/user-error.ts";
import { injectorWith } from "./injectors.ts";
import { ENVOY, FLUENT_BIT } from "./templates.ts";

const TEMPLATES = new Map([FLUENT_BIT, ENVOY].map((template) => [template.name, template]));

function values(text: string) {
  return readValuesFile({ path: "values.yaml", text: encodeText(text) });
}

describe("parseSet", () => {
  it.each([
    ["logDir=/data", { param: "logDir", value: "/data" }],
    ["fluent-bit.logDir=/data", { template: "fluent-bit", param: "logDir", value: "/data" }],
    ["a=", { param: "a", value: "" }],
    ["a=b=c", { param: "a", value: "b=c" }],
    ["a=b.c,d", { param: "a", value: "b.c,d" }],
    ["a.b.c=d", { template: "a", param: "b.c", value: "d" }],
    ['a=["x", "y"]', { param: "a", value: '["x", "y"]' }],
    ["a= b ", { param: "a", value: " b " }],
  ])("reads %j", (argument, expected) => {
    expect(parseSet(argument)).toEqual(expected);
  });

  it.each(["", "a", "=", "=b", "a.b", ".a=b", "a.=b", "."])("refuses %j", (argument) => {
    expect(() => parseSet(argument)).toThrow(UserError);
    expect(() => parseSet(argument)).toThrow(
      `--set ${argument}: write it as [TEMPLATE.]PARAM=VALUE`,
    );
  });

  it("is named without its value", () => {
    expect(formatSet(parseSet("a.b=secret"))).toBe("--set a.b");
    expect(formatSet(parseSet("b=secret"))).toBe("--set b");
  });
});

describe("checkSets", () => {
  const check = (argument: string, selected = [FLUENT_BIT, ENVOY]) =>
    checkSets([parseSet(argument)], selected, TEMPLATES.keys());

  it.each(["logDir=x", "port=1", "upstream=x", "envoy.port=1", "fluent-bit.image=x"])(
    "lets %j pass",
    (argument) => {
      expect(check(argument)).toEqual([]);
    },
  );

  it.each([
    [
      "envoy.port=1",
      [FLUENT_BIT],
      "--set envoy.port has no effect: no workload gets the template envoy",
    ],
    ["port=1", [], "--set port has no effect: no workload gets a template"],
  ])("warns of %j", (argument, selected, message) => {
    expect(check(argument, selected).map((warning) => warning.message)).toEqual([message]);
  });

  it.each([
    [
      "fluentbit.port=1",
      '--set fluentbit.port: there is no template "fluentbit"; did you mean "fluent-bit"? (known: envoy, fluent-bit)',
    ],
    ["x.y=1", '--set x.y: there is no template "x" (known: envoy, fluent-bit)'],
    [
      "envoy.prot=1",
      '--set envoy.prot: envoy has no parameter "prot"; did you mean "port"? (known: port, upstream)',
    ],
    [
      "logdir=1",
      '--set logdir: fluent-bit or envoy has no parameter "logdir"; did you mean "logDir"? (known: image, logDir, port, upstream)',
    ],
  ])("refuses %j", (argument, message) => {
    expect(() => check(argument)).toThrow(new UserError(message));
  });

  it("knows a template by its name even if nothing selects it", () => {
    expect(() => check("fluentbit.port=1", [])).toThrow(UserError);
  });
});

describe("readValuesFile", () => {
  it("reads template, parameter, value", () => {
    const { file, problems } = values("fluent-bit: {logDir: /x, port: 1, none: }\nenvoy:\n");
    expect(problems).toEqual([]);
    expect([...(file?.values ?? [])].map(([name, params]) => [name, [...params]])).toEqual([
      [
        "fluent-bit",
        [
          ["logDir", "/x"],
          ["port", 1],
        ],
      ],
      ["envoy", []],
    ]);
  });

  it("reads JSON", () => {
    const { file } = values('{"envoy": {"port": 15001}}');
    expect(file?.values.get("envoy")?.get("port")).toBe(15001);
  });

  it.each([
    ["", "1:1 the file is empty"],
    ["- a\n", '1:1 the document must be a mapping of templates to their parameters, not ["a"]'],
    [
      "logDir: /x\n",
      '1:9 logDir must be a mapping of parameters to values, one for each template, not "/x"',
    ],
    ["a: {}\na: {}\n", '2:1 the key "a" stands here twice'],
    ["a: {}\n---\nb: {}\n", "3:1 a second document begins here"],
  ])("complains of %j", (text, expected) => {
    const { file, problems } = values(text);
    expect(file).toBeUndefined();
    expect(
      problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`),
    ).toEqual([expected]);
  });
});

describe("environmentValues", () => {
  const injector = injectorWith("  environments: {prod: {envoy: {port: 1}}, dev: {}}\n");
  const request = { sets: [], files: [] };

  it("are those of the environment, and none without --env", () => {
    const found = environmentValues({ ...request, injector, environment: "prod" });
    expect(found.get("envoy")?.get("port")).toBe(1);
    expect(environmentValues({ ...request, injector }).size).toBe(0);
  });

  it("throws for an unknown one, with those known", () => {
    expect(() => environmentValues({ ...request, injector, environment: "live" })).toThrow(
      new UserError(
        "--env live: kube-sidecar.yaml has no environment of that name; it has dev, prod",
      ),
    );
    const none = injectorWith("  rules: []\n");
    expect(() => environmentValues({ ...request, injector: none, environment: "live" })).toThrow(
      "it has none: add it to spec.environments",
    );
    expect(() => environmentValues({ ...request, environment: "live" })).toThrow(
      /--env live: environments stand in a config file, and there is none/,
    );
  });
});

const KNOWN = {
  names: [...TEMPLATES.keys()],
  find: (name: string) => TEMPLATES.get(name),
};

describe("checkValueNames", () => {
  it("points at unknown templates and parameters of a values file", () => {
    const { file } = values("fluent-bit:\n  logdir: x\nenvy: {}\nenvoy: {port: 1}\n");
    const problems = checkValueNames({ files: file === undefined ? [] : [file] }, KNOWN);
    expect(
      problems.map(
        ({ place, message, help }) => `${place.line}:${place.column} ${message} ${help}`,
      ),
    ).toEqual([
      '2:3 there is no parameter of fluent-bit "logdir"; did you mean "logDir"? known: image, logDir, port',
      '3:1 there is no template "envy"; did you mean "envoy"? known: envoy, fluent-bit',
    ]);
  });

  it("points at them in a config", () => {
    const injector = injectorWith(`  values: {envoi: {}}
  environments: {prod: {envoy: {prt: 1}}}
  rules:
  - {templates: [envoy, fluentbit]}
  - {values: {envoy: {port: 1, zzz: 2}}}
`);
    const problems = checkValueNames({ files: [], injector }, KNOWN);
    expect(
      problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`),
    ).toEqual([
      '4:12 there is no template "envoi"; did you mean "envoy"?',
      '5:33 there is no parameter of envoy "prt"; did you mean "port"?',
      '7:25 there is no template "fluentbit"; did you mean "fluent-bit"?',
      '8:32 there is no parameter of envoy "zzz"',
    ]);
  });
});

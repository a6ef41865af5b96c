import { Argument, Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { complete } from "../../src/cli/completion/complete.ts";
import { main } from "../../src/main.ts";
import { type FakeSurroundings, fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
metadata: {name: shop}
spec:
  templateDirs: [sidecars]
  workloads: [{group: example.com, kind: Thing, path: spec.template}]
  environments: {staging: {}, prod: {}}
`;

const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: audit-log}
spec:
  description: |
    Keeps
    the audit log.
  role: logging
  params:
    level: {type: string, enum: [low, "very high"], default: low, description: How much to keep}
    depth: {type: integer, enum: [1, 2], default: 1, description: How deep}
    deep: {type: boolean, default: false, description: Whether to look deeper}
    free: {type: string, default: "", description: Whatever}
  containers: [{name: audit-log, image: "example.com/audit:1"}]
`;

const FOLDER = {
  "kube-sidecar.yaml": CONFIG,
  "sidecars/audit-log.yaml": TEMPLATE,
  "other/ship.yaml": TEMPLATE.replace("audit-log", "ship-log"),
  "broken/one.yaml": "kind: [",
};

/** Returns the candidates for the last word, and the directive. */
async function press(words: readonly string[], surroundings: Partial<FakeSurroundings> = {}) {
  const io = fakeIo({ cwd: temporaryFolder(FOLDER), ...surroundings });
  const code = await main(["__complete", ...words], io);
  const lines = io.stdout().trimEnd().split("\n");
  expect([code, io.stderr()]).toEqual([0, ""]);
  return { candidates: lines.slice(0, -1), directive: lines.at(-1) };
}

async function valuesAt(...words: readonly string[]): Promise<readonly string[]> {
  const { candidates } = await press(words);
  return candidates.map((line) => line.split("\t")[0] ?? "");
}

describe("completion", () => {
  it("offers commands with what they do", async () => {
    expect(await press(["e"])).toEqual({
      candidates: [
        "eject\ttake out what inject put in",
        "explain\tsay what a check means and how to mend what it finds",
      ],
      directive: ":4",
    });
    expect(await valuesAt("templates", "s")).toEqual(["show", "schema"]);
    expect(await valuesAt("")).not.toContain("__complete");
  });

  it("offers the options of the command, without hidden ones", async () => {
    expect(await valuesAt("eject", "--ku")).toEqual([]);
    expect(await valuesAt("inject", "--k")).toEqual(["--kube-version", "--kind"]);
    expect(await valuesAt("templates", "--")).toEqual(["--help"]);
    expect(await valuesAt("inject", "--", "--k")).not.toContain("--kind");
  });

  it("offers an option again only if it can be repeated", async () => {
    expect(await valuesAt("inject", "--set", "a.b=c", "--se")).toEqual(["--set", "--selector"]);
    expect(await valuesAt("inject", "-l", "app=web", "--se")).toEqual(["--set"]);
    expect(await valuesAt("inject", "-wq", "--w")).toEqual([]);
    expect(await valuesAt("inject", "-t", "envoy", "--templ")).toEqual([
      "--template",
      "--template-dir",
    ]);
  });

  it.each<[what: string, words: readonly string[], values: readonly string[]]>([
    ["choices", ["lint", "--format", "j"], ["json", "junit"]],
    ["choices behind =", ["lint", "--format=j"], ["json", "junit"]],
    ["choices of arguments", ["completion", "z"], ["zsh"]],
    ["the shell bash", ["completion", "b"], ["bash"]],
    ["the shell fish", ["completion", "f"], ["fish"]],
    [
      "templates of its own and built in",
      ["inject", "-t", "o"],
      ["oauth2-proxy", "opa", "otel-collector"],
    ],
    ["templates of the config that is found", ["inject", "-t", "au"], ["audit-log"]],
    [
      "templates of --template-dir",
      ["inject", "--template-dir", "other", "-t", "ship"],
      ["ship-log"],
    ],
    [
      "templates of --template-dir=",
      ["inject", "--template-dir=other", "-t", "ship"],
      ["ship-log"],
    ],
    ["templates behind a comma", ["inject", "-t", "envoy,en"], ["envoy,envoy-mesh"]],
    ["templates to show", ["templates", "show", "fl"], ["fluent-bit", "fluentd"]],
    ["templates to check", ["templates", "check", "opa", "au"], ["audit-log"]],
    [
      "what is built in, with broken files",
      ["inject", "--template-dir", "broken", "-t", "op"],
      ["opa"],
    ],
    ["what is built in, without the config", ["inject", "-c", "none.yaml", "-t", "op"], ["opa"]],
    [
      "parameters of what is asked for",
      ["inject", "-t", "audit-log", "--set", "audit-log.d"],
      ["audit-log.depth=", "audit-log.deep="],
    ],
    ["what several templates have once", ["inject", "-tenvoy,opa", "--set", "po"], ["port="]],
    ["parameters without the template", ["inject", "-taudit-log", "--set", "le"], ["level="]],
    [
      "parameters of the template that is typed",
      ["inject", "--set", "audit-log.l"],
      ["audit-log.level="],
    ],
    ["templates to set something of", ["inject", "--set", "au"], ["audit-log."]],
    [
      "true and false",
      ["inject", "--set", "audit-log.deep="],
      ["audit-log.deep=true", "audit-log.deep=false"],
    ],
    [
      "the values of a parameter",
      ["inject", "--set=audit-log.level="],
      ["audit-log.level=low", "audit-log.level=very high"],
    ],
    ["numbers", ["inject", "-t", "audit-log", "--set", "depth="], ["depth=1", "depth=2"]],
    ["no values where all are possible", ["inject", "--set", "audit-log.free="], []],
    ["no parameters of what there is not", ["inject", "--set", "none."], []],
    ["checks", ["explain", "host-port"], ["host-port-conflict", "host-port-surge"]],
    [
      "problems of planning, to explain",
      ["explain", "shared-directory-s"],
      ["shared-directory-subpath-expr"],
    ],
    ["no problems of planning, to set", ["lint", "--rule", "shared-directory-s"], []],
    [
      "settings of checks",
      ["lint", "--rule", "env-duplicate=off,port-duplicate=w"],
      ["env-duplicate=off,port-duplicate=warning"],
    ],
    [
      "kinds",
      ["inject", "--kind", "Deployment,S"],
      ["Deployment,Service", "Deployment,StatefulSet"],
    ],
    ["kinds in lower case", ["inject", "--kind", "cron"], ["cronjob"]],
    ["kinds of the config", ["inject", "--kind", "T"], ["Thing"]],
    ["roles", ["templates", "new", "x", "--role", "a"], ["adapter", "ambassador"]],
    ["levels of Pod Security", ["lint", "--pss", "b"], ["baseline"]],
    ["environments", ["inject", "--env", ""], ["staging", "prod"]],
    ["nothing behind all arguments", ["explain", "port-conflict", ""], []],
    ["nothing below what is no command", ["injct", ""], []],
    ["nothing for a value that is free", ["inject", "-n", ""], []],
  ])("offers %s", async (_what, words, values) => {
    expect(await valuesAt(...words)).toEqual(values);
  });

  it("shows what candidates mean, on one line", async () => {
    const { candidates } = await press(["inject", "-t", "audit"]);
    expect(candidates).toEqual(["audit-log\tKeeps the audit log."]);
  });

  it.each<[words: readonly string[], directive: string]>([
    [["inject", ""], ":8"],
    [["inject", "-Rf", ""], ":8"],
    [["inject", "--values", ""], ":0"],
    [["templates", "check", "x/"], ":0"],
    [["inject", "--template-dir", ""], ":16"],
    [["inject", "--set", ""], ":6"],
    [["inject", "--set", "audit-log.deep="], ":4"],
    [["lint", "--rule", "port"], ":6"],
  ])("tells the shell how to go on from %j", async (words, directive) => {
    expect((await press(words)).directive).toBe(directive);
  });

  it("goes on from ~ to the home folder", async () => {
    const env = {
      HOME: temporaryFolder({ "mine/ship.yaml": TEMPLATE.replace("audit-log", "x-log") }),
    };
    const { candidates } = await press(["inject", "--template-dir", "~/mine", "-t", "x"], { env });
    expect(candidates).toHaveLength(1);
  });

  it.each([[["inject", "--set", "fluent-bit.auth=t"]], [["inject", "--set=envoy.x-y="]]])(
    "leaves %j to kubectl, whose scripts would spoil it",
    async (words) => {
      expect((await press(words, { calledAs: "kubectl sidecar" })).candidates).toEqual([]);
    },
  );

  it("offers to kubectl what its scripts can take", async () => {
    const calledAs = "kubectl sidecar";
    const { candidates } = await press(["lint", "--fail-on=w"], { calledAs });
    expect(candidates).toEqual(["warning"]);
  });

  it("says nothing of a bug", async () => {
    const fs = {
      existsSync: () => {
        throw new Error("not a function");
      },
    };
    expect(await press(["inject", "-t", "op"], { fs })).toMatchObject({ directive: ":4" });
  });

  it("offers commands and options that are new by themselves", async () => {
    const program = new Command("x");
    program
      .command("send")
      .addArgument(new Argument("<where>").choices(["north", "south"]))
      .addOption(new Option("--how <way>").choices(["fast", "slow"]));
    const ask = async (...words: readonly string[]) => {
      const { candidates } = await complete(program, words, async () => ({ templates: [] }));
      return candidates.map(({ value }) => value);
    };
    expect(await ask("s")).toEqual(["send"]);
    expect(await ask("send", "--ho")).toEqual(["--how"]);
    expect(await ask("send", "--how", "f")).toEqual(["fast"]);
    expect(await ask("send", "n")).toEqual(["north"]);
  });
});

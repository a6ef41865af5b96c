import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";
import { type Element, readXml } from "./read-xml.ts";

async function junit(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Element> {
  const io = fakeIo({ cwd: temporaryFolder(files) });
  await main(["lint", "--format", "junit", ...args, ...Object.keys(files)], io);
  return readXml(io.stdout());
}

const pod = (name: string, port: number) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
  - {name: web, image: "example.com/web:1", ports: [{containerPort: 80}, {containerPort: 80}]}
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: ${port}}]}
`;

describe("JUnit", () => {
  it("has a suite per file, a failure per finding that counts, and the others as output", async () => {
    const { attributes, children } = await junit({
      "a.yaml": pod("web", 80),
      "b.yaml": pod("ok", 81),
    });
    expect(attributes).toMatchObject({ tests: "3", failures: "1" });
    expect(children.map((suite) => suite.attributes)).toEqual([
      { name: "a.yaml", tests: "2", failures: "1", errors: "0", skipped: "0" },
      { name: "b.yaml", tests: "1", failures: "0", errors: "0", skipped: "0" },
    ]);
    const cases = children[0]?.children ?? [];
    expect(cases.map((one) => [one.attributes["name"], one.children[0]?.name])).toEqual([
      ["Pod/web: port-duplicate", "system-out"],
      ["Pod/web: port-conflict", "failure"],
    ]);
    expect(cases[1]?.children[0]?.attributes).toEqual({
      type: "error",
      message: 'containers "admin" and "web" both declare port 80/TCP',
    });
    expect(cases[1]?.children[0]?.text).toContain("a.yaml:7:71: error: ");
  });

  it("has a passing case for a workload of which nothing was found", async () => {
    const clean = pod("ok", 81).replace("{containerPort: 80}, ", "");
    const { children } = await junit({ "a.yaml": clean });
    expect(children[0]?.children).toEqual([
      {
        name: "testcase",
        attributes: { name: "Pod/ok", classname: "a.yaml" },
        children: [],
        text: "",
      },
    ]);
  });

  it("follows --fail-on", async () => {
    expect(
      (await junit({ "a.yaml": pod("web", 80) }, "--fail-on", "never")).attributes,
    ).toMatchObject({ failures: "0" });
    expect(
      (await junit({ "a.yaml": pod("web", 80) }, "--fail-on", "warning")).attributes,
    ).toMatchObject({ failures: "2" });
  });

  it("is well-formed whatever a manifest says", async () => {
    const name = '"a<b>&\\"\\u0001\\n]]>"';
    const { children } = await junit({ "a&<.yaml": pod(name, 80) });
    expect(children[0]?.attributes["name"]).toBe("a&<.yaml");
    expect(children[0]?.children[1]?.attributes["name"]).toContain('Pod/a<b>&"\\u0001\\n]]>');
  });

  it("writes signs of XML as entities", async () => {
    const io = fakeIo({ cwd: temporaryFolder({ "a&.yaml": pod('"<b>"', 80) }) });
    await main(["lint", "--format", "junit", "a&.yaml"], io);
    expect(io.stdout()).toContain(
      '<testcase name="Pod/&lt;b&gt;: port-conflict" classname="a&amp;.yaml">',
    );
  });

  it("counts what is suppressed as skipped, with the reason", async () => {
    const silenced = `${pod("web", 80).trimEnd()} # kube-sidecar-ignore port-conflict: in turns\n`;
    const [suite] = (await junit({ "a.yaml": silenced })).children;
    expect(suite?.attributes).toMatchObject({ tests: "2", failures: "0", skipped: "1" });
    const skipped = suite?.children.flatMap(({ children }) => children) ?? [];
    expect(skipped.find(({ name }) => name === "skipped")?.attributes["message"]).toMatch(
      /^suppressed at a\.yaml:7:\d+: in turns$/,
    );
    const quiet = await junit({ "a.yaml": silenced }, "-q");
    expect(quiet.children[0]?.attributes).toMatchObject({ tests: "1", skipped: "0" });
  });

  it("fails for a file that cannot be read", async () => {
    const { children } = await junit({ "a.yaml": "a: [b\n" });
    expect(children[0]?.children[0]?.children[0]?.name).toBe("failure");
  });
});

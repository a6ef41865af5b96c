// `templates images`: every image that a template can bring, and that each of them can be named by its digest.

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { NEWEST_KUBERNETES } from "../../src/config/kube-version.ts";
import { main } from "../../src/main.ts";
import { tryTemplates } from "../../src/pipeline/try-templates.ts";
import { builtInNames } from "../../src/template/built-in.ts";
import { resolveTemplates } from "../../src/template/resolve.ts";
import { templateImages } from "../../src/template/template-images.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const builtIns = resolveTemplates(builtInNames(), []);

async function run(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd: temporaryFolder(files) });
  const code = await main(["templates", "images", ...argv], io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

describe("the images of the built-in templates", () => {
  it.each(builtIns.map((template) => [template.name, template] as const))(
    "are all in the list, each with a parameter: %s",
    (name, template) => {
      const listed = templateImages(template);
      expect(listed.map(({ param }) => param)).not.toContain(undefined);
      const written = template.source.text.match(/^ *(?:- )?image: *[^\s#]+/gm) ?? [];
      const own = written.filter((text) => !/\$\((?:app\.image)\)/.test(text));
      expect([name, listed.length]).toEqual([name, own.length]);
    },
  );

  it.each(
    builtIns.flatMap((template) =>
      [...new Set(templateImages(template).map(({ param = "" }) => param))].map(
        (param) => [template.name, param, template] as const,
      ),
    ),
  )("can be named by digest: %s, %s", (_name, param, template) => {
    const settings = {};
    const conditions = { kubeMinor: NEWEST_KUBERNETES, settings };
    const before = templateImages(template).find((one) => one.param === param)?.image;
    for (const tag of ["", ":1.2.3"]) {
      const value = `registry.example.com:5000/mirror/tool${tag}@${DIGEST}`;
      const name = template.name;
      const assigned = { template: name, param, value, form: "text", from: "--set" } as const;
      const { status, pod, findings } = tryTemplates([template], [assigned], conditions);
      expect([status, findings.filter(({ severity }) => severity === "error")]).toEqual([
        "injected",
        [],
      ]);
      const images = pod?.containers.map(({ image }) => image);
      expect(images).toContain(value);
      expect(images).not.toContain(before);
    }
  });
});

describe("templates images", () => {
  it("prints a table, the names alone, or JSON", async () => {
    const { code, stdout } = await run(["envoy-mesh"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /^TEMPLATE {4}USED BY {15}PARAMETER {2}IMAGE\nenvoy-mesh {2}envoy-mesh-redirect {3}initImage {2}ghcr\.io\/linkerd\/proxy-init:\S+\n/,
      ),
    ]);
    const names = (await run(["-o", "name", "envoy", "redis-proxy", "opa"])).stdout;
    expect(names).toMatch(
      /^docker\.io\/envoyproxy\/envoy:\S+\ndocker\.io\/openpolicyagent\/opa:\S+\n$/,
    );
    const all = JSON.parse((await run(["-o", "json"])).stdout);
    expect(new Set(all.map(({ template }: { template: string }) => template))).toEqual(
      new Set(builtInNames()),
    );
    expect(all[0]).toEqual({
      template: builtInNames()[0],
      usedBy: expect.any(String),
      parameter: "image",
      image: expect.any(String),
    });
  });

  it("knows templates of one's own, with fixed, composed and conditional images, in volumes as well", async () => {
    const template = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: my}
spec:
  description: Ours.
  role: adapter
  params:
    tag: {type: string, default: "2", description: Version}
    image: {type: string, examples: ["example.com/my:1"], description: Image}
    more: {type: boolean, default: false, description: Whether there is more}
  initContainers:
  - {name: own, image: $(app.image), command: [x]}
  containers:
  - {name: my, image: $(params.image)}
  - {name: fixed, image: "example.com/fixed:1"}
  - {name: more, image: "example.com/more:$(params.tag)", when: more}
  volumes:
  - {name: files, image: {reference: "example.com/files:1"}}
`;
    const argv = ["--template-dir", "own", "my"];
    const { code, stdout, stderr } = await run(argv, { [join("own", "my.yaml")]: template });
    expect([code, stderr]).toEqual([0, expect.stringContaining("1 warning")]);
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/).slice(1))).toEqual([
      ["USED BY", "PARAMETER", "IMAGE"],
      ["my", "image", "example.com/my:1"],
      ["fixed", "-", "example.com/fixed:1"],
      ["more", "-", "example.com/more:2"],
      ["files", "-", "example.com/files:1"],
      [],
    ]);
  });

  it("says which name there is not", async () => {
    const { code, stderr } = await run(["envy"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('unknown template "envy"')]);
  });
});

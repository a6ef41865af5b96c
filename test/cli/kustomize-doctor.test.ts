import { chmodSync, mkdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_HOME, kustomizeMachine, LINKS } from "./kustomize-machine.ts";

describe.skipIf(process.platform === "win32")("kustomize doctor", () => {
  const install = async (files: Readonly<Record<string, string>> = {}) => {
    const { folder, run } = kustomizeMachine(files);
    await run("install");
    return { folder, run, link: join(folder, DEFAULT_HOME, LINKS[0] ?? "") };
  };

  it("is content after an installation", async () => {
    const { run } = await install();
    expect(await run("doctor")).toEqual({
      code: 0,
      output: `✓ plugin home      FOLDER/${DEFAULT_HOME} ($HOME/.config/kustomize/plugin)
✓ SidecarInjector  runs FOLDER/bin/kube-sidecar.cjs
✓ SidecarLint      runs FOLDER/bin/kube-sidecar.cjs
✓ node             FOLDER/bin/node
nothing keeps kustomize from it
`,
    });
  });

  it("finds that there is no plugin home", async () => {
    const { code, output } = await kustomizeMachine().run("doctor");
    expect(code).toBe(1);
    expect(output).toContain(
      "✗ plugin home  there is none; kustomize looks in $HOME/.config/kustomize/plugin",
    );
    expect(output).toContain("    help: kube-sidecar kustomize install\n");
  });

  it("finds that no variable leads to a plugin home", async () => {
    const { code, output } = await kustomizeMachine().run("doctor", { HOME: "" });
    expect(code).toBe(1);
    expect(output).toContain("✗ plugin home  neither KUSTOMIZE_PLUGIN_HOME nor HOME is set\n");
    expect(output).toContain("    help: name a folder: export KUSTOMIZE_PLUGIN_HOME=FOLDER, then");
  });

  it.each(["KUSTOMIZE_PLUGIN_HOME", "XDG_CONFIG_HOME"])("finds a relative %s", async (variable) => {
    const { code, output } = await kustomizeMachine().run("doctor", { [variable]: "own" });
    expect(code).toBe(1);
    expect(output).toContain(`✗ plugin home  ${variable} is own, a relative path`);
  });

  it("says that the home that is named does not exist, and which one is taken", async () => {
    const { folder, run } = await install();
    const { code, output } = await run("doctor", { KUSTOMIZE_PLUGIN_HOME: join(folder, "gone/") });
    expect(code).toBe(0);
    expect(output).toContain("; KUSTOMIZE_PLUGIN_HOME, which is FOLDER/gone/, does not exist\n");
    mkdirSync(join(folder, "gone"));
    await run("install", { KUSTOMIZE_PLUGIN_HOME: join(folder, "gone/") });
    const there = await run("doctor", { KUSTOMIZE_PLUGIN_HOME: join(folder, "gone/") });
    expect(there.output).toContain("✓ plugin home      FOLDER/gone/ ($KUSTOMIZE_PLUGIN_HOME)\n");
  });

  it("finds links in a home that another one hides", async () => {
    const { folder, run } = await install();
    mkdirSync(join(folder, "own"));
    const { code, output } = await run("doctor", { KUSTOMIZE_PLUGIN_HOME: join(folder, "own") });
    expect(code).toBe(1);
    expect(output).toContain(
      `it is in FOLDER/${DEFAULT_HOME}, where kustomize does not look because FOLDER/own exists`,
    );
  });

  it("finds links that lead nowhere, lack the run bit or have a file extension", async () => {
    const { folder, run, link } = await install();
    const program = join(folder, "bin/kube-sidecar.cjs");
    chmodSync(program, 0o644);
    expect((await run("doctor")).output).toContain("kube-sidecar.cjs has no run bit");
    unlinkSync(program);
    expect((await run("doctor")).output).toContain("kube-sidecar.cjs, which is gone");
    unlinkSync(link);
    writeFileSync(`${link}.cjs`, "");
    const { code, output } = await run("doctor");
    expect(code).toBe(1);
    expect(output).toContain("SidecarInjector.cjs has a file extension");
  });

  it("finds that node is not on PATH", async () => {
    const { run } = await install();
    const { code, output } = await run("doctor", { PATH: "/nowhere" });
    expect(code).toBe(1);
    expect(output).toContain(
      '✗ node             it is not on PATH; kustomize stops with "exit status 127"',
    );
  });

  it("examines a kustomization and the folders that it names", async () => {
    const object = (kind: string, rest = "") =>
      `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: x${rest}\n`;
    const annotated = `\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: fn}`;
    const { run } = await install({
      "prod/kustomization.yaml": `resources: [../base, https://example.com/more, lost.yaml]
components: [../part]
transformers: [good.yaml, krm.yaml, slip.yaml, old.yaml, nameless.yaml, wrong.yaml, dirs.yaml, configs]
validators: [lint.yaml, lost.yaml]
generators: [lint.yaml]
`,
      "base/kustomization.yml": "resources: [template.yaml]\n",
      "base/template.yaml": object("SidecarTemplate"),
      "part/kustomization.yaml": `transformers:\n- |-\n  ${object("SidecarInjector").trim().replaceAll("\n", "\n  ")}\n`,
      "prod/good.yaml": object("SidecarInjector"),
      "prod/krm.yaml": object("SidecarInjector", annotated),
      "prod/slip.yaml": object("SidecarInjectr"),
      "prod/old.yaml": object("SidecarInjector").replace("v1alpha1", "v1"),
      "prod/nameless.yaml": "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\n",
      "prod/wrong.yaml": `${object("SidecarInjector")}spec: {rule: []}\n`,
      "prod/dirs.yaml": `${object("SidecarInjector")}spec: {templateDirs: [gone]}\n`,
      "prod/configs/kustomization.yaml": "resources: [inner.yaml]\n",
      "prod/configs/inner.yaml": object("SidecarLint"),
      "prod/lint.yaml": object("SidecarLint"),
      "prod/lost.yaml": object("SidecarInjector"),
    });
    const { code, output } = await run("doctor prod");
    expect(code).toBe(1);
    expect(output.slice(output.indexOf("✓ node"))).toMatchInlineSnapshot(`
      "✓ node                                   FOLDER/bin/node
      ✗ base/template.yaml                     it holds a SidecarTemplate, which kustomize passes on as a manifest
          help: leave it out, and name its folder in spec.templateDirs of a SidecarInjector
      ✗ prod/lost.yaml                         SidecarInjector stands under "resources" of prod/kustomization.yaml, which passes it on as a manifest and injects nothing
          help: move it to "transformers"
      ✓ part/kustomization.yaml, transformers  SidecarInjector/x under "transformers" of part/kustomization.yaml
      ✗ prod/lint.yaml                         SidecarLint stands under "generators" of prod/kustomization.yaml, which see no manifests
          help: move it to "validators"
      ✓ prod/good.yaml                         SidecarInjector/x under "transformers" of prod/kustomization.yaml
      ✗ prod/krm.yaml                          its annotation config.kubernetes.io/function makes it a KRM function: kubectl skips it without a word, and so does kustomize without --enable-exec
          help: for kubectl, take the annotation out; else: kustomize build --enable-alpha-plugins --enable-exec prod
      ✗ prod/slip.yaml                         there is no kind SidecarInjectr of kube-sidecar.dev/v1alpha1; did you mean "SidecarInjector"?
          help: there are SidecarInjector and SidecarLint of kube-sidecar.dev/v1alpha1
      ✗ prod/old.yaml                          there is no kind SidecarInjector of kube-sidecar.dev/v1
          help: there are SidecarInjector and SidecarLint of kube-sidecar.dev/v1alpha1
      ✗ prod/nameless.yaml                     it has no metadata.name, without which kustomize takes it for the name of a folder
          help: name it
      ✗ prod/wrong.yaml                        line 5: unknown field "spec.rule"; did you mean "rules"?
      ✗ prod/dirs.yaml                         there is no prod/gone, which spec.templateDirs names
          help: paths are relative to the folder of prod/kustomization.yaml
      ✓ prod/configs/inner.yaml                SidecarLint/x under "transformers" of prod/kustomization.yaml
      ✓ prod/lint.yaml                         SidecarLint/x under "validators" of prod/kustomization.yaml
      ✗ prod/lost.yaml                         SidecarInjector stands under "validators" of prod/kustomization.yaml, which must not change anything
          help: move it to "transformers"
      - prod/kustomization.yaml                "https://example.com/more" under "resources" is no file or folder here, and is not examined
      10 problems
      "
    `);
  });

  it.each([
    ["SidecarInjector", "resources", "which passes it on as a manifest and injects nothing"],
    ["SidecarInjector", "components", "which has to be folders"],
    ["SidecarInjector", "generators", "which see no manifests"],
    ["SidecarInjector", "validators", "which must not change anything"],
    ["SidecarLint", "resources", "which passes it on as a manifest and checks nothing"],
    ["SidecarLint", "components", "which has to be folders"],
    ["SidecarLint", "generators", "which see no manifests"],
  ])("finds a %s under %s", async (kind, field, reason) => {
    const { run } = await install({
      "kustomization.yaml": `${field}: [a.yaml]\n`,
      "a.yaml": `apiVersion: kube-sidecar.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: x}\n`,
    });
    const { output } = await run("doctor .");
    expect(output).toContain(`${kind} stands under "${field}" of kustomization.yaml, ${reason}\n`);
  });

  it("looks into the bases of a kustomization", async () => {
    const { run } = await install({
      "kustomization.yaml": "bases: [base]\n",
      "base/kustomization.yaml": "transformers: [a.yaml]\n",
      "base/a.yaml":
        "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: x}\n",
    });
    expect((await run("doctor .")).output).toContain("✓ base/a.yaml      SidecarInjector/x under");
  });

  it.each(["config.kubernetes.io/function", "config.k8s.io/function"])(
    "finds the annotation %s",
    async (annotation) => {
      const { run } = await install({
        "kustomization.yaml": "transformers: [a.yaml]\n",
        "a.yaml": `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: x, annotations: {${annotation}: x}}\n`,
      });
      expect((await run("doctor .")).output).toContain(`its annotation ${annotation} makes it`);
    },
  );

  it("says that a config is no YAML", async () => {
    const { run } = await install({
      "kustomization.yaml": "transformers: [broken.yaml]\n",
      "broken.yaml": "kind: SidecarInjector\nspec: {rules: [}\n",
    });
    const { code, output } = await run("doctor .");
    expect(code).toBe(1);
    expect(output).toContain("✗ broken.yaml      line 2: this is not valid: ");
    expect(output).not.toContain("nothing in it asks for kube-sidecar");
  });

  it("notes that kustomize runs a program of others", async () => {
    const { run, link } = await install();
    unlinkSync(link);
    writeFileSync(link, "#!/bin/sh\n", { mode: 0o755 });
    const { code, output } = await run("doctor");
    expect(code).toBe(0);
    expect(output).toMatch(/^- SidecarInjector {2}runs FOLDER\/.*, which is not of kube-sidecar$/m);
  });

  it("says that nothing asks for it, and that there is no kustomization", async () => {
    const { run } = await install({ "plain/kustomization.yaml": "resources: []\n" });
    const { code, output } = await run("doctor plain");
    expect(code).toBe(1);
    expect(output).toContain("✗ plain            nothing in it asks for kube-sidecar\n");
    expect(await run("doctor bin")).toEqual({
      code: 2,
      output: "kube-sidecar: there is no kustomization.yaml in bin that can be read\n",
    });
  });
});

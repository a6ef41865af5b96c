import { describe, expect, it } from "vitest";
import { eject, inject, lint } from "../../src/index.ts";
import { collectionPath, emptyText, plannedPath } from "../../src/manifest/marker-grammar.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
`;

function template(name: string, container: string, image: string) {
  const content = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: ${name}}
spec:
  role: logging
  params:
    image: {type: string, default: "${image}"}
  containers:
  - name: ${container}
    image: $(params.image)
  pod:
    shareProcessNamespace: true
    hostAliases:
    - ip: 10.0.0.1
      hostnames: [db]
`;
  return { path: `${name}.yaml`, content };
}

const ship = template("ship", "shipper", "example.com/tools/ship:1");
const { manifest: injected } = inject(POD, { templates: ["ship"], templateFiles: [ship] });

function rulesOf({ findings }: { readonly findings: readonly { readonly rule: string }[] }) {
  return findings.map(({ rule }) => rule);
}

describe("an ejection", () => {
  it("removes what the template at hand has", () => {
    expect(eject(injected, { templateFiles: [ship] }).manifest).toBe(POD);
  });

  it.each([
    [
      "has another name, and runs its program",
      template("ship", "mover", "mirror.example.com/ship:2"),
    ],
    ["has the name, and runs another program", template("ship", "shipper", "example.com/vector:2")],
  ])("removes a container that %s", (_, newer) => {
    expect(eject(injected, { templateFiles: [newer] }).manifest).toBe(POD);
  });

  it.each([
    ["there is no such template", []],
    [
      "the template has neither its name nor its program",
      [template("ship", "mover", "example.com/vector:2")],
    ],
  ])("keeps a container where %s, unless it is forced", (_, templateFiles) => {
    const kept = eject(injected, { templateFiles });
    expect(rulesOf(kept)).toContain("injected-unclaimed");
    expect(kept.manifest).toContain("name: shipper");
    const forced = eject(injected, { templateFiles, onEdit: "overwrite" });
    expect(rulesOf(forced)).toEqual([]);
    expect(forced.manifest).toBe(POD);
  });

  it("keeps a field of the pod that the template does not set", () => {
    const bare = { ...ship, content: ship.content.replace(/ {2}pod:[\s\S]*/, "") };
    const kept = eject(injected, { templateFiles: [bare] });
    expect(kept.findings.map(({ field }) => field)).toEqual([
      "spec.shareProcessNamespace",
      "spec.hostAliases[0]",
    ]);
    expect(kept.manifest).not.toContain("shipper");
    expect(kept.manifest).toContain("shareProcessNamespace: true");
  });

  it("refuses two templates of one name", () => {
    expect(() => eject(injected, { templateFiles: [ship, { ...ship, path: "b.yaml" }] })).toThrow(
      'template "ship" is defined in ship.yaml and in b.yaml',
    );
  });
});

describe("lint", () => {
  it("names a damaged marker, and goes on", () => {
    const damaged = POD.replace(
      "  name: web\nspec",
      "  name: web\n  annotations:\n    kube-sidecar.dev/injected: '{}'\nspec",
    ).replace("image: example.com/web:1", 'image: ""');
    expect(rulesOf(lint(damaged))).toEqual(
      expect.arrayContaining(["marker-unreadable", "container-image-missing"]),
    );
  });
});

describe("a marker", () => {
  const marked = (marker: unknown) =>
    POD.replace(
      "  name: web\nspec",
      `  name: web\n  annotations:\n    kube-sidecar.dev/injected: ${JSON.stringify(JSON.stringify(marker))}\nspec`,
    );
  const whole = { version: 1, templates: { ship: { hash: "0", added: {} } } };

  it.each<[unknown, string]>([
    [[], "it is not a JSON object"],
    [{ ...whole, version: 2 }, "its `version` is not 1"],
    [{ version: 1 }, "its `templates` is not an object"],
    [{ version: 1, templates: { ship: 1 } }, "a template in it has no `hash`"],
    [{ version: 1, templates: { ship: { hash: "0" } } }, "its `added` is not an object"],
    [{ ...whole, created: {} }, "its `created` is not a list"],
    [{ ...whole, created: ["spec"] }, "its `created` has something that no injection writes"],
    [{ ...whole, awaited: ["spec.volumes[x]"] }, "its `awaited` has something that no injection"],
    [{ ...whole, replaced: { "spec.volumes": " x" } }, "its `replaced` has something"],
    [{ ...whole, replaced: { spec: " []" } }, "its `replaced` has something"],
    [{ ...whole, replaced: { "spec.volumes": 1 } }, "its `replaced` has something"],
    ...[0, 65_536, 1.5, "80"].map((port): [unknown, string] => [
      { version: 1, templates: { ship: { hash: "0", added: {}, ports: { port } } } },
      "its `ports` have a value that is not a port",
    ]),
  ])("is damaged: %j", (marker, fault) => {
    const { findings, manifest } = eject(marked(marker));
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(fault)]);
    expect(manifest).toBe(marked(marker));
  });

  it.each([1, 40_000, 65_535])("may say that a port is %i", (port) => {
    const marker = { version: 1, templates: { ship: { hash: "0", added: {}, ports: { port } } } };
    expect(eject(marked(marker)).findings).toEqual([]);
  });
});

describe("what an injection can write", () => {
  it.each([
    "metadata.labels.app",
    "metadata.labels[app.kubernetes.io/name]",
    "metadata.annotations.note",
    "metadata.annotations[kube-sidecar.dev/file.a.b]",
    "spec.containers[web]",
    "spec.initContainers[web]",
    "spec.containers[web].env[A]",
    "spec.containers[web].volumeMounts[/data]",
    "spec.volumes[data]",
    "spec.imagePullSecrets[registry]",
    "spec.hostAliases[10.0.0.1]",
    "spec.serviceAccountName",
    "spec.shareProcessNamespace",
    "spec.securityContext.fsGroup",
    "spec.securityContext.supplementalGroups[7]",
  ])("is a field at %s", (path) => {
    expect(plannedPath(path)).toBe(true);
    expect(plannedPath(`${path}.x`)).toBe(false);
    expect(plannedPath(`x.${path}`)).toBe(false);
  });

  it.each([
    "metadata.name",
    "metadata.annotations[kube-sidecar.dev/injected]",
    "metadata.annotations[kube-sidecar.dev/inject]",
    "spec.securityContext.supplementalGroups",
    "spec.hostNetwork",
    "spec.initContainers[web].env[A]",
    "kind",
  ])("is no field at %s", (path) => {
    expect(plannedPath(path)).toBe(false);
  });

  it.each([
    "metadata",
    "metadata.labels",
    "metadata.annotations",
    "spec.initContainers",
    "spec.containers[web].env",
    "spec.containers[web].volumeMounts",
    "spec.volumes",
    "spec.imagePullSecrets",
    "spec.hostAliases",
    "spec.securityContext",
    "spec.securityContext.supplementalGroups",
  ])("is a mapping or list at %s", (path) => {
    expect(collectionPath(path)).toBe(true);
    expect(collectionPath(`${path}.x`)).toBe(false);
    expect(collectionPath(`x.${path}`)).toBe(false);
  });

  it.each([
    "",
    " ~",
    " null",
    "  Null",
    " NULL",
    " []",
    "\t[ ]",
    " {}",
    " [ # none\n  ]",
    " {\r\n  # none\tyet\r\n  }",
    " [\n\n]",
    " [ # a\ufeffb\n]",
    " {\n# \ufeff\n}",
  ])("is the empty text %j", (text) => {
    expect(emptyText(text)).toBe(true);
  });

  it.each([
    " a",
    " [a]",
    " []]",
    " [# none\n]",
    " [] # none",
    " [ # none ]",
    "\n",
    " []\nhostNetwork: true",
    " [ # a\u2028b\n]",
    " [ # a\u0085b\n]",
    " [ # \ud800\n]",
    " [ # \ufffe\n]",
    " [ # \uffff\n]",
    " [\n\ufeff# a\n]",
    " &a []",
    " !!null",
  ])("is not the text %j", (text) => {
    expect(emptyText(text)).toBe(false);
  });
});

describe("a port that a marker says was assigned", () => {
  const WITH_PORT = `${POD}    ports:\n    - containerPort: 9000\n`;
  const serving = (param: string, more: string) => ({
    path: "serve.yaml",
    content: `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: serve}
spec:
  role: logging
  params:
    ${param}: {type: integer, format: port, ${more}}
  containers:
  - name: serve
    image: example.com/serve:1
    ports:
    - containerPort: $(params.${param})
`,
  });
  const injectOf = (manifest: string, file: ReturnType<typeof serving>) =>
    inject(manifest, { templates: ["serve"], templateFiles: [file], onPortConflict: "reassign" });
  const before = injectOf(WITH_PORT, serving("port", "default: 9000"));

  it("stays as long as the template takes it", () => {
    expect(before.manifest).toContain("containerPort: 9001");
    expect(before.manifest).toContain('"ports":{"port":9001}');
    expect(injectOf(before.manifest, serving("port", "default: 9000")).manifest).toBe(
      before.manifest,
    );
  });

  it.each([
    [
      "has no such parameter any more",
      serving("metricsPort", "default: 9000"),
      '"ports":{"metricsPort":9001}',
    ],
    [
      "has one of a name that every object knows",
      serving("toString", "default: 9000"),
      '"ports":{"toString":9001}',
    ],
    ["takes others", serving("port", "default: 8000, maximum: 9000"), "containerPort: 8000"],
  ])("goes if the template %s", (_, newer, expected) => {
    const { manifest } = injectOf(before.manifest, newer);
    expect(manifest).toBe(injectOf(WITH_PORT, newer).manifest);
    expect(manifest).toContain(expected);
  });
});

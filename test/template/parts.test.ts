import { describe, expect, it } from "vitest";
import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { checkParts } from "../../src/template/check-parts.ts";
import { editorSchema } from "../../src/template/editor-schema.ts";
import { fillIn } from "../../src/template/fill-in.ts";
import { resolveParams } from "../../src/template/params.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import { LEAST, SCOPE, sourceOf, template, templateText } from "./templates.ts";

function problemsOf(spec: string): readonly string[] {
  const { problems } = readUserTemplates([sourceOf(templateText(spec))], compileSchema);
  return problems.map(({ message }) => message);
}

function filled(spec: string) {
  const read = template(spec);
  const params = resolveParams(read, [], SCOPE);
  return fillIn(read, params, SCOPE, { conditions: "decided", origins: new WeakMap() }).filled;
}

describe("the files of a template", () => {
  const messages = (content: string) => {
    const files = [
      { path: "/etc/a", content: "" },
      { path: "/etc/b", content },
    ];
    return [...checkParts({ ...template(LEAST).spec, files })].map(({ message }) => message);
  };

  it("fit into annotations up to 256 KiB", () => {
    expect(messages("a".repeat(262_144))).toEqual([]);
    expect(messages(`${"a".repeat(262_142)}é`)).toEqual([]);
    expect(messages("a".repeat(262_145))).toEqual([
      "the files hold 262145 bytes, and annotations, which keep them, at most 262144",
    ]);
  });
});

describe("a reference in place of a whole part", () => {
  const PARAMS = `params:
  place: {type: string, default: last}
  list: {type: array, default: []}
`;

  it("can be the position", () => {
    expect(problemsOf(`${LEAST}${PARAMS}position: $(params.place)\n`)).toEqual([]);
    expect(filled(`${LEAST}${PARAMS}position: $(params.place)\n`).position).toBe("last");
  });

  it.each(["volumes", "files", "shared", "elsewhere"])("cannot be %s", (part) => {
    expect(problemsOf(`${LEAST}${PARAMS}${part}: $(params.list)\n`)).toEqual([
      `spec.${part} must be a list, not "$(params.list)"`,
    ]);
  });
});

describe("what a template needs elsewhere", () => {
  it("names the workload", () => {
    const spec = `${LEAST}elsewhere: ["A Secret $(workload.name)-token."]\n`;
    expect(problemsOf(spec)).toEqual([]);
    expect(filled(spec).elsewhere).toEqual(["A Secret shop-token."]);
  });
});

// What OPTIONAL of document-schema.ts lists, `when` can leave out.
describe("a condition that does not hold", () => {
  const spec = (part: string) =>
    `role: logging\nparams:\n  debug: {type: boolean, default: false}\n${part}\n`;
  const ofContainer = (fields: string) => spec(`containers:\n- name: c\n  image: i\n  ${fields}`);

  it.each([
    [
      "Container",
      spec("containers: [{name: c, image: i}, {name: d, image: i, when: debug}]"),
      { containers: [{ name: "c", image: "i" }] },
    ],
    [
      "ContainerPort",
      ofContainer("ports: [{containerPort: 80}, {containerPort: 81, when: debug}]"),
      { containers: [{ name: "c", image: "i", ports: [{ containerPort: 80 }] }] },
    ],
    [
      "EnvVar",
      ofContainer('env: [{name: A, value: "1"}, {name: B, value: "2", when: debug}]'),
      { containers: [{ name: "c", image: "i", env: [{ name: "A", value: "1" }] }] },
    ],
    [
      "Volume",
      spec(
        "containers: [{name: c, image: i}]\nvolumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}, when: debug}]",
      ),
      { volumes: [{ name: "a", emptyDir: {} }] },
    ],
    [
      "VolumeMount",
      ofContainer(
        "volumeMounts: [{name: a, mountPath: /a}, {name: a, mountPath: /b, when: debug}]\nvolumes: [{name: a, emptyDir: {}}]",
      ),
      { containers: [{ name: "c", image: "i", volumeMounts: [{ name: "a", mountPath: "/a" }] }] },
    ],
  ])("leaves a %s out", (_, text, expected) => {
    expect(filled(text)).toMatchObject(expected);
  });
});

describe("the schema for editors", () => {
  it("says of the source of a shared directory what Kubernetes says of that of a volume", () => {
    const { $defs = {} } = editorSchema({ Volume: { emptyDir: "A directory of the pod." } });
    const { emptyDir } = $defs["VolumeSource"]?.properties ?? {};
    expect(emptyDir?.description).toBe("A directory of the pod.");
  });
});

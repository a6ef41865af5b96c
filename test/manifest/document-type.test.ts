import { describe, expect, it } from "vitest";
import { glanceAt, typeOfDocument } from "../../src/manifest/document-type.ts";
import { type Document, splitDocuments } from "../../src/manifest/documents.ts";
import { mayHold } from "../../src/manifest/objects.ts";
import { encodeText } from "../../src/text/source.ts";

function documentOf(text: string): Document {
  const [document] = splitDocuments({ path: "in.yaml", text: encodeText(text) }).documents;
  if (document === undefined) throw new Error("the text has a document");
  return document;
}

const HEAD = "apiVersion: v1\nkind: ConfigMap\n";

describe("a glance", () => {
  it.each([
    ["plain keys", HEAD],
    ["CRLF and comments first", "  # a\r\n\r\n# b\r\napiVersion: v1 # c\r\nkind: ConfigMap\r\n"],
    ["a byte order mark", `\ufeff${HEAD}`],
    ["another document's end", "---\napiVersion: v1\nkind: ConfigMap\n---\n"],
    ["a list in the first column", `${HEAD}list:\n- kind: Pod\n-\n  a\n`],
    ["what is indented", `${HEAD}data:\n  items: &a !!str "x"\n  "kind": Pod\n  <<: *a\n`],
    ["an anchor below the root", `${HEAD}metadata: &m {name: a}\n`],
    ["an odd line break in a text", `${HEAD}data:\n  a: "x\u2028y\u0085z\rw"\n`],
  ])("is enough for %s", (_, text) => {
    const type = { apiVersion: "v1", kind: "ConfigMap" };
    expect(glanceAt(documentOf(text))).toEqual({ ...type, hasItems: false, hasSpec: false });
    expect(typeOfDocument(documentOf(text))).toEqual({ ...type, isList: false });
  });

  it.each([
    ["JSON", '{"apiVersion": "v1", "kind": "ConfigMap"}'],
    ["a root in brackets", "{apiVersion: v1, kind: ConfigMap}"],
    ["a root that is indented", " apiVersion: v1\n kind: ConfigMap\n"],
    ["a root that is a list", "- a\napiVersion: v1\nkind: ConfigMap\n"],
    ["a byte order mark that may be of the first key", `---\n\ufeff${HEAD}`],
    ["a key in double quotes", `${HEAD}"kind": Pod\n`],
    ["a key in single quotes", `${HEAD}'kind': Pod\n`],
    ["a space before a colon", `${HEAD}kind : Pod\n`],
    ["a key with a tag", `${HEAD}!!str kind: Pod\n`],
    ["a key with an anchor", `${HEAD}&k kind: Pod\n`],
    ["a key that is an alias", `${HEAD}*k : Pod\n`],
    ["a key after ?", `${HEAD}? kind\n: Pod\n`],
    ["a merge key", `${HEAD}<<: {kind: Pod}\n`],
    ["a key twice", `${HEAD}kind: Pod\n`],
    ["a kind in quotes", "apiVersion: v1\nkind: 'ConfigMap'\n"],
    ["a kind with an anchor", "apiVersion: v1\nkind: &k ConfigMap\n"],
    ["a kind with a tag", "apiVersion: v1\nkind: !!str ConfigMap\n"],
    ["no kind", "apiVersion: v1\n"],
    ["no apiVersion", "kind: ConfigMap\n"],
    ["text in quotes in the first column", `${HEAD}data: "\nanything\n"\n`],
    ["a bracket in the first column", `${HEAD}data: {\n}\n`],
    ["a key behind a lone CR", `${HEAD}# a\rkind: Pod\n`],
    ["a key behind NEL", `${HEAD}# a\u0085kind: Pod\n`],
    ["a key behind LS", `${HEAD}# a\u2028apiVersion: v2\n`],
    ["a key behind PS", `${HEAD}# a\u2029items: []\n`],
    ["a key in quotes behind LS", `${HEAD}# a\u2028"kind": Pod\n`],
    ["one in single quotes", `${HEAD}# a\u2028'kind': Pod\n`],
    ["a key after ? behind LS", `${HEAD}# a\u2028? kind\n: Pod\n`],
    ["a tag behind LS", `${HEAD}# a\u2028!!str kind: Pod\n`],
    ["an anchor behind LS", `${HEAD}# a\u2028&k kind: Pod\n`],
    ["an alias behind LS", `${HEAD}# a\u2028*k : Pod\n`],
    ["a merge key behind LS", `${HEAD}# a\u2028<<: {kind: Pod}\n`],
  ])("is not enough for %s", (_, text) => {
    expect(glanceAt(documentOf(text))).toBeUndefined();
  });

  it("leaves it to a closer look whether items are a list", () => {
    const text = `${HEAD}items: []\n`;
    expect(glanceAt(documentOf(text))).toMatchObject({ hasItems: true });
    expect(typeOfDocument(documentOf(text))).toMatchObject({ isList: true });
    expect(typeOfDocument(documentOf(`${HEAD}items: {}\n`))).toMatchObject({ isList: false });
  });
});

describe("typeOfDocument", () => {
  it.each([
    ["{apiVersion: v1, kind: Pod}", "v1", "Pod"],
    ['"k\\x69nd": "P\\u006fd"\n', "", "Pod"],
    ["kind: &k Pod\napiVersion: *k\n", "Pod", "Pod"],
    ["<<: {kind: Pod}\napiVersion: v1\n", "v1", "Pod"],
    ["kind: ConfigMap\nkind: Pod\n", "", "Pod"],
    ["kind: 5\napiVersion: [v1]\n", "", ""],
    ["- a\n", "", ""],
  ])("of %j is %j, %j", (text, apiVersion, kind) => {
    expect(typeOfDocument(documentOf(text))).toEqual({ apiVersion, kind, isList: false });
  });

  it("says why a document cannot be read", () => {
    expect(typeOfDocument(documentOf("{kind: Pod"))).toHaveProperty("message");
  });
});

describe("mayHold", () => {
  const head = "apiVersion: example.com/v1\nkind: Thing\nspec:";
  it.each([
    [`${head} {containers: []}\n`, true],
    [`${head} {a: 1,"containers": []}\n`, true],
    [`${head}\n  ? containers\n  : - name: a\n`, true],
    [`${head}\n  a: &c containers\n  *c : []\n`, true],
    [`${head} {"contain\\x65rs": []}\n`, true],
    [`${head} {"contain\\u0065rs": []}\n`, true],
    [`${head} {"contain\\U00000065rs": []}\n`, true],
    [`${head} {"contain\\\n  ers": []}\n`, true],
    [`${head} {"contain\\\r\n  ers": []}\n`, true],
    [`${head}\n  mycontainers:\n  - name: a\n`, false],
    [`${head}\n  a: "\\n"\n`, false],
    ["apiVersion: v1\nkind: Thing\ndata: {containers: []}\n", false],
    ["apiVersion: v1\nkind: Thing\nitems: []\n", true],
  ])("looks for containers: %j", (text, expected) => {
    expect(mayHold(documentOf(text), () => false)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { checkRefusals } from "../../src/inject/check-refusals.ts";
import type { ValueMap } from "../../src/manifest/value.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { renderTemplateList } from "../../src/report/template-list.ts";
import type { RefusedPod, Sidecar } from "../../src/template/template.ts";
import { template } from "./templates.ts";

describe("the list of templates", () => {
  it.each([
    ["logging", "ships what the app logs"],
    ["monitoring", "exposes metrics of the app"],
    ["proxy", "stands in front of a port of the app"],
    ["mesh", "takes over the traffic of the whole pod"],
    ["config", "brings the app its configuration, and keeps it up to date"],
    ["security", "brings the app credentials, or guards it"],
    ["adapter", "gives what the app offers another form"],
    ["ambassador", "opens a remote service to the app on a local port"],
  ])("says what a sidecar of the role %s does", (role, does) => {
    const listed = template(
      `description: A sidecar.\nrole: ${role}\ncontainers: [{name: c, image: i}]\n`,
    );
    expect(renderTemplateList([listed], [], 80, PLAIN_STYLE)).toBe(
      `${role} — ${does}\n  t  A sidecar. (t.yaml)\n`,
    );
  });
});

describe("a template that refuses a pod", () => {
  it.each<[RefusedPod, ValueMap, string]>([
    ["hostNetwork", { hostNetwork: true }, "a pod in the network of its node"],
    ["windows", { os: { name: "windows" } }, "a pod for Windows"],
  ])("says what %s is", (refused, spec, pod) => {
    const refusing = template(
      `role: mesh\ncontainers: [{name: c, image: i}]\nrefuses: {${refused}: it takes ports}\n`,
    );
    const sidecar = { template: refusing } as unknown as Sidecar;
    expect(checkRefusals({ spec }, sidecar).map(({ message }) => message)).toEqual([
      `template "t" does not go into ${pod}: it takes ports`,
    ]);
    expect(checkRefusals({ spec: {} }, sidecar)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { selects, serviceView } from "../../../src/lint/services/service.ts";
import { objectOf } from "../object-of.ts";

function service(spec: string, metadata = "name: web") {
  return serviceView(
    objectOf(`{apiVersion: v1, kind: Service, metadata: {${metadata}}, spec: {${spec}}}`),
  );
}

describe("serviceView", () => {
  it.each([
    ["{port: 80}", 80, "port"],
    ["{port: 80, targetPort: 8080}", 8080, "targetPort"],
    ["{port: 80, targetPort: http}", "http", "targetPort"],
    ['{port: 80, targetPort: "8080"}', "8080", "targetPort"],
    ["{port: 80, targetPort: 0}", 80, "port"],
    ['{port: 80, targetPort: ""}', 80, "port"],
    ["{port: 80, targetPort: null}", 80, "port"],
    ["{port: 80, targetPort: [http]}", 80, "port"],
  ])("takes the target of %s as %j", (port, targetPort, field) => {
    const [view] = service(`ports: [${port}]`).ports;
    expect(view).toMatchObject({ targetPort, targetAt: ["spec", "ports", 0, field] });
  });

  it("leaves malformed ports out, and keeps the places of the others", () => {
    const { ports } = service("ports: [null, {port: '80'}, {name: dns, port: 53, protocol: UDP}]");
    expect(ports).toEqual([
      {
        at: ["spec", "ports", 2],
        name: "dns",
        port: 53,
        protocol: "UDP",
        targetPort: 53,
        targetAt: ["spec", "ports", 2, "port"],
      },
    ]);
  });

  it.each([
    ["selector: {app: web}", { app: "web" }, false],
    ["selector: {app: web}, clusterIP: None", { app: "web" }, true],
    ["selector: {app: web}, type: ExternalName", {}, false],
    ["selector: {app: 7}", {}, false],
    ["clusterIP: 10.0.0.1", {}, false],
  ])("reads the selector of {%s}", (spec, selector, headless) => {
    expect(service(spec)).toMatchObject({ selector, headless });
  });
});

describe("selects", () => {
  const labels = { app: "web", tier: "front" };

  it.each([
    ["selector: {app: web}", "", true],
    ["selector: {app: web, tier: front}", "", true],
    ["selector: {app: web, tier: back}", "", false],
    ["selector: {app: web, zone: a}", "", false],
    ["selector: {app: web}", "prod", false],
    ["selector: {}", "", false],
    ["ports: []", "", false],
  ])("{%s} in namespace %j: %s", (spec, namespace, expected) => {
    const one = service(spec, `name: web, namespace: "${namespace}"`);
    expect(selects(one, { namespace: "", labels })).toBe(expected);
  });
});

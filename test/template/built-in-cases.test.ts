// What is demanded of every built-in template, on the pods of its golden cases (fixtures/inject/built-in-NAME...).

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { asList, asMap, type ValueMap } from "../../src/manifest/value.ts";
import { builtInNames, builtInTemplate } from "../../src/template/built-in.ts";
import { exampleValues } from "../../src/template/example-values.ts";
import { resolveParams } from "../../src/template/params.ts";
import { renderTemplate } from "../../src/template/render.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { readCases } from "../golden/case.ts";
import { SCOPE } from "./templates.ts";

const cases = readCases("inject").filter(({ name }) => name.startsWith("built-in-"));
const names = builtInNames();

describe.each(names)("%s", (name) => {
  const template = builtInTemplate(name);
  if (template === undefined) throw new Error(name);
  const params = resolveParams(template, exampleValues(template), SCOPE);
  const { sidecar } = renderTemplate(template, params, SCOPE, { lifecycle: "native" });
  const containers = [...sidecar.containers, ...sidecar.initContainers];

  it("has a golden case for each kind of workload", () => {
    const golden = cases.find((one) => one.name === `built-in-${name}`);
    const text =
      golden === undefined ? "" : readFileSync(join(golden.folder, "output.yaml"), "utf8");
    const kinds = new Set([...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(["Pod", "Deployment", "StatefulSet", "DaemonSet"]),
    );
    expect(kinds.has("Job")).toBe(kinds.has("CronJob"));
    // In a Job nobody calls a port of the app, and nobody scrapes it.
    const needsPort = JSON.stringify(template.spec).includes("$(app.port)");
    expect(kinds.has("Job")).toBe(!needsPort && !["json-exporter"].includes(name));
  });

  it("lets image and resources be set, and requests and limits both cpu and memory", () => {
    const { image, resources } = template.spec.params;
    expect(image).toMatchObject({ type: "string", annotation: false });
    expect(image?.default).toMatch(
      /^[a-z0-9.-]+\.[a-z]+\/[a-z0-9./_-]+:[A-Za-z0-9._-]*\d[A-Za-z0-9._-]*$/,
    );
    expect(resources?.type).toBe("object");
    for (const container of containers) {
      expect(amounts(container, "requests")).toEqual(["cpu", "memory"]);
      expect(amounts(container, "limits")).toEqual(["cpu", "memory"]);
    }
  });

  it("runs as a user that is not root, with a read-only root and no capability that it need not have", () => {
    for (const container of containers) {
      const securityContext = asMap(container["securityContext"]);
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        seccompProfile: { type: "RuntimeDefault" },
      });
      const { drop, add } = asMap(securityContext["capabilities"]);
      expect(drop).toEqual(["ALL"]);
      if (template.spec.findings["pod-security"] === undefined) expect(add).toBeUndefined();
    }
  });

  it("names its parts after itself, and declares every parameter for a port that it uses", () => {
    const own = [...containers, ...sidecar.volumes].map((part) => String(part["name"]));
    for (const part of own) expect(part === name || part.startsWith(`${name}-`), part).toBe(true);
    const declared = containers.flatMap((container) =>
      asList(container["ports"]).map((port) => asMap(port)["containerPort"]),
    );
    const optional = JSON.stringify(template.spec.containers).includes('"when"');
    for (const port of Object.values(sidecar.ports)) {
      if (!optional) expect(declared).toContain(port);
    }
  });

  it("does not go into pods for Windows", () => {
    expect(template.spec.refuses.windows).toBeDefined();
  });
});

function amounts(container: ValueMap, what: "requests" | "limits"): readonly string[] {
  return Object.keys(asMap(asMap(container["resources"])[what])).sort();
}

it("no two templates have a port in common", () => {
  const ports = names.flatMap((name) =>
    Object.entries(builtInTemplate(name)?.spec.params ?? {}).flatMap(([param, parameter]) =>
      parameter.format === "port" ? [{ port: parameter.default, at: `${name}.${param}` }] : [],
    ),
  );
  const taken = new Map<unknown, string>();
  for (const { port, at } of ports) {
    expect(taken.get(port), at).toBeUndefined();
    taken.set(port, at);
  }
});

describe("lint of the golden cases finds nothing but what the template declares", () => {
  it.each(cases.map((golden) => ({ name: golden.name, golden })))("$name", async ({ golden }) => {
    const template = names.findLast((name) => golden.name.startsWith(`built-in-${name}`)) ?? "";
    const declared = Object.keys(builtInTemplate(template)?.spec.findings ?? {});
    const io = fakeIo({ cwd: golden.folder });
    const off = declared.flatMap((id) => ["--rule", `${id}=off`]);
    const fail = ["--fail-on", "warning", "--pss", "restricted"];
    const code = await main(["lint", ...golden.args, ...off, ...fail, golden.input], io);
    expect(code, io.stdout() + io.stderr()).toBe(0);
  });
});

/** What manifests may set of a sidecar that guards its pod, though it be required; anything else could weaken it. */
const HARMLESS: Readonly<Record<string, string>> = {
  envoy:
    "port appPort statusPort adminPort listen timeout idleTimeout retries maxConnections concurrency accessLogPercent logLevel",
  "envoy-mesh":
    "listen iptables outboundPort inboundPort healthPort metricsPort adminPort idleTimeout maxConnections concurrency logLevel",
  "nginx-tls":
    "port appPort statusPort listen idleTimeout keepaliveTimeout maxBodySize maxConnections workers accessLog logLevel",
  "oauth2-proxy":
    "apiRoutes port appPort metricsPort timeout scope skipProviderButton cookieName accessLog",
  opa: "appEnv port diagnosticPort logLevel",
  "vault-agent": "templates dir renderInterval logLevel sizeLimit runAsUser",
};

describe("parameters of built-in templates that guard a pod", () => {
  const guards = names.filter((name) =>
    ["security", "mesh", "proxy"].includes(builtInTemplate(name)?.spec.role ?? ""),
  );

  it("are those of the roles that say so", () => {
    expect(guards).toEqual(Object.keys(HARMLESS).sort());
  });

  it.each(guards)("%s protects all but those that do no harm", (name) => {
    const params = Object.entries(builtInTemplate(name)?.spec.params ?? {});
    const open = params
      .filter(([, param]) => !param.protected && param.annotation !== false)
      .map(([param]) => param);
    expect(open.toSorted()).toEqual([...(HARMLESS[name] ?? "").split(" "), "resources"].toSorted());
  });

  it.each([
    ["pgbouncer", "tlsMode tlsCaFile authType adminUsers statsUsers secret"],
    ["redis-proxy", "tls tlsSecret tlsName auth authSecret authKey username"],
    ["cloud-sql-proxy", "privateIp psc iamAuthn keyFile keySecret impersonate"],
  ])("%s protects how it logs in, and TLS", (name, expected) => {
    const params = builtInTemplate(name)?.spec.params ?? {};
    for (const param of expected.split(" ")) {
      expect([param, params[param]?.protected]).toEqual([param, true]);
    }
  });
});

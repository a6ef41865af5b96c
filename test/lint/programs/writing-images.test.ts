import { describe, expect, it } from "vitest";
import { unmountedScratch } from "../../../src/lint/programs/writing-images.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

function needs(container: Readonly<Record<string, Value>>): readonly string[] | undefined {
  const [web] = podWith({ containers: [{ name: "web", ...container }] }).containers;
  return web && unmountedScratch(web)?.directories;
}

const mounts = (...paths: readonly string[]) => ({
  volumeMounts: paths.map((mountPath) => ({ name: "x", mountPath })),
});

describe("what moves what an image writes to", () => {
  it.each(["TMPDIR", "TMP", "TEMP"])("has the variable %s for Fluentd", (name) => {
    const image = "fluent/fluentd:v1.16-1";
    expect(needs({ image, env: [{ name, value: "/x" }] })).toBeUndefined();
  });

  it.each(["data", "home"])("has path.%s for Filebeat", (path) => {
    const image = "docker.elastic.co/beats/filebeat:8.15.0";
    expect(needs({ image, args: ["-E", `path.${path}=/x`] })).toBeUndefined();
  });

  it.each(["/run/postgresql", "/var/run/postgresql"])("has a mount at %s", (path) => {
    expect(needs({ image: "postgres:17", ...mounts(path) })).toEqual([]);
  });

  it("has templates for nginx", () => {
    expect(needs({ image: "nginx", ...mounts("/etc/nginx/templates") })).toEqual(["/var/run"]);
  });
});

describe("unmountedScratch", () => {
  it.each([
    ["nginx", ["/var/cache/nginx", "/var/run"]],
    ["docker.io/nginx:1.29", ["/var/cache/nginx", "/var/run"]],
    ["docker.io/library/nginx@sha256:0123", ["/var/cache/nginx", "/var/run"]],
    ["public.ecr.aws/docker/library/nginx:1", ["/var/cache/nginx", "/var/run"]],
    ["example.com/nginx:1", undefined],
    ["bitnami/nginx", undefined],
    ["nginx/nginx-ingress", undefined],
    ["ghcr.io/nginx/nginx-unprivileged:1.29", ["/tmp"]],
    ["httpd:2.4", ["/usr/local/apache2/logs"]],
    ["postgres:17", ["/var/run/postgresql"]],
    ["fluent/fluentd:v1.16-1", ["/tmp"]],
    ["fluent/fluentd:v1.2-1", undefined],
    ["fluent/fluentd:v1.20-1", ["/tmp"]],
    ["fluent/fluentd-kubernetes-daemonset:v1.16-1", ["/tmp"]],
    ["fluent/fluentd", undefined],
    ["docker.elastic.co/beats/filebeat:8.15.0", ["/usr/share/filebeat/data"]],
    ["", undefined],
  ])("of %s: %j", (image, expected) => {
    expect(needs({ image })).toEqual(expected);
  });

  it.each([
    [["/var/cache/nginx", "/run"], []],
    [["/var/cache", "/var/run/"], []],
    [["/var/run/nginx.pid"], ["/var/cache/nginx"]],
    [["/etc/nginx/conf.d/web.conf"], ["/var/run"]],
    [["/etc/nginx"], []],
    [["/var/cache/nginx-old"], ["/var/cache/nginx", "/var/run"]],
  ])("of nginx with mounts at %j: %j", (paths, expected) => {
    expect(needs({ image: "nginx", ...mounts(...paths) })).toEqual(expected);
  });

  it("says nothing where the program is started otherwise", () => {
    expect(needs({ image: "nginx", command: ["sh"] })).toBeUndefined();
    expect(needs({ image: "nginx", args: ["nginx", "-c", "/a"] })).toBeUndefined();
    expect(needs({ image: "nginx", args: [] })).toHaveLength(2);
    expect(needs({ image: "nginx", env: [{ name: "NGINX_PORT", value: "80" }] })).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { endingOf } from "../../../src/lint/lifecycle/ending.ts";
import type { Value } from "../../../src/manifest/value.ts";
import { podWith } from "../pod-with.ts";

type Fields = Readonly<Record<string, Value>>;

function ending(sidecar: Fields, app: Fields = {}): string {
  const pod = podWith({
    containers: [
      { name: "app", ...app },
      { name: "sidecar", ...sidecar },
    ],
  });
  const container = pod.containers.find(({ name }) => name === "sidecar");
  if (container === undefined) throw new Error("the pod has the sidecar");
  return endingOf(pod, container);
}

const script = (line: string): Fields => ({ command: ["sh", "-c", line] });

describe("a sidecar that ends by itself", () => {
  it.each([
    ["--one-time"],
    ["-exit-after-auth"],
    ["--dry-run"],
    ["--version"],
    ["--help"],
    ["--watch-interval=0"],
    ["--watch-interval", "0"],
    ["timeout", "60", "tail"],
    ["/usr/bin/timeout", "-k5", "60"],
    ["nice", "timeout", "60"],
    ["setup"],
    ["--config=x", "validate", "--all"],
    ["test", "policies"],
    ["eval", "data"],
    ["build", "bundle"],
    ["check", "policies"],
    ["--quiet", "version"],
  ])("runs once with the arguments %s %s %s", (...args) => {
    expect(ending({ args: args.filter((arg) => arg !== undefined) })).toBe("yes");
  });

  it.each([
    "while pgrep app; do sleep 1; done",
    "until [ -e /done ]; do sleep 1; done",
    "trap 'true' TERM; tail -F x",
    "inotifywait -e create /done",
    "tail -F x & wait %1",
    "tail -n 1 x; exit",
  ])("may watch for the app in the script %j", (line) => {
    expect(ending(script(line))).toBe("yes");
  });

  it.each([
    ["METHOD", "LIST"],
    ["GITSYNC_ONE_TIME", "true"],
    ["GIT_SYNC_ONE_TIME", "true"],
    ["EXIT_ON_ZERO_ACTIVE_CONNECTIONS", "true"],
  ])("is told so by the variable %s=%s", (name, value) => {
    expect(ending({ env: [{ name, value }] })).toBe("yes");
    expect(ending({ env: [{ name, value: "no" }] })).toBe("no");
  });
});

describe("a sidecar that the app ends", () => {
  it.each(["linkerd-await --shutdown -- app", "scuttle app", "envoy-preflight app"])(
    "ends with the wrapper of %j",
    (line) => {
      expect(ending({}, { args: line.split(" ") })).toBe("yes");
    },
  );

  it("ends with a request or a signal", () => {
    expect(ending({}, script("app; curl localhost:15020/quitquitquit"))).toBe("yes");
    expect(ending({}, script("app; pkill envoy"))).toBe("yes");
    expect(ending({}, { env: [{ name: "ENVOY_ADMIN_API", value: "x" }] })).toBe("yes");
  });
});

describe("a sidecar that nothing in the manifest ends", () => {
  it.each(["--quitquitquit", "--enable-admin-quit"])("may be asked to end with %s", (flag) => {
    expect(ending({ args: [flag] })).toBe("perhaps");
  });

  it("goes on", () => {
    expect(ending({ args: ["--verbose", "--timeout=60", "--checksum"] }, script("app"))).toBe("no");
  });
});

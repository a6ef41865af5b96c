import { describe, expect, it } from "vitest";
import { delays, waits } from "../../../src/lint/lifecycle/wait-loop.ts";

describe("waits", () => {
  it.each([
    ["until nc -z localhost 5432; do sleep 1; done", true],
    ["/wait-for-it.sh localhost:5432 -- shop", true],
    ["dockerize -wait tcp://localhost:5432 shop", true],
    ["linkerd-await -- shop", true],
    ["while ! curl -s localhost:80; do :; done", true],
    ["while true; do\nwget -q localhost:80 && break\ndone", true],
    ["nc -v -z localhost 80", true],
    ["curl --retry 5 --retry-connrefused localhost:80", true],
    ["pilot-agent wait", true],
    ["until test -e /ready; do :; done", true],
    ["wait4ports tcp://localhost:5432", true],
    ["scuttle shop", true],
    ["envoy-preflight shop", true],
    ["pg_isready -h localhost", true],
    ["mysqladmin -h localhost ping", true],
    ["mysqladmin -h localhost status", false],
    ["while ! test -e /ready; do :; done", true],
    ["while true; do curl localhost:80 && break; done", true],
    ["while true; do nc localhost 80 && break; done", true],
    ["while true; do true; done", false],
    ["exec shop --database=localhost:5432", false],
    ["sleep 5; shop", false],
  ])("%j: %s", (script, expected) => {
    expect(waits(script)).toBe(expected);
  });
});

describe("delays", () => {
  it("takes a sleep as a delay", () => {
    expect(delays("sleep 5; shop")).toBe(true);
    expect(delays("shop")).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { stopsProcess } from "../../../src/lint/lifecycle/stop-command.ts";

describe("stopsProcess", () => {
  it.each([
    ["kill 1", true],
    ["/bin/kill -TERM 1", true],
    ["pkill envoy", true],
    ["kill -0 1; kill 1", true],
    ["killall -s QUIT nginx", true],
    ["/usr/sbin/nginx -s quit", true],
    ["curl -X POST localhost:9901/quitquitquit", true],
    ["curl -X POST localhost:4191/shutdown", true],
    ["curl -X POST localhost:9901/graceful_shutdown", true],
    ["nginx -c nginx.conf -s stop", true],
    ["kill -USR2 1", false],
    ["kill -WINCH 1", false],
    ["kill -SIGCONT 1", false],
    ["killall5 -19", true],
    ["pkill --help", false],
    ["kill -l", false],
    ["kill -L", false],
    ["pkill --signal=HUP nginx", false],
    ["kill -HUP 1", false],
    ["kill -s HUP 1", false],
    ["kill -SIGUSR1 1", false],
    ["pkill --signal HUP nginx", false],
    ["kill -0 1", false],
    ["nginx -s reload", false],
    ["auto-kill 1", false],
    ["cloud-sql-proxy --quitquitquit", false],
    ["skill 1", false],
    ["", false],
  ])("%s: %s", (script, expected) => {
    expect(stopsProcess(script)).toBe(expected);
  });
});

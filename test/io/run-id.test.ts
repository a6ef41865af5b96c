import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { nodeIo } from "../../src/io/io.ts";
import { ownerOfTemporary, temporaryName } from "../../src/io/temporary-name.ts";

const { pid: ENDED } = spawnSync(process.execPath, ["-e", ""]);

describe("the id of a run", () => {
  it("is that of this process, in names as well", () => {
    const id = nodeIo().runId();
    expect(id.pid).toBe(process.pid);
    expect(nodeIo().runId()).toEqual(id);
    expect(ownerOfTemporary(temporaryName("a.yaml", id))).toEqual({ ...id, stem: "a.yaml" });
  });

  it("tells whether the run goes on", () => {
    const { isRunning } = nodeIo();
    expect(isRunning(process.pid)).toBe(true);
    expect(isRunning(process.ppid)).toBe(true);
    expect(isRunning(ENDED)).toBe(false);
  });
});

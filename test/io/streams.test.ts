import { describe, expect, it } from "vitest";
import { readAll } from "../../src/io/read-all.ts";
import { reasonOf } from "../../src/io/system-error.ts";
import { writeAll } from "../../src/io/write-all.ts";

const failure = (code: string) => Object.assign(new Error(code), { code, syscall: "read" });

describe("readAll", () => {
  const reading = (steps: readonly (string | Error)[]) => {
    const rest = [...steps];
    const readSync = (_descriptor: number, buffer: Buffer) => {
      const step = rest.shift() ?? "";
      if (step instanceof Error) throw step;
      return buffer.write(step, "latin1");
    };
    return Buffer.from(readAll({ readSync: readSync as never }, 0)).toString("latin1");
  };

  it("joins the pieces", () => {
    expect(reading(["a: ", "1\n"])).toBe("a: 1\n");
    expect(reading([])).toBe("");
  });

  it("waits for a pipe that has nothing yet", () => {
    expect(reading(["a", failure("EAGAIN"), failure("EAGAIN"), "b"])).toBe("ab");
  });

  it("takes the EOF of Windows as the end", () => {
    expect(reading(["a", failure("EOF")])).toBe("a");
  });

  it("names the limit of a stream that is too large", () => {
    const MEBIBYTE = 2 ** 20;
    const readSync = (_descriptor: number, buffer: Buffer) => buffer.length;
    expect(() => readAll({ readSync: readSync as never }, 0, "the pipe", 3 * MEBIBYTE)).toThrow(
      "the pipe is larger than 3 MiB, the most that kube-sidecar can hold in one text",
    );
  });

  it("throws what else goes wrong", () => {
    expect(() => reading([failure("EISDIR")])).toThrow("EISDIR");
  });
});

describe("writeAll", () => {
  it("goes on where a write stopped, and waits for a full pipe", () => {
    const written: number[] = [];
    let calls = 0;
    const writeSync = (_descriptor: number, bytes: Uint8Array, offset: number, length: number) => {
      if (calls++ % 2 === 0) throw failure("EAGAIN");
      const count = Math.min(length, 100_000);
      for (const byte of bytes.subarray(offset, offset + count)) written.push(byte);
      return count;
    };
    const bytes = Uint8Array.from({ length: 700_001 }, (_, index) => index % 251);
    writeAll({ writeSync: writeSync as never }, 1, bytes);
    expect(Buffer.from(written).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe("reasonOf", () => {
  it.each([
    ["ENOSPC", -28, "no space left on the device"],
    // As Node says on Linux.
    ["Unknown system error -122", -122, "the disk quota is used up"],
    ["EDQUOT", -122, "the disk quota is used up"],
    ["EWHATEVER", -1, "EWHATEVER"],
  ])("says why a system call failed: %s", (code, errno, reason) => {
    expect(reasonOf(Object.assign(new Error(code), { code, errno, syscall: "write" }))).toBe(
      reason,
    );
  });
});

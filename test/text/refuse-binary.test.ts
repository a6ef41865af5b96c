import { describe, expect, it } from "vitest";
import { refuseBinary } from "../../src/text/refuse-binary.ts";

const refusal = (bytes: readonly number[]) => () => refuseBinary("a.yaml", Uint8Array.from(bytes));

describe("refuseBinary", () => {
  it.each([
    [[0x1f, 0x8b, 0x08], "a.yaml is a gzip archive, not a manifest"],
    [[0x50, 0x4b, 0x03, 0x04], "a.yaml is a zip archive, not a manifest"],
    [[0x28, 0xb5, 0x2f, 0xfd], "a.yaml is a zstd archive, not a manifest"],
    [[0x42, 0x5a, 0x68, 0x39], "a.yaml is a bzip2 archive, not a manifest"],
    [[0x7f, 0x45, 0x4c, 0x46], "a.yaml is a program, not a manifest"],
    [[0x61, 0x62, 0x00], "a.yaml is not text: it holds a NUL byte (at offset 2)"],
  ])("refuses %j", (bytes, message) => {
    expect(refusal(bytes)).toThrow(message);
  });

  it.each([[[0xff, 0xfe, 0x61, 0x62]], [[0xfe, 0xff, 0x61, 0x62]], [[0x61, 0x00]], [[0x00, 0x61]]])(
    "refuses UTF-16: %j",
    (bytes) => {
      expect(refusal(bytes)).toThrow("a.yaml is UTF-16");
    },
  );

  it("takes text", () => {
    expect(refusal([0x50, 0x4b, 0x03])).not.toThrow();
    expect(refusal([])).not.toThrow();
  });
});

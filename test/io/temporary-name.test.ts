import { describe, expect, it } from "vitest";
import { ownerOfTemporary, stemOf, temporaryName } from "../../src/io/temporary-name.ts";

describe("temporaryName", () => {
  it("names the file and the run, and is read back", () => {
    const name = temporaryName("a.yaml", { machine: "0123abcd", pid: 7 });
    expect(name).toBe(".a.yaml.kube-sidecar-0123abcd-7.tmp");
    expect(ownerOfTemporary(name)).toEqual({ stem: "a.yaml", machine: "0123abcd", pid: 7 });
  });

  it("takes a hash for a name of more than 200 bytes", () => {
    expect(stemOf("a".repeat(200))).toHaveLength(200);
    expect(stemOf("a".repeat(201))).toMatch(/^[0-9a-f]+$/);
    expect(stemOf("a".repeat(201)).length).toBeLessThan(50);
    expect(stemOf("é".repeat(100))).toBe("é".repeat(100));
  });
});

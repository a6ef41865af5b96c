import { describe, expect, it } from "vitest";
import { valueChange } from "../../src/inject/value-change.ts";

describe("valueChange", () => {
  it.each(["mountPath", "devicePath", "name", "containerPort", "key", "path", "ip"])(
    "knows the items of a list by their %s",
    (key) => {
      const change = valueChange(
        [{ [key]: "a", other: 1 }],
        [
          { [key]: "a", other: 2 },
          { [key]: "b", other: 3 },
        ],
      );
      expect(change).toMatchObject({
        type: "list",
        items: [{ keep: 0, change: { type: "map" } }, { add: { [key]: "b", other: 3 } }],
      });
    },
  );

  it("takes a value for another one where nothing tells", () => {
    expect(valueChange([{ other: 1 }], [{ other: 2 }])).toEqual({
      type: "replace",
      value: [{ other: 2 }],
    });
  });
});

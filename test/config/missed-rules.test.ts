import { describe, expect, it } from "vitest";
import type { InjectorRule } from "../../src/config/injector.ts";
import { missedRules } from "../../src/config/missed-rules.ts";
import type { Omission } from "../../src/config/omissions.ts";
import type { Selection } from "../../src/config/select.ts";

const required = { required: true } as unknown as InjectorRule;
const optional = { required: false } as unknown as InjectorRule;

function missedBy(by?: Omission["by"]): readonly InjectorRule[] {
  const omission = by === undefined ? {} : { omission: { by } as Omission };
  const selection = { matching: [required, optional], ...omission } as unknown as Selection;
  return missedRules(selection).map(({ rule }) => rule);
}

describe("a rule that is required", () => {
  it.each(["operator", "manifest"] as const)("is missed where the %s keeps it away", (by) => {
    expect(missedBy(by)).toEqual([required]);
  });

  it.each(["run", "api-server", undefined] as const)("is not missed because of: %s", (by) => {
    expect(missedBy(by)).toEqual([]);
  });
});

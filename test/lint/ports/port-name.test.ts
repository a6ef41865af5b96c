import { describe, expect, it } from "vitest";
import { portNameFault, validPortName } from "../../../src/lint/ports/port-name.ts";

describe("portNameFault", () => {
  it.each([
    ["http", undefined],
    ["a", undefined],
    ["123-456-789-abc", undefined],
    ["", "is empty"],
    ["123-456-789-abcd", "is longer than 15 characters"],
    ["Http", "has other characters than a-z, 0-9 and -"],
    ["my_port", "has other characters than a-z, 0-9 and -"],
    ["http\n", "has other characters than a-z, 0-9 and -"],
    ["8080", "has no letter"],
    ["a--b", 'has "--" in it'],
    ["-a", "begins or ends with -"],
    ["a-", "begins or ends with -"],
  ])("of %j is %j", (name, fault) => {
    expect(portNameFault(name)).toBe(fault);
  });
});

describe("validPortName", () => {
  it.each([
    ["My_Port", "my-port"],
    ["prometheus-metrics", "prometheus"],
    ["--a--b--", "a-b"],
    ["averyveryverylongname", "averyveryverylo"],
    ["8080", undefined],
    ["---", undefined],
  ])("near to %j is %j", (name, near) => {
    expect(validPortName(name)).toBe(near);
  });
});

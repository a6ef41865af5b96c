import type { Value } from "../../manifest/value.ts";

/** Tells whether a value is a port number from 1 to 65535. Source: `IsValidPortNum` of apimachinery. */
export function isPortNumber(value: Value | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65536;
}

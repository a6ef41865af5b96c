import type { Value } from "./value.ts";

/** An amount of a resource in billionths of its unit (cores, bytes, devices), exact. */
export type Quantity = bigint;

/** How many billionths one unit is. */
export const ONE: Quantity = 10n ** 9n;

/** The step to which the API server rounds `resources` up: SetDefaults_ResourceList. */
export const FINEST: Quantity = ONE / 1000n;

/** Powers of ten of the decimal units; without a unit it is 0. */
const DECIMAL_UNITS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** Powers of 1024 of the binary units. */
const BINARY_UNITS: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

/** Sign, whole part, fraction, unit, exponent; every part may be missing, but not all of the text. */
const GRAMMAR = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** The largest amount, 2^63 - 1 units; larger ones are taken as this one. */
const LARGEST: Quantity = (2n ** 63n - 1n) * ONE;
const LARGEST_DIGITS = 19;
const NANO_DIGITS = 9;

/**
 * Returns a quantity as the API server reads it: fractions of a billionth are rounded up; undefined for anything that it rejects.
 * Source: ParseQuantity of https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 */
export function parseQuantity(value: Value): Quantity | undefined {
  const text = textOf(value);
  const [, sign, whole = "", fraction = "", unit = "", exponent] = GRAMMAR.exec(text) ?? [];
  if (sign === undefined || text === "") return undefined;
  const power = exponent === undefined ? (DECIMAL_UNITS[unit] ?? 0) : Number(exponent);
  const amount = scale(`${whole}${fraction}`, power - fraction.length, BINARY_UNITS[unit] ?? 0);
  return sign === "-" ? -amount : amount;
}

// A number of a manifest reaches the API server as JSON writes it, which is as JavaScript does.
function textOf(value: Value): string {
  if (typeof value === "string") return value.trim();
  return typeof value === "number" || typeof value === "bigint" ? String(value) : "";
}

/** Returns digits times a power of ten times a power of 1024. */
function scale(written: string, power: number, binary: number): Quantity {
  const digits = written.replace(/^0+/, "");
  if (digits === "") return 0n;
  // Exponents have no bound: what is far out of range is not worked out.
  if (digits.length + power > LARGEST_DIGITS) return LARGEST;
  if (digits.length + power < -NANO_DIGITS - LARGEST_DIGITS) return 1n;
  const factored = BigInt(digits) * 1024n ** BigInt(binary);
  const shift = power + NANO_DIGITS;
  const amount =
    shift >= 0 ? factored * 10n ** BigInt(shift) : divideUp(factored, 10n ** BigInt(-shift));
  return amount > LARGEST ? LARGEST : amount;
}

/** Returns the quotient of a number that is not negative, rounded up. */
function divideUp(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}

/** Returns the next whole multiple of a step; an amount that is one stays as it is. */
export function roundUp(amount: Quantity, step: Quantity): Quantity {
  return amount > 0n ? divideUp(amount, step) * step : amount;
}

/**
 * Returns a quantity in its shortest exact text: `250m` and `2` for processors and devices, `192Mi` and `100M` for
 * bytes, where binary units go before decimal ones.
 */
export function formatQuantity(quantity: Quantity, resource: string): string {
  if (quantity < 0n) return `-${formatQuantity(-quantity, resource)}`;
  if (!isBytes(resource)) return inDecimalUnit(quantity, ["", "m", "u", "n"]);
  const decimal = inDecimalUnit(quantity, ["E", "P", "T", "G", "M", "k", "", "m", "u", "n"]);
  const binary = inBinaryUnit(quantity);
  return binary !== undefined && binary.length <= decimal.length ? binary : decimal;
}

/** Tells whether a resource is counted in bytes. */
export function isBytes(resource: string): boolean {
  return (
    resource === "memory" || resource === "ephemeral-storage" || resource.startsWith("hugepages-")
  );
}

function inDecimalUnit(quantity: Quantity, units: readonly string[]): string {
  const unitSize = (unit: string) => 10n ** BigInt(NANO_DIGITS + (DECIMAL_UNITS[unit] ?? 0));
  const found = units.find((unit) => quantity % unitSize(unit) === 0n && quantity !== 0n) ?? "";
  return `${quantity / unitSize(found)}${found}`;
}

function inBinaryUnit(quantity: Quantity): string | undefined {
  const sizes = Object.entries(BINARY_UNITS).map(
    ([unit, power]) => [unit, ONE * 1024n ** BigInt(power)] as const,
  );
  const found = sizes.reverse().find(([, size]) => quantity % size === 0n && quantity !== 0n);
  return found && `${quantity / found[1]}${found[0]}`;
}

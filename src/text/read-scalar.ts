/** What a plain scalar says; integers outside the safe range are bigints. */
export type PlainValue = null | boolean | number | bigint | string;

const WORDS: ReadonlyMap<string, PlainValue> = new Map<string, PlainValue>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word) => [word, true] as const,
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word) => [word, false] as const,
  ),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * Returns what a plain scalar means to Kubernetes.
 * Its reader (sigs.k8s.io/yaml over go-yaml v2, `resolve.go`) mixes YAML 1.1 and 1.2: `yes` and `y` are
 * true, `0644` and `0o644` are 420, underscores in numbers are ignored, but `12:30` is a string.
 */
export function readPlainScalar(text: string): PlainValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  // go-yaml takes all underscores out of a number, save where it starts with a point: there they must separate digits.
  const digits = text.replaceAll(text.startsWith(".") ? /(?<=[0-9])_(?=[0-9])/g : "_", "");
  return readInteger(digits) ?? readFloat(digits) ?? text;
}

/** Tells whether a plain scalar is an integer to Kubernetes, and no other number. */
export function isInteger(text: string): boolean {
  return /^[-+0-9]/.test(text) && readInteger(text.replaceAll("_", "")) !== undefined;
}

function readInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const magnitude = BigInt(
    hex !== undefined
      ? `0x${hex}`
      : binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : (decimal ?? "0"),
  );
  // go-yaml tries int64, then uint64, and reads what is larger as a decimal float, if it looks like one.
  if (magnitude > (sign === "-" ? 1n << 63n : (1n << 64n) - 1n)) return undefined;
  const value = sign === "-" ? -magnitude : magnitude;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function readFloat(text: string): number | undefined {
  if (!FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Returns the number that a decimal string stands for, exactly, or undefined for any other string. */
export function readNumber(text: string): number | bigint | undefined {
  if (!/^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text)) return undefined;
  const number = Number(text);
  return text.includes(".") || Number.isSafeInteger(number) ? number : BigInt(text);
}

import type { Finding } from "../lint/finding.ts";
import { printable } from "../text/printable.ts";

/** Returns what is said of a manifest, on one line each: text of the manifest begins no line where it is printed. */
export function printableRemarks<T extends { readonly message: string; readonly help: string }>(
  remarks: readonly T[],
): readonly T[] {
  return remarks.map((one) => ({
    ...one,
    message: printable(one.message),
    help: printable(one.help),
  }));
}

/** As `printableRemarks`, for the places that belong to a finding as well. */
export function printableFindings(findings: readonly Finding[]): readonly Finding[] {
  return printableRemarks(findings).map((finding) => ({
    ...finding,
    related: finding.related.map((one) => ({ ...one, message: printable(one.message) })),
  }));
}

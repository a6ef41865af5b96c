import { showValue } from "../manifest/show-value.ts";
import { deepEqual, isList, isMap, type Value } from "../manifest/value.ts";
import type { Difference, SidecarDrift } from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { renderTable } from "./table.ts";

const MOST = 10;

/** Returns what has become of a sidecar as lines: its state, and beneath it what differs; none where it is current. */
export function driftLines({ template, state, differences }: SidecarDrift): readonly string[] {
  if (state === "current" || state === "unknown") return [];
  if (state === "missing") return [`${template} is missing`];
  const groups = CAUSES.map(({ cause, head }) => ({
    head: `${template} ${head}`,
    own: differences.filter((difference) => difference.cause === cause),
  }));
  return groups
    .filter(({ own }) => own.length > 0)
    .flatMap(({ head, own }) => [head, ...differenceLines(own).map((line) => `  ${line}`)]);
}

const CAUSES = [
  { cause: "template", head: "is outdated (its template or its parameters have changed):" },
  { cause: "edit", head: "was edited by hand:" },
  { cause: "both", head: "was edited by hand, and its template or its parameters have changed:" },
] as const;

function differenceLines(differences: readonly Difference[]): readonly string[] {
  const shown = differences.slice(0, MOST);
  const rows = shown.map((difference) => [printable(difference.path), textOf(difference)]);
  const more = differences.length - shown.length;
  return [...renderTable(rows), ...(more === 0 ? [] : [`and ${more} more`])];
}

function textOf({ there, wanted, cause }: Difference): string {
  if (there !== undefined && wanted !== undefined && deepEqual(there, wanted)) {
    return "is in another place";
  }
  if (isLong(there) || isLong(wanted)) {
    if (there === undefined) return "is missing";
    return wanted === undefined ? "is to go" : "differs";
  }
  // An arrow from what somebody has put there would be read the wrong way round.
  const between = cause === "template" ? "→" : "in place of";
  return `${showSide(there)} ${between} ${showSide(wanted)}`;
}

/** A configuration file says nothing when it is cut off. */
function isLong(value: Value | undefined): boolean {
  const isText = typeof value === "string" && value.includes("\n");
  return isMap(value) || isList(value) || isText;
}

function showSide(value: Value | undefined): string {
  if (value === undefined) return "nothing";
  const isWord = typeof value === "string" && /^[\w./:@=+-]+$/.test(value);
  return printable(isWord ? value : showValue(value));
}

import type { RelatedPlace } from "../lint/finding.ts";
import type { Severity } from "../lint/rule.ts";
import type { Place } from "../text/place.ts";
import { printable } from "../text/printable.ts";
import { placeName } from "./file-name.ts";
import { renderSnippet } from "./snippet.ts";
import type { Paint, Style } from "./style.ts";

/** A finding, or a problem of a file of ours, as the text report shows it. */
export interface ShownProblem {
  readonly severity: Severity;
  /** The id of the rule; problems of templates and config have none. */
  readonly rule?: string;
  readonly message: string;
  /** What is said behind the message, such as ` (introduced)`. */
  readonly remark?: string;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
  readonly help: string;
}

/** Returns a problem with its source line, the places that belong to it, and what to do. */
export function renderProblem(problem: ShownProblem, style: Style): string {
  const paint = style[problem.severity];
  const label = problem.severity + (problem.rule === undefined ? "" : `[${problem.rule}]`);
  const places = [problem.place, ...problem.related.map((related) => related.place)];
  const digits = Math.max(...places.map((place) => `${place.line}`.length));
  const snippet = (place: Place, caption: string, colour: Paint): readonly string[] =>
    renderSnippet({ place, caption, paint: colour, digits }, style);
  const head = `${style.strong(location(problem.place))}  ${paint(label)}  `;
  return [
    head + printable(problem.message) + style.faint(problem.remark ?? ""),
    ...(problem.place.isWholeFile || problem.place.hidesText
      ? []
      : snippet(problem.place, "", paint)),
    ...problem.related.flatMap(({ place, message }) => [
      `${" ".repeat(digits + 2)} ${style.faint("=")} ${location(place)}`,
      ...snippet(place, message, style.info),
    ]),
    ...help(problem.help, digits, style),
  ].join("\n");
}

function location(place: Place): string {
  return printable(placeName(place));
}

function help(text: string, digits: number, style: Style): readonly string[] {
  if (text === "") return [];
  const indent = " ".repeat(digits + 2);
  return [`${indent} ${style.faint("=")} ${style.info("help:")} ${printable(text)}`];
}

import type { Choices } from "./choices.ts";

/** How likely what is in a text; percentages. */
export interface Style {
  readonly flow: number;
  readonly comments: number;
  /** Line breaks within brackets. */
  readonly breaks: number;
  /** What is legal and rare: tabs, `? key`, values on the line behind their key. */
  readonly odd: number;
  readonly anchors: number;
  /** Columns from a key to the keys of its mapping; 0 for another number each time. */
  readonly step: number;
}

/** What a text is written with: where its comments may stand depends on what stands before them. */
export interface Pen {
  readonly choices: Choices;
  readonly style: Style;
  /** Comments must stand left of this column, lest they are content of the block scalar above. */
  below: number;
  /** Blank lines would be content of the block scalar above. */
  keeps: boolean;
  /** Names of anchors, by the JSON of the node that has it. */
  readonly anchors: Map<string, string>;
  /** How many anchors were named. */
  named: number;
}

const ANYWHERE = 14;

/** Returns a pen with a style of its own. */
export function newPen(choices: Choices): Pen {
  const style: Style = {
    flow: choices.oneOf([0, 0, 0, 12, 50]),
    comments: choices.oneOf([0, 0, 15, 40]),
    breaks: choices.oneOf([0, 0, 30, 60]),
    odd: choices.oneOf([0, 0, 3, 15]),
    anchors: choices.oneOf([0, 0, 0, 4, 15]),
    step: choices.oneOf([2, 2, 4, 1, 3, 6, 0]),
  };
  return { choices, style, below: ANYWHERE, keeps: false, anchors: new Map(), named: 0 };
}

/** Returns the columns from a key to what is in it. */
export function stepOf({ choices, style }: Pen): number {
  return style.step === 0 ? 1 + choices.pick(6) : style.step;
}

/** Notes that a line was written which no block scalar goes on behind. */
export function endLine(pen: Pen): void {
  pen.below = ANYWHERE;
  pen.keeps = false;
}

/** Returns blank lines and comments as they may stand between two lines. */
export function between(pen: Pen): string {
  const { choices, style } = pen;
  let text = "";
  while (choices.chance(style.comments)) {
    if (!pen.keeps && choices.chance(40)) {
      text += choices.oneOf(["\n", pen.below < ANYWHERE ? "\n" : "  \n", "\n\n"]);
    } else {
      text += `${" ".repeat(choices.pick(pen.below))}${commentOf(choices)}\n`;
      endLine(pen);
    }
  }
  return text;
}

/** Returns the end of a line, with what may follow the value on it. */
export function lineEnd(pen: Pen): string {
  const { choices, style } = pen;
  endLine(pen);
  if (!choices.chance(style.comments)) return "\n";
  const blank = choices.oneOf([" ", "  ", choices.chance(style.odd) ? "\t" : " "]);
  return choices.chance(30) ? `${blank}\n` : `${blank}${commentOf(choices)}\n`;
}

/** Returns a comment. */
export function commentOf(choices: Choices): string {
  return choices.oneOf([
    "# note",
    "#",
    "# containers:",
    "# - name: x",
    "# caf\u00e9 \u65e5\u672c",
    "#'\"[{",
    "# ---",
    "## it's: |",
    "# \ufeff \u{1f600}",
    choices.chance(2) ? choices.oneOf(["# \u0085x", "# \rx"]) : "# -",
  ]);
}

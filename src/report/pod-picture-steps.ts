// The boxes of a pod, from its start to its end. The left side of a native sidecar's box goes on down to where it ends;
// what is drawn to the right of that side runs beside it.

import { listWords } from "../text/list-words.ts";
import { printable } from "../text/printable.ts";
import { cutMiddle } from "./cut-text.ts";
import { fill } from "./fill.ts";
import { type BoxLine, boxLines } from "./pod-picture-box.ts";
import type { PicturedContainer, PictureStep, PodPicture } from "./pod-picture-model.ts";
import type { Rails } from "./pod-picture-rails.ts";
import type { Style } from "./style.ts";
import { textWidth } from "./text-width.ts";

/** Where boxes are drawn. */
export interface Canvas {
  /** In columns. */
  readonly width: number;
  /** How many sidecars may be drawn around what starts after them; of more it is only said. */
  readonly deepest: number;
  /** The volumes to which lines are drawn. */
  readonly rails: Rails;
  readonly style: Style;
}

const LOOKS: Readonly<Record<PictureStep["lasts"], keyof Style>> = {
  "to its end": "faint",
  "around the rest": "info",
  "as the app": "success",
  "on demand": "faint",
};

/** Returns the boxes as lines of the canvas' width. */
export function drawSteps(picture: PodPicture, canvas: Canvas): readonly BoxLine[] {
  const { steps } = picture;
  const lines: BoxLine[] = [];
  const open: PicturedContainer[] = [];
  for (const [index, step] of steps.entries()) {
    lines.push(...drawStep(step, { number: index + 1, depth: open.length, picture }, canvas));
    if (step.lasts === "around the rest") open.push(...step.containers);
  }
  return [...lines, ...drawEnds(picture, open, canvas)];
}

/** The upper side of a box: the container's name, and what stands behind it. */
interface Head {
  readonly name: string;
  readonly rest: string;
}

/** A step's place in the picture. */
interface Placing {
  readonly picture: PodPicture;
  /** 1-based. */
  readonly number: number;
  /** How many sidecars run already. */
  readonly depth: number;
}

function drawStep(
  step: PictureStep,
  { picture, number, depth }: Placing,
  canvas: Canvas,
): readonly BoxLine[] {
  const { style, deepest, rails } = canvas;
  const { containers, lasts } = step;
  const nested = Math.min(depth, deepest);
  const width = canvas.width - 2 * nested;
  const beside = style.info("│ ".repeat(nested));
  const paint = style[LOOKS[lasts]];
  const stays = lasts === "around the rest" && depth < deepest;
  const inBox = (line: BoxLine): BoxLine => {
    const { text, joint } = line;
    const isLeft = joint?.access === "writes" && rails.has(joint.volume);
    return { ...line, text: `${beside}${paint("│")} ${text} ${paint(isLeft ? "├" : "│")}` };
  };
  const upper = (container: PicturedContainer, [left, right]: readonly [string, string]) => {
    const { name, rest } = headOf(container, number, width);
    return `${beside}${paint(left)} ${number} ${style.strong(name)} ${paint(rest + right)}`;
  };
  return [
    ...containers.flatMap((container, index) => [
      { text: upper(container, index === 0 ? ["┌", "┐"] : ["├", "┤"]) },
      ...boxLines(container, picture.volumes, width - 4, style).map(inBox),
    ]),
    { text: beside + paint(foot(stays ? "├" : "└", footText(step, picture), width)) },
  ];
}

function headOf(
  { container, kind, template }: PicturedContainer,
  number: number,
  width: number,
): Head {
  const from = template === undefined ? "" : `, template ${template}`;
  const room = width - `${number}`.length - 6;
  const what = cutMiddle(printable(`─ ${kind}${from}`), Math.max(0, room - 12));
  const name = cutMiddle(printable(container.name), room - textWidth(what) - 1);
  const line = "─".repeat(Math.max(0, room - textWidth(`${name}${what}`) - 1));
  return { name, rest: `${what} ${line}─` };
}

function foot(corner: string, text: string, width: number): string {
  const said = text === "" ? "" : `─ ${cutMiddle(text, width - 6)} `;
  return `${corner}${said}${"─".repeat(width - 2 - textWidth(said))}┘`;
}

function footText({ lasts, gates, containers }: PictureStep, { isMeantToEnd }: PodPicture): string {
  const next = gates.length === 0 ? "next at once" : `next after its ${listWords(gates)}`;
  const [it, have] = containers.length === 1 ? ["it", "has"] : ["they", "have"];
  switch (lasts) {
    case "to its end":
      return next;
    case "around the rest":
      return `runs on; ${next}`;
    case "as the app":
      if (isMeantToEnd) return `the pod is done when ${it} ${have} ended`;
      return containers.length === 1 ? "" : "start and stop together";
    case "on demand":
      return "added to the running pod";
  }
}

/** Sidecars stop in the reverse order of their start: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
function drawEnds(
  { steps }: PodPicture,
  open: readonly PicturedContainer[],
  { width, deepest, style }: Canvas,
): readonly BoxLine[] {
  const hasApp = steps.some(({ lasts }) => lasts === "as the app");
  return open
    .map(({ container }, index) => {
      const nested = Math.min(index, deepest);
      const inner = open[index + 1]?.container.name ?? (hasApp ? "the app" : "all others");
      const corner = index < deepest ? "└─ " : "   ";
      const room = width - 2 * nested - 3;
      const said = cutMiddle(printable(`${container.name} stops after ${inner}`), room);
      const text = fill(said, room);
      return { text: style.info(`${"│ ".repeat(nested)}${corner}${text}`) };
    })
    .toReversed();
}

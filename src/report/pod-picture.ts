import type { Pod } from "../manifest/pod.ts";
import { listWords } from "../text/list-words.ts";
import { cutMiddle } from "./cut-text.ts";
import { fill } from "./fill.ts";
import { type Row, rowLines } from "./pod-picture-box.ts";
import { type PodPicture, pictureOf } from "./pod-picture-model.ts";
import type { PicturedPort } from "./pod-picture-ports.ts";
import { assignRails, drawRails, type Rails, railsWidth } from "./pod-picture-rails.ts";
import { drawSteps } from "./pod-picture-steps.ts";
import type { PicturedVolume } from "./pod-picture-volumes.ts";
import type { Style } from "./style.ts";
import { textWidth } from "./text-width.ts";

/** The least width in columns that a picture can have. */
const LEAST_WIDTH = 40;
/** Rails and nested boxes leave at least this much for the innermost box. */
const LEAST_BOX = 36;
const MOST_RAILS = 6;
const MOST_NESTED = 8;

/**
 * Returns a picture of a pod as lines of this many columns, at least 40: boxes in the order in which the containers start,
 * lines between those that share a volume, and what all of them share.
 */
export function drawPod(pod: Pod, width: number, style: Style): readonly string[] {
  const picture = pictureOf(pod);
  const inner = Math.max(LEAST_WIDTH, width) - 4;
  const boxes = drawBoxes(picture, inner, style);
  const notes = noteRows(picture).flatMap((row) => rowLines(row, inner, style));
  const gap = boxes.length > 0 && notes.length > 0 ? [" ".repeat(inner)] : [];
  const side = style.faint("│");
  const title = cutMiddle(`─ pod: ${picture.facts.join(", ")} `, inner);
  return [
    style.faint(`┌${title}${"─".repeat(inner + 2 - textWidth(title))}┐`),
    ...[...boxes, ...gap, ...notes.map(({ text }) => text)].map(
      (line) => `${side} ${line} ${side}`,
    ),
    style.faint(`└${"─".repeat(inner + 2)}┘`),
  ];
}

function drawBoxes(picture: PodPicture, inner: number, style: Style): readonly string[] {
  if (picture.steps.length === 0) return [fill("no containers", inner)];
  const draw = (width: number, rails: Rails) => {
    const deepest = Math.min(MOST_NESTED, Math.max(0, (width - LEAST_BOX) >> 1));
    return drawSteps(picture, { width, deepest, rails, style });
  };
  // How wide the boxes are decides where their lines break, but not the order of the joints.
  const joints = draw(inner, new Map()).flatMap(({ joint }) => joint ?? []);
  const rails = assignRails(joints, Math.min(MOST_RAILS, Math.max(0, (inner - LEAST_BOX) >> 2)));
  const lines = draw(inner - railsWidth(rails), rails);
  const beside = drawRails(
    lines.map(({ joint }) => joint),
    rails,
  );
  return lines.map(({ text }, index) => text + (beside[index] ?? ""));
}

/** What all containers share, once more by port and by volume. */
function noteRows({ ports, volumes }: PodPicture): readonly Row[] {
  const takers = new Set(ports.flatMap((port) => port.takers));
  return [
    ...(takers.size < 2 ? [] : portRows(ports)),
    ...volumes.filter(({ isShared }) => isShared).map(volumeRow),
    ...unusedRow(volumes),
  ];
}

function portRows(ports: readonly PicturedPort[]): readonly Row[] {
  const contested = ports.filter(({ isContested }) => isContested);
  return [
    { label: "ports", items: ports.map(portText) },
    ...contested.map(({ number, protocol, takers }) => ({
      label: "conflict",
      look: "error" as const,
      items: [`${number}/${protocol} is taken by ${listWords(takers)}`],
    })),
  ];
}

function portText({ number, protocol, takers }: PicturedPort): string {
  return `${number}${protocol === "TCP" ? "" : `/${protocol}`} ${takers.join("+")}`;
}

function volumeRow({ name, kind, uses }: PicturedVolume): Row {
  const [first = "", ...others] = new Set(
    uses.map(({ container, access }) => `${container.name} ${access}`),
  );
  return { label: "volume", items: [`${name} (${kind}): ${first}`, ...others] };
}

function unusedRow(volumes: readonly PicturedVolume[]): readonly Row[] {
  const unused = volumes.filter(({ uses }) => uses.length === 0).map(({ name }) => name);
  return [{ label: "unused", items: unused }];
}

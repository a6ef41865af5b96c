// What stands in the box of a container.

import { requirementsOf } from "../lint/resources/resources.ts";
import type { Container, ContainerPort } from "../manifest/pod.ts";
import { isMap } from "../manifest/value.ts";
import { printable } from "../text/printable.ts";
import { cutMiddle } from "./cut-text.ts";
import { fill } from "./fill.ts";
import type { PicturedContainer } from "./pod-picture-model.ts";
import type { Joint } from "./pod-picture-rails.ts";
import type { PicturedVolume } from "./pod-picture-volumes.ts";
import { probeText } from "./probe-text.ts";
import { resourceTexts } from "./resource-texts.ts";
import type { Style } from "./style.ts";
import { wrapItems } from "./wrap-text.ts";

/** A line in a box, as wide as it was asked for. */
export interface BoxLine {
  readonly text: string;
  /** The volume to which the line is joined. */
  readonly joint?: Joint;
}

/** A fact of a container: a word, and what is to be said. */
export interface Row {
  readonly label: string;
  /** What is said, with commas between; nothing is a fact that there is not. */
  readonly items: readonly string[];
  readonly joint?: Joint;
  /** How the word looks, if not as the others. */
  readonly look?: keyof Style;
}

/** How many columns the words before facts take. */
const LABEL_WIDTH = 10;

/** More volumes that nobody else has are counted. */
const MOST_OWN = 6;

/** Returns what stands in the box of a container, as lines of this many columns. */
export function boxLines(
  { container, probed, holdsOthers }: PicturedContainer,
  volumes: readonly PicturedVolume[],
  width: number,
  style: Style,
): readonly BoxLine[] {
  const image = cutMiddle(printable(container.image), width);
  const rows: readonly Row[] = [
    { label: "requests", items: resourceTexts(requirementsOf(container).requests) },
    { label: "ports", items: [...container.ports.map(portText), ...probed.map(probedText)] },
    { label: "startup", items: startupTexts(container) },
    { label: "postStart", items: holdsOthers ? ["done before the next container starts"] : [] },
    { label: "private", items: ownNames(container, volumes) },
    ...volumes.flatMap((volume) => sharedRows(container, volume)),
  ];
  return [
    ...(image === "" ? [] : [{ text: fill(image, width) }]),
    ...rows.flatMap((row) => rowLines(row, width, style)),
  ];
}

/** Returns a fact as lines of this many columns. */
export function rowLines(
  { label, items, joint, look = "faint" }: Row,
  width: number,
  style: Style,
): readonly BoxLine[] {
  if (items.length === 0) return [];
  const listed = items.map((item, index) =>
    printable(index < items.length - 1 ? `${item},` : item),
  );
  return wrapItems(listed, width - LABEL_WIDTH).map((line, index) => ({
    text:
      style[look](fill(index === 0 ? label : "", LABEL_WIDTH)) + fill(line, width - LABEL_WIDTH),
    ...(index === 0 && joint !== undefined ? { joint } : {}),
  }));
}

function portText({ number, protocol, name, hostPort }: ContainerPort): string {
  const host = hostPort === undefined ? "" : ` (hostPort ${hostPort})`;
  return `${number}/${protocol}${name === undefined ? "" : ` ${name}`}${host}`;
}

function probedText(port: number): string {
  return `${port}/TCP (probed)`;
}

function startupTexts({ set, value }: Container): readonly string[] {
  const probe = value["startupProbe"];
  return set !== "init" && isMap(probe) ? [probeText(probe)] : [];
}

function ownNames(container: Container, volumes: readonly PicturedVolume[]): readonly string[] {
  const own = volumes.filter(
    ({ isShared, uses }) => !isShared && uses.some((use) => use.container === container),
  );
  const names = own.map(({ name }) => name);
  const more = names.length - MOST_OWN;
  return more > 0 ? [...names.slice(0, MOST_OWN), `${more} more`] : names;
}

function sharedRows(container: Container, volume: PicturedVolume): readonly Row[] {
  if (!volume.isShared) return [];
  return volume.uses
    .filter((use) => use.container === container)
    .map(({ path, part, access }) => ({
      label: access,
      items: [`${path} (${[volume.name, ...(part === undefined ? [] : [part])].join("/")})`],
      joint: { volume: volume.name, access },
    }));
}

// The lines at the right of the boxes that join those who have the same volume: rails.

import type { VolumeUse } from "./pod-picture-volumes.ts";

/** A line of the picture at which a container is joined to a volume, or one at which none is. */
export interface Joint {
  readonly volume: string;
  readonly access: VolumeUse["access"];
}

/** Which rail each volume has, 0 being next to the boxes. */
export type Rails = ReadonlyMap<string, number>;

interface Span {
  readonly volume: string;
  readonly from: number;
  readonly to: number;
  readonly isWritten: boolean;
}

/** Returns a rail for each volume as long as there is room; those that somebody writes to go first, and short ones go next to the boxes. */
export function assignRails(joints: readonly Joint[], most: number): Rails {
  const rails = new Map<string, number>();
  const taken: Span[][] = [];
  for (const span of spansOf(joints).toSorted(byPriority)) {
    const free = Array.from({ length: most }, (_, rail) => rail).find((rail) =>
      (taken[rail] ?? []).every((other) => other.to < span.from || span.to < other.from),
    );
    if (free === undefined) continue;
    taken[free] = [...(taken[free] ?? []), span];
    rails.set(span.volume, free);
  }
  return rails;
}

function byPriority(a: Span, b: Span): number {
  return Number(b.isWritten) - Number(a.isWritten) || a.to - a.from - (b.to - b.from);
}

/** Returns how many columns the rails take, with the line that leads to them. */
export function railsWidth(rails: Rails): number {
  return rails.size === 0 ? 0 : 2 * (Math.max(...rails.values()) + 1) + 1;
}

/** Returns, for each line of the picture, what stands behind the boxes. */
export function drawRails(lines: readonly (Joint | undefined)[], rails: Rails): readonly string[] {
  const spans = spansOf(lines).filter(({ volume }) => rails.has(volume));
  const width = railsWidth(rails);
  return lines.map((joint, line) => {
    const rail = joint === undefined ? undefined : rails.get(joint.volume);
    const end = rail === undefined ? -1 : columnOf(rail);
    const cells: string[] = Array.from({ length: width }, (_, column) =>
      column < end ? "─" : " ",
    );
    for (const span of spans) {
      const column = columnOf(rails.get(span.volume) ?? 0);
      if (line < span.from || line > span.to) continue;
      if (column === end) cells[column] = line === span.from ? "┐" : line === span.to ? "┘" : "┤";
      else cells[column] = column < end ? "┼" : "│";
    }
    if (end > 0 && joint?.access === "reads") cells[0] = "◄";
    if (end > 0 && joint?.access === "writes") cells[end - 1] = "►";
    return cells.join("");
  });
}

function columnOf(rail: number): number {
  return 2 * rail + 2;
}

function spansOf(lines: readonly (Joint | undefined)[]): readonly Span[] {
  const spans = new Map<string, Span>();
  lines.forEach((joint, line) => {
    if (joint === undefined) return;
    const { volume, access } = joint;
    const { from = line, isWritten = false } = spans.get(volume) ?? {};
    spans.set(volume, { volume, from, to: line, isWritten: isWritten || access === "writes" });
  });
  return [...spans.values()];
}

import type { PodState } from "./pod-state.ts";

/** Returns what is said of the containers that have another name since something was put into them. */
export function renameNotes({ renames }: Pick<PodState, "renames">): readonly string[] {
  return renames.map(
    ({ from, to }) =>
      `container "${from}" is called "${to}" now: what was injected into it was found there`,
  );
}

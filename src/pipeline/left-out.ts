// What is said of objects of workload kinds that a run leaves alone: one note for each folder and reason. Where there are
// many folders, one note is about most of them: all that is left out fits on one screen.

import { nameOfWorkload } from "../manifest/object-name.ts";
import type { LeftOut, SourceContent } from "../manifest/read-workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { folderAround } from "../text/file-path.ts";
import { groupBy } from "../text/group-by.ts";
import { noteOn } from "./note-on.ts";

/** What a note says of the objects of one standing: of one alone, or of several with an example. */
const SAID: Readonly<
  Record<
    LeftOut["standing"]["type"],
    { readonly state: readonly [one: string, several: string]; readonly remedy: string }
  >
> = {
  incomplete: {
    state: ["is incomplete, and is", "are incomplete, and are"],
    remedy:
      "inject into the base, or into the build; --include-incomplete takes them for workloads",
  },
  owned: {
    state: ["is owned by a controller, and is", "are owned by controllers, and are"],
    remedy: "inject into the owner; --include-owned takes them for workloads",
  },
  reference: {
    state: [
      "has its pods from another object, and is",
      "have their pods from other objects, and are",
    ],
    remedy: "inject into that one",
  },
  appless: {
    state: [
      "leaves the app's container to its operator, and is",
      "leave the app's containers to their operators, and are",
    ],
    remedy: "name that container in the pod template, and inject again",
  },
};

/** Of so many folders each has a note of its own, for each reason. */
const MOST_FOLDERS = 8;

/** Returns one note for each folder and reason, at the first object that it is about; `fate` is what becomes of them. */
export function leftOutNotes(
  contents: readonly SourceContent[],
  fate: "left alone" | "not checked" | "not shown",
): readonly SourceNote[] {
  const all = contents.flatMap(({ leftOut }) => leftOut);
  const groups = groupBy(all, ({ object, standing }) =>
    [folderAround(object.document.source.path), standing.type].join("\n"),
  );
  const byType = groupBy(groups.values(), ([first]) => first?.standing.type ?? "");
  return [...byType.values()].flatMap((folders) => {
    const own = folders.length > MOST_FOLDERS ? folders.slice(0, MOST_FOLDERS - 1) : folders;
    const others = folders.slice(own.length);
    const where = `in ${others.length} folders`;
    return [
      ...own.map((group) => noteOf(group, "in its folder", fate)),
      ...(others.length === 0 ? [] : [noteOf(others.flat(), where, fate)]),
    ];
  });
}

function noteOf(group: readonly LeftOut[], where: string, fate: string): SourceNote {
  const [first] = group as readonly [LeftOut, ...LeftOut[]];
  const { state, remedy } = SAID[first.standing.type];
  const example = `${nameOfWorkload(first.object)} (${reasonOf(first)})`;
  const others = group.length - 1;
  const subject =
    others === 0
      ? `${example} ${state[0]} ${fate}`
      : `${example} and ${others} more ${where} ${state[1]} ${fate}`;
  return noteOn(first.object, `${subject}: ${remedy}`);
}

function reasonOf({ standing }: LeftOut): string {
  if (standing.type === "owned") return `by ${standing.owner.kind}/${standing.owner.name}`;
  if (standing.type === "reference") return `from ${standing.target}`;
  if (standing.type === "appless") {
    const { container } = standing;
    return container === undefined ? "no pod template" : `no "${container}" in its pod template`;
  }
  return standing.evidence[0]?.message ?? "";
}
